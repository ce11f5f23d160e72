"""What is said about one endpoint: access, filters, search, sort, body, fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from msgspec import Struct
from msgspec.structs import replace

from scaffold.requirements.access import Roles, access_words, own_and_all, trailing_access
from scaffold.requirements.callers import restriction, roles_in
from scaffold.requirements.draft import FieldDraft, FilterDraft, ModelDraft
from scaffold.requirements.jsonish import parse_jsonish
from scaffold.requirements.words import content_words, listed, plain, singular, snake, stem, words

_CLAUSE = re.compile(
    r"[;.](?:\s+|$)|[,:]\s+(?=(?:filter|sort|search|order|body|pagin|cursor)\w*\b)"
    r"|\s+and\s+(?=(?:filter|sort)(?:ed|able)?\s+by\b)"
)
_FILTER = re.compile(r"(?i)^(?:.{0,40}?\b)?filter(?:s|ed|able)?\b(?: (?:by|on|for))?:?\s+(.+)$")
_QUERY = re.compile(r"(?i)^(?:query(?: (?:parameters?|string))?|parameters?|params):\s*(.+)$")
_USUAL = re.compile(r"(?i)(?:(?:returns?|answers?|responds?)(?: with)? )?20[0-4](?: \w+)?")
_PAGING = re.compile(r"(?i)(?:limit|offset|page|per_?page|page_?size|cursor|sort|order|q)\b.*")
_SORT = re.compile(r"(?i)^(?:.{0,40}?\b)?(?:sort(?:s|ed|able)?|ordered|order)\b(?: by)?:?\s+(.+)$")
_SEARCH = re.compile(r"(?i)^(?P<before>.{0,60}?)\bsearch(?:able|es|ed)?\b(?: (?:by|in|for|the|over))*:?\s+(.+)$")
_BODY = re.compile(r"(?i)(?:\b(?:body|with|payload|sends?):?\s+|^)`?(\{.+?\})`?(?=$|[\s;.,)])")
_NEWEST = re.compile(r"(?i)^(?:the )?(newest|latest|most recent|oldest) first$")
_MADE = re.compile(r"(?i)(?:created|placed|posted|ordered|published|inserted)_?(?:at|on)")
_CHANGE = re.compile(r"(?i)^(?:change|update|edit|set|patch|modify)\s+(.+)$")
_OPEN = re.compile(
    r"(?i)^(?:only )?(open|active|current|outstanding)\s*(?:/|or|and)?\s*(?:closed|inactive|past|done)?$"
)
_LATE = re.compile(r"(?i)^(?:only )?(overdue|late|past due|expired)$")
_DUE = re.compile(r"(?i)^(?:due|deadline|expir)")


class Said(Struct, frozen=True):
    """What the text of an endpoint says, and what is left of it."""

    access: tuple[str, ...] | None = None
    filters: tuple[FilterDraft, ...] = ()
    search: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    order: str | None = None
    fields: tuple[str, ...] = ()
    body: dict[str, object] | None = None
    only_for: tuple[tuple[str, str], ...] = ()
    restriction: str | None = None
    rest: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def read_description(text: str, roles: Roles, model: ModelDraft | None, things: Set[str] = frozenset()) -> Said:
    """Read the words behind an endpoint.

    Args:
        text: one line of a list or one cell of a table.
        roles: the service's roles.
        model: what the endpoint is about, if that is known.
        things: the nouns that callers may have to do with.
    """
    whole = access_words(text, roles) if text else None
    if whole:
        return Said(access=whole)
    text = text[:-1] if text.endswith(")") and "(" not in text else text
    text, access = trailing_access(text, roles)
    said = Said(access=access)
    if match := _BODY.search(text):
        body = parse_jsonish(match[1].strip("`"))
        if isinstance(body, dict):
            said = replace(said, body=body)
            text = (text[: match.start()].rstrip(" :,") + text[match.end() :]).strip()
    for clause in _CLAUSE.split(text):
        if clause and (bare := clause.strip(" ,:–—→>-")) and not _USUAL.fullmatch(bare):
            said = (
                _of_callers(said, bare, roles, things)
                or _of_few(said, bare, roles, model)
                or _clause(said, bare, roles, model)
            )
    return said


def _of_callers(said: Said, clause: str, roles: Roles, things: Set[str]) -> Said | None:
    """What a clause says that is about nobody but the callers."""
    who = (clause.rpartition(" (")[2] if clause.endswith(")") else clause).rstrip(")").partition(",")[0]
    clause = re.sub(r"^(?:is|are) ", "", clause)
    access = access_words(clause, roles)
    if access and (len(words(clause)) > 1 or roles.of(clause) or clause == "public" or access == ("owner",)):
        return replace(said, access=said.access or access)
    if (only := restriction(who, roles, things)) is None:
        return None
    rest = clause.rpartition(" (")[0] if clause.endswith(")") else ""
    return replace(
        said,
        access=said.access or roles_in(only, roles) or None,
        restriction=clause.removeprefix(rest).strip(" ()"),
        rest=(*said.rest, rest) if rest else said.rest,
    )


_FEW = re.compile(r"(?i)\bonly (?:for|by|to)\b|^only\b.+\b(?:can|may)\b|\bonly (?:can|may)\b")


def _of_few(said: Said, clause: str, roles: Roles, model: ModelDraft | None) -> Said | None:
    """A clause that keeps others out in words of its own: "are only for the cook who wrote it"."""
    if said.access or not _FEW.search(clause) or _FILTER.match(clause) or _SEARCH.match(clause) or _SORT.match(clause):
        return None
    owners = {field.name for field in model.fields if field.owner} if model else set()
    if owners & set(words(clause)):
        return replace(said, access=("owner", *roles_in(clause, roles)))
    return replace(said, access=roles_in(clause, roles) or None, restriction=clause)


def _clause(said: Said, clause: str, roles: Roles, model: ModelDraft | None) -> Said:
    if match := _QUERY.match(clause):
        wanted = [each for each in _phrases(match[1]) if not _PAGING.fullmatch(each)]
        return _filtered(said, ", ".join(wanted), model)
    if match := _FILTER.match(clause):
        return _filtered(said, match[1], model)
    if match := _SEARCH.match(clause):
        return _searched(said, match[2], model)
    if match := _SORT.match(clause):
        return _sorted(said, match[1], model)
    if (match := _NEWEST.match(clause)) and (made := _made_at(model)):
        return replace(said, order=made if match[1].lower() == "oldest" else f"-{made}")
    if reserved := tuple(_reserved(clause, roles)):
        return replace(said, only_for=(*said.only_for, *reserved))
    if own := own_and_all(clause, roles):
        return replace(said, access=said.access or own)
    return replace(said, fields=_changed(clause, model) or said.fields, rest=(*said.rest, clause))


def _searched(said: Said, text: str, model: ModelDraft | None) -> Said:
    names, unknown = _fields(text, model)
    missed = (f"search {each}: no such field" for each in unknown)
    return replace(said, search=(*said.search, *names), unknown=(*said.unknown, *missed))


def _made_at(model: ModelDraft | None) -> str | None:
    """The field that says when a row was made."""
    return next((field.name for field in model.fields if _MADE.fullmatch(field.name)), None) if model else None


def _changed(clause: str, model: ModelDraft | None) -> tuple[str, ...]:
    """The fields of "change own name or password", where all of them are known."""
    match = _CHANGE.match(clause)
    if match is None or model is None:
        return ()
    names, unknown = _fields(re.sub(r"\bown\b", "", match[1]), model)
    return tuple(names) if not unknown else ()


def _reserved(clause: str, roles: Roles) -> Iterator[tuple[str, str]]:
    """Field and role of "librarians may also send `member_id`"."""
    pattern = rf"(?i)\b({roles.pattern()})\b (?:may|can)(?: also)? (?:send|give|set|pass|name)\b"
    if match := re.search(pattern, clause):
        role = roles.of(match[1])
        for name in re.findall(r"`([A-Za-z_]\w*)`", clause[match.end() :]):
            if role:
                yield name, role


def _sorted(said: Said, text: str, model: ModelDraft | None) -> Said:
    names, unknown = _fields(text, model)
    made = _made_at(model)
    newest = [
        each for each in unknown if made and re.fullmatch(r"(?i)newest|latest|most recent|age|date|creation", each)
    ]
    unknown = [each for each in unknown if each not in newest]
    sort = (*names, *([made] if newest and made else []))
    return replace(
        said, sort=(*said.sort, *sort), unknown=(*said.unknown, *(f"sort {each}: no such field" for each in unknown))
    )


def _filtered(said: Said, text: str, model: ModelDraft | None) -> Said:
    filters, unknown = list(said.filters), list(said.unknown)
    for phrase in _phrases(text):
        found = tuple(_filter(phrase, model))
        filters += found
        if not found:
            unknown.append(f"filter {phrase}: no such field")
    return replace(said, filters=tuple(filters), unknown=tuple(unknown))


def _phrases(text: str) -> list[str]:
    return [part.strip("`\"'“” .") for part in listed(re.sub(r"\([^()]*\)", "", text)) if part.strip("`\"'“” .")]


def _filter(phrase: str, model: ModelDraft | None) -> Iterator[FilterDraft]:
    if model is None:
        return
    if (match := _OPEN.match(phrase)) and (marker := open_marker(model)):
        yield FilterDraft(name=match[1].lower(), where=f"{marker.name} is null")
        return
    if (match := _LATE.match(phrase)) and (where := overdue_condition(model)):
        yield FilterDraft(name=snake(match[1]), where=where)
        return
    if (match := re.fullmatch(r"(?i)(.+?) range|range of (.+)", phrase)) and (
        field := find_field(match[1] or match[2], model)
    ):
        yield FilterDraft(name=f"min_{field.name}", where=f"{field.name} >= value")
        yield FilterDraft(name=f"max_{field.name}", where=f"{field.name} <= value")
        return
    field = find_field(phrase, model)
    if field is None or field.type == "secret":
        return
    if field.items or field.many:
        yield FilterDraft(name="_".join(_singular_last(field.name)), where=f"value in {field.name}")
    else:
        yield FilterDraft(name=field.name)


def _singular_last(name: str) -> list[str]:
    *before, last = snake(name).split("_")
    return [*before, singular(last)]


def open_marker(model: ModelDraft) -> FieldDraft | None:
    """The time that is empty as long as a row is open."""
    times = [field for field in model.fields if field.optional and field.type in ("datetime", "date")]
    told = [field for field in times if field.empty_while]
    closing = [
        field
        for field in times
        if re.match(r"(?:returned|closed|finished|completed|ended|cancelled|resolved|done)_", field.name)
    ]
    return next(iter([*told, *closing]), None)


def overdue_condition(model: ModelDraft) -> str | None:
    """When a row is overdue: open, and its due date is behind us."""
    due = next((field for field in model.fields if _DUE.match(field.name) and field.type in ("date", "datetime")), None)
    if due is None:
        return None
    marker = open_marker(model)
    late = f"{due.name} < {'today' if due.type == 'date' else 'now'}"
    return f"{marker.name} is null and {late}" if marker else late


def find_field(phrase: str, model: ModelDraft) -> FieldDraft | None:
    """The field that a phrase means: its name, a part of it, or its words in another form."""
    wanted = [stem(singular(word)) for word in content_words(plain(phrase)) if word not in ("date", "id", "field")]
    wanted = wanted or [stem(singular(word)) for word in content_words(plain(phrase))]
    if not wanted:
        return None
    spelled = [(field, [stem(singular(word)) for word in content_words(field.name)]) for field in model.fields]
    exact = [field for field, parts in spelled if "".join(parts) == "".join(wanted)]
    within = [field for field, parts in spelled if set(wanted) <= set(parts)]
    return exact[0] if exact else within[0] if len(within) == 1 else None


def _fields(text: str, model: ModelDraft | None) -> tuple[list[str], list[str]]:
    """The fields that a list in prose names, and what of it names none."""
    names: list[str] = []
    unknown: list[str] = []
    for phrase in _phrases(text):
        field = find_field(phrase, model) if model else None
        if field is None:
            unknown.append(phrase)
        elif field.name not in names:
            names.append(field.name)
    return names, unknown


def fields_in(text: str, model: ModelDraft) -> tuple[str, ...]:
    """The fields that a sentence names, in the order of the model."""
    spoken = " ".join(content_words(plain(text).replace("-", "")))
    joined = f" {' '.join(content_words(plain(text)))} {spoken} "
    return tuple(field.name for field in model.fields if f" {' '.join(content_words(field.name))} " in joined)
