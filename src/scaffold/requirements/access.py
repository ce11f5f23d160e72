"""Who may call: words in brackets, cells of a table, and sentences such as "members see their own"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from scaffold.requirements.words import plain, plural, singular, snake

_WORDS = {
    "public": "public|anyone|anybody|everyone|everybody|no auth|no authentication|no login|without login|none"
    "|open|anonymous|unauthenticated"
    "|no|öffentlich|nobody in particular|no auth needed|no login needed|-|–|—",
    "optional": "optional|auth optional|optional auth|optional login|login optional|authentication optional",
    "user": "user|users|auth|auth required|authenticated|authenticated users?|logged in|logged-in"
    "|logged-in users?|a logged-in user|login required"
    "|login|signed in|signed-in users?|all|any role|all roles|every role|any user|every user"
    "|any logged-in user|required|yes|token|bearer|jwt|authentication required|angemeldet",
    "owner": "owner|the owner|own|self|author|the author|its author|only its author|only the author"
    "|only its owner|only the owner|creator|its creator"
    "|the creator|only its creator|owner only|author only|the user themselves|themselves",
    "api_key": "api key|api-key|apikey|x-api-key",
}
_MEANING = {word: meaning for meaning, line in _WORDS.items() for word in line.replace("?", "").split("|")}
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]{1,160})[)\]]\s*\.?\s*$")
_JOINT = re.compile(r"\s*(?:,|;|/|\+|&|\||\bor\b|\band\b|\boder\b|\bund\b)\s*")
_OWN = re.compile(
    r"(?i)\b(?:(?:his|her|their|its|one's|only|see|read|my|your|the) own|own)\b(?! (?:name|password"
    r"|e-?mail|account|profile|data))"
)


def role_name(text: str) -> str:
    """A role as the spec can call it: ``Pet Owners`` as ``pet_owner``, and a word of access as ``owner_role``."""
    name = singular(snake(plain(text)))
    return f"{name}_role" if name in _MEANING.values() else name


_NOT_OWN = re.compile(r"(?i)\b(?:cannot|can't|can not|may not|must not|never)\b[^.;]*\bown\b")


class Roles(Struct, frozen=True):
    """The roles of the service, as the requirements name them."""

    names: tuple[str, ...]

    def of(self, word: str) -> str | None:
        """The role that a word means, in the singular or the plural."""
        bare = plain(word).lower().strip(" .")
        for name in self.names:
            spelled = name.lower().replace("_", " ").replace("-", " ")
            if bare.replace("_", " ").replace("-", " ") in (spelled, plural(spelled), f"{spelled}s"):
                return name
        return None

    def pattern(self) -> str:
        """An expression that matches any of them."""
        forms = {form for name in self.names for form in (name, plural(name), name.replace("_", " "))}
        return "|".join(sorted(map(re.escape, forms), key=lambda form: (-len(form), form))) or r"(?!)"


def access_words(text: str, roles: Roles) -> tuple[str, ...] | None:
    """The access that a list of words says, or nothing when any of them says something else."""
    found: list[str] = []
    bare = plain(text).lower().strip(" .:")
    bare = bare[1:-1] if bare.startswith("(") and bare.endswith(")") else bare
    whole = _meaning(bare, roles)
    if whole is not None:
        return (whole,)
    for part in _JOINT.split(bare):
        meaning = _meaning(part, roles)
        if meaning is None:
            return None
        found.append(meaning)
    return tuple(dict.fromkeys(found)) or None


def _meaning(word: str, roles: Roles) -> str | None:
    if owned := re.fullmatch(r"(.+?) \(?(?:own|their own|only own|own only)\)?", word.strip()):
        return "owner" if _meaning(owned[1], roles) else None
    bare = re.sub(r"^(?:only|by|for|the|role|roles:?)\s+|\s+(?:only|role|roles)$", "", word.strip(" .")).strip()
    return roles.of(bare) or _MEANING.get(word) or _MEANING.get(bare) or _MEANING.get(singular(bare))


def unknown_roles(text: str, roles: Roles) -> tuple[str, ...]:
    """The single words of a list of access words that mean nothing yet: names of roles."""
    parts = [re.sub(r"\s*\([^()]*\)", "", part).strip() for part in _JOINT.split(plain(text).lower())]
    return tuple(part for part in parts if _meaning(part, roles) is None and re.fullmatch(r"[a-z][a-z_-]{1,30}", part))


def trailing_access(text: str, roles: Roles) -> tuple[str, tuple[str, ...] | None]:
    """The text without the access words at its end in brackets, and what those say."""
    match = _BRACKET.search(text)
    if match:
        found = access_words(match[1], roles)
        if found:
            return text[: match.start()].rstrip(), found
    return text, None


def own_and_all(text: str, roles: Roles) -> tuple[str, ...] | None:
    """The access of "members see their own loans, librarians all" and "own loan, or any for librarians"."""
    if not _OWN.search(text) or _NOT_OWN.search(text):
        return None
    either = roles.pattern()
    wide = re.findall(rf"(?i)\b({either})\b(?:[^,;.]{{0,30}}\b(?:all|any|every\w*)\b)", text)
    wide += re.findall(rf"(?i)\b(?:all|any|every\w*)\b[^,;.]{{0,20}}\b(?:for|to|by)\s+(?:the )?({either})\b", text)
    return tuple(dict.fromkeys(["owner", *(role for word in wide if (role := roles.of(word)))]))


_LABEL = re.compile(
    r"(?i)^(?:access|allowed|auth|authori[sz]ation|permissions?|roles?|who(?: may call)?|zugriff)\s*:\s*(.{1,200})$"
)


def restricting_label(text: str) -> str | None:
    """What stands behind the label of a line such as "Access: doctor, nurse"."""
    match = _LABEL.match(plain(text).strip(" ."))
    return match[1] if match else None


def sentence_access(sentences: Sequence[str], roles: Roles) -> tuple[str, ...] | None:
    """The access that whole sentences say: "No auth.", "Auth required, only its author (403 otherwise)."."""
    for sentence in sentences:
        if label := restricting_label(sentence):
            return access_words(label, roles)
        bare = re.sub(r"\([^()]*\)", "", plain(sentence)).strip(" .")
        parts = [access_words(part, roles) for part in re.split(r"\s*[,;]\s*", bare)]
        known = [part for part in parts if part]
        if known and len(known) == len(parts):
            return known[-1]
        if match := re.match(
            rf"(?i)(?:only )?({roles.pattern()})\b(?: and ({roles.pattern()})\b)? (?:can|may|only)\b", bare
        ):
            return tuple(role for word in match.groups() if word and (role := roles.of(word)))
        if known and parts[0]:
            return parts[0]
    return None
