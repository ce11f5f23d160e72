"""How users log in: roles, tokens, lock-out, and what needs a login unless said otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from scaffold.requirements.access import Roles, role_name, unknown_roles
from scaffold.requirements.callers import first_restricted, spoken_roles
from scaffold.requirements.document import Section, Source, Table
from scaffold.requirements.draft import Fact, FieldDraft, ModelDraft
from scaffold.requirements.matrix import matrix_roles
from scaffold.requirements.mentions import Mention
from scaffold.requirements.report import Ledger
from scaffold.requirements.tables import cells_by_role, column_roles
from scaffold.requirements.words import NUMBER, duration, in_digits, listed, number, plain, singular, snake

_TIME = r"\s*-?\s*(ms|milliseconds?|seconds?|secs?|minutes?|mins?|hours?|days?|weeks?)\b"
_ACCESS_TOKEN = re.compile(rf"(?i)\baccess tokens?\b[^.;]*?({NUMBER}){_TIME}")
_REFRESH_TOKEN = re.compile(rf"(?i)\brefresh tokens?\b[^.;]*?({NUMBER}){_TIME}")
_ANY_TOKEN = re.compile(
    rf"(?i)\b(?:tokens?|sessions?)\b (?:last|lasts|expire|expires|are valid|is valid|live)[^.;]*?({NUMBER}){_TIME}"
)
_FAILURES = re.compile(
    rf"(?i)\b({NUMBER}) (?:failed|wrong|unsuccessful|incorrect"
    rf"|bad)\b(?:[^.]*?\bwithin ({NUMBER}){_TIME})?[^.]*?\bfor (?:the next )?({NUMBER}){_TIME}"
)
_LOGIN = re.compile(
    r"(?i)\b(?:log|sign)s?[- ]?in\b(?: is)? (?:with|by|using|via)\b(.+?)(?:\band\b|,|/|\+)[^.]*?\bpassword\b"
)
_ROLES = re.compile(r"(?i)\b(?:the )?(?:user )?(?:roles|rollen)(?: are| sind)?:?\s+(.+)$")
_ARE_ROLES = re.compile(r"(?i)^(?:there are (?:the )?(.+?) roles|(.+?) are (?:the |user )?roles)\b")
_EXCEPT = re.compile(
    r"(?i)^(?:everything|all(?: (?:endpoints|calls|requests|routes|operations|else))?"
    r"|every (?:endpoint|call|request|route))(?: (?:else )?(?:except|but|other than"
    r"|apart from) (.+?))? (?:needs?|requires?|must have|must be|is for|are for|only for) (.+)$"
)
_SCHEME = re.compile(r"`?\bAuthorization: ([A-Za-z]+) <?\w+>?`?")
_DEACTIVATED = re.compile(
    r"(?i)\b(?:deactivated|inactive|disabled|blocked|suspended)\b.{0,40}\b(?:cannot|can not|can't"
    r"|may not|must not) (?:log|sign)[- ]?in"
)
_USER_NAMES = ("User", "Account", "Member", "Customer", "Person", "Employee")


class DefaultAccess(Struct, frozen=True):
    """What callers need unless an endpoint says otherwise, with the calls that are exempt."""

    exceptions: tuple[str, ...]
    source: Source


class Accounts(Struct, frozen=True):
    """How users log in; ``mentions_login`` is the sentence that speaks of it."""

    user: str | None
    roles: Roles
    facts: dict[str, Fact]
    default: DefaultAccess | None
    mentions_login: Source | None


def user_model(models: Sequence[ModelDraft]) -> str | None:
    """The model whose rows log in: one with a secret, by preference one that is called so."""
    secret = [model.name for model in models if _has_secret(model)]
    named = [name for name in _USER_NAMES if name in secret] or secret
    return next(iter(named), None) or next((model.name for model in models if model.name in _USER_NAMES[:2]), None)


def _has_secret(model: ModelDraft) -> bool:
    return any(field.type == "secret" for field in model.fields)


def read_accounts(
    models: Sequence[ModelDraft],
    sections: Sequence[Section],
    sentences: Iterable[Source],
    named: Sequence[Mention],
    ledger: Ledger,
) -> Accounts:
    """Everything about logging in that tables, sentences and endpoints say."""
    told = tuple(sentences)
    name = user_model(models)
    user = next((model for model in models if model.name == name and _has_secret(model)), None)
    role = _role_field(user)
    roles, place = _roles(role, sections, told, named, ledger)
    facts: dict[str, Fact] = {}
    if user is not None:
        facts["user"] = Fact(value=user.name, source=user.source)
        if role is not None:
            facts["role"] = Fact(value=role.name, source=role.source)
        facts |= _active(user, told)
    if roles:
        renamed = [name for name in roles if name.endswith("_role")]
        note = f"assumption: a role of this name, as access has another meaning for it: {', '.join(renamed)}"
        facts["roles"] = Fact(value=list(roles), source=place, note=note if renamed else None)
    login = _login_place(told, ledger)
    if user is None and login is None:
        login = place or first_restricted(named, told, Roles(tuple(roles))) or _unknown_user(models)
    facts |= dict(_scheme(told, ledger))
    if user is not None or login is not None:
        facts["login"] = _login(user, told, login, ledger)
        facts |= dict(_lockout(told, ledger))
    return Accounts(user.name if user else None, Roles(tuple(roles)), facts, _default_access(told, ledger), login)


def _unknown_user(models: Sequence[ModelDraft]) -> Source | None:
    """The first field that refers to a user whose fields are not said."""
    known = {model.name for model in models}
    return next(
        (each.source for model in models for each in model.fields if each.ref == "User" and "User" not in known), None
    )


def _role_field(user: ModelDraft | None) -> FieldDraft | None:
    return (
        next(
            (
                field
                for field in user.fields
                if field.enum and re.fullmatch(r"(?i)(?:user_?)?(?:role|rolle|type|kind)", field.name)
            ),
            None,
        )
        if user
        else None
    )


def _roles(
    role: FieldDraft | None,
    sections: Sequence[Section],
    told: Sequence[Source],
    named: Sequence[Mention],
    ledger: Ledger,
) -> tuple[list[str], Source | None]:
    found: list[str] = list(role.enum) if role else []
    place = role.source if role else None
    for sentence in told:
        match = _ROLES.search(sentence.text) or _ARE_ROLES.search(sentence.text)
        names = (
            [
                snake(plain(re.sub(r"\([^()]*\)", "", part)))
                for part in listed(str(match[match.lastindex or 1]).rstrip("."))
            ]
            if match
            else []
        )
        if len(names) > 1 and all(re.fullmatch(r"[a-z][a-z0-9_]{0,30}", name) for name in names):
            found += names
            place = place or sentence
            ledger.use("auth.roles", sentence)
    for name, source in (*matrix_roles(sections), *_role_rows(sections), *_access_cells(sections, Roles(tuple(found)))):
        found.append(name)
        place = place or source
        ledger.use("auth.roles", source)
    for name, source in () if found else spoken_roles(named, told, Roles(())):
        found.append(name)
        place = place or source
    return list(dict.fromkeys(found if role else map(_callable, found))), place


def _callable(name: str) -> str:
    """A role that is called as no word of access is."""
    renamed = role_name(name)
    return renamed if renamed == f"{name}_role" else name


def _role_rows(sections: Sequence[Section]) -> Iterator[tuple[str, Source]]:
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Table) and (roles := column_roles(block))[:1] == ("role",):
                for row in block.rows:
                    if name := snake(plain(cells_by_role(row, roles).get("role", ""))):
                        yield name, row.whole


def _access_cells(sections: Sequence[Section], known: Roles) -> Iterator[tuple[str, Source]]:
    """The roles that only the access column of a table of endpoints names."""
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Table) and {"path", "access"} <= set(roles := column_roles(block)):
                for row in block.rows:
                    for name in unknown_roles(cells_by_role(row, roles).get("access", ""), known):
                        yield singular(snake(name)), row.whole


def _active(user: ModelDraft, told: Sequence[Source]) -> dict[str, Fact]:
    field = next(
        (
            each
            for each in user.fields
            if each.type == "boolean" and re.fullmatch(r"(?:is_?)?(?:active|enabled)", each.name, re.IGNORECASE)
        ),
        None,
    )
    if field is None:
        return {}
    rule = next((sentence for sentence in told if _DEACTIVATED.search(sentence.text)), None)
    note = None if rule else f"assumption: who is not {field.name} cannot log in"
    return {"active": Fact(value=field.name, source=rule or field.source, note=note)}


def _login_place(told: Sequence[Source], ledger: Ledger) -> Source | None:
    for sentence in told:
        if _LOGIN.search(sentence.text):
            ledger.use("auth.login", sentence)
            return sentence
    return None


def _login(user: ModelDraft | None, told: Sequence[Source], place: Source | None, ledger: Ledger) -> Fact:
    value: dict[str, str] = {}
    match = _LOGIN.search(place.text) if place else None
    by = (
        snake(plain(match[1]).replace("e-mail", "email").removeprefix("an ").removeprefix("the ")) if match else "email"
    )
    if user is not None:
        unique = [field.name for field in user.fields if field.unique]
        by = by if user.field(by) else next(iter(unique), by)
        value["password"] = next((field.name for field in user.fields if field.type == "secret"), "password")
    value = {"by": by, **value}
    for sentence in told:
        for key, pattern in (
            ("access_for", _ACCESS_TOKEN),
            ("refresh_for", _REFRESH_TOKEN),
            ("access_for", _ANY_TOKEN),
        ):
            found = pattern.search(in_digits(sentence.text))
            length = duration(found[1], found[2]) if found else None
            if length and key not in value:
                value[key] = length
                place = sentence
                ledger.use(f"auth.login.{key}", sentence)
    note = None if place else "assumption: users log in with a password"
    return Fact(value=value, source=place, note=note)


def _lockout(told: Sequence[Source], ledger: Ledger) -> Iterator[tuple[str, Fact]]:
    for sentence in told:
        match = _FAILURES.search(in_digits(sentence.text))
        if match is None or not re.search(r"(?i)log|sign|password|account", sentence.text):
            continue
        lasts = duration(match[4], match[5])
        within = duration(match[2], match[3]) if match[2] else lasts
        if lasts and within:
            note = None if match[2] else "assumption: failures count within the same time"
            ledger.use("auth.lockout", sentence)
            yield (
                "lockout",
                Fact(
                    value={"failures": number(match[1]), "within": within, "lasts": lasts}, source=sentence, note=note
                ),
            )
            return


def _scheme(told: Sequence[Source], ledger: Ledger) -> Iterator[tuple[str, Fact]]:
    for sentence in told:
        if match := _SCHEME.search(sentence.text):
            ledger.use("auth.scheme", sentence)
            if match[1].lower() != "bearer":
                yield "scheme", Fact(value={"header": "Authorization", "prefix": match[1]}, source=sentence)
            return


def _default_access(told: Sequence[Source], ledger: Ledger) -> DefaultAccess | None:
    for sentence in told:
        match = _EXCEPT.match(plain(sentence.text).rstrip("."))
        if match and re.search(r"(?i)log|sign|auth|token|user", match[2]):
            ledger.use("access: a logged-in user unless an endpoint says otherwise", sentence)
            return DefaultAccess(tuple(listed(match[1] or "")), sentence)
    return None
