"""Business rules: their sentences, the errors they name, and the operations that must obey them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from scaffold.requirements.document import Listing, Paragraph, Section, Source, pieces
from scaffold.requirements.draft import ErrorDraft, ModelDraft, OperationDraft, RuleDraft
from scaffold.requirements.mentions import find_endpoints, is_abroad
from scaffold.requirements.report import Ledger
from scaffold.requirements.rule_errors import CODE, error_rows, errors_of, plain_rule
from scaffold.requirements.words import plain, singular, stem, words

_RULES_HEADING = re.compile(
    r"(?i)\b(?:business )?(?:rules?|logic|policies|constraints|invariants)\b|geschäftsregeln|regeln"
)
_MODAL = re.compile(
    r"(?i)\b(?:can|cannot|can't|may|must|should|shall|will|is|are|be|do(?:es)?)\b(?: (?:not|only"
    r"|never|neither|also|be|then|ever|still|again|at most|always))* ([a-z]+(?:[- ](?:in|out"
    r"|up))?)\b((?:(?:,| or| nor| and)+ (?:be )?[a-z]+)*)"
)
_TRY = re.compile(r"(?i)\b(?:try|tries|trying|attempts?|wants?) to ([a-z]+)\b")
_GERUND = re.compile(r"(?i)^([a-z]+ing)\b")
_EMPTY_VERBS = frozenset(
    {
        "be",
        "a",
        "an",
        "the",
        "at",
        "in",
        "out",
        "on",
        "its",
        "no",
        "not",
        "only",
        "never",
        "to",
        "of",
        "one",
        "visible",
        "rejected",
        "refused",
        "answered",
    }
)
_CREATING = frozenset(
    map(
        stem,
        (
            "create",
            "created",
            "add",
            "added",
            "start",
            "starts",
            "open",
            "opened",
            "begin",
            "place",
            "placed",
            "make",
            "made",
            "submit",
            "submitted",
            "insert",
            "inserted",
            "new",
        ),
    )
)
_UPDATING = frozenset(
    map(stem, ("update", "updated", "change", "changed", "edit", "edited", "modify", "modified", "set", "rename"))
)
_DELETING = frozenset(map(stem, ("delete", "deleted", "remove", "removed")))
_ACTION_VERBS = {"create": _CREATING, "update": _UPDATING, "delete": _DELETING}


class Rules(Struct, frozen=True):
    """The rules with the errors that they name."""

    rules: tuple[RuleDraft, ...]
    errors: tuple[ErrorDraft, ...]


def read_rules(sections: Sequence[Section], ledger: Ledger) -> Rules:
    """Sentences in sections about rules, and every other sentence that names an error."""
    sources = [source for section in sections for source in _rule_sources(section, ledger)]
    rules: list[RuleDraft] = []
    errors: dict[str, ErrorDraft] = {}
    for source in sources:
        named = tuple(errors_of(source))
        for error in named:
            errors.setdefault(error.code, error)
        rules.append(
            RuleDraft(
                id=f"R{len(rules) + 1}",
                text=plain_rule(source.text),
                source=source,
                errors=tuple(error.code for error in named),
            )
        )
    for section in sections:
        for block in section.blocks:
            for source in (
                pieces(block) if isinstance(block, Paragraph | Listing) and not is_abroad(section, "") else ()
            ):
                for error in errors_of(source):
                    errors.setdefault(error.code, error)
    for error in error_rows(sections, ledger):
        errors[error.code] = error
    return Rules(tuple(rules), tuple(errors.values()))


def _rule_sources(section: Section, ledger: Ledger) -> Iterator[Source]:
    if is_abroad(section, ""):
        return
    about_rules = _RULES_HEADING.search(section.title) is not None
    for block in section.blocks:
        if isinstance(block, Listing):
            for item in block.items:
                fresh = not any(ledger.knows(sentence) for sentence in item.sentences)
                if (fresh and about_rules) or _names_error(item.whole, fresh, ledger):
                    ledger.use("rules", *item.sentences)
                    yield item.whole
        elif isinstance(block, Paragraph):
            for sentence in block.sentences:
                fresh = not ledger.knows(sentence)
                if (fresh and about_rules) or _names_error(sentence, fresh, ledger):
                    ledger.use("rules", sentence)
                    yield sentence


def _names_error(source: Source, fresh: bool, ledger: Ledger) -> bool:
    """Whether a sentence forbids something with an error, even where it says something else as well."""
    forbids = find_endpoints(source.text) or _FORBIDS.search(source.text)
    return bool(CODE.search(source.text) and (fresh or (forbids and not ledger.is_rule(source))))


_FORBIDS = re.compile(r"(?i)\b(?:cannot|can't|can not|may not|must not)\b")


def attach(
    rules: Sequence[RuleDraft],
    operations: Sequence[OperationDraft],
    models: Sequence[ModelDraft],
    sections: Sequence[Section],
    ledger: Ledger,
) -> tuple[OperationDraft, ...]:
    """Give every operation the rules that govern it; a rule that governs none is reported."""
    by_verb = _by_verb(operations)
    governed: dict[int, list[str]] = {}
    for rule in rules:
        targets = [at for at, operation in enumerate(operations) if operation.source == rule.source]
        targets = targets or _by_verbs(rule, operations, by_verb, models)
        targets = targets or beside(rule.source, operations, sections) or _by_subject(rule, operations, models)
        for at in targets:
            governed.setdefault(at, []).append(rule.id)
        if not targets:
            ledger.miss("kept as a rule, but no operation was found that it governs", rule.source)
    return tuple(
        replace(operation, rules=(*operation.rules, *governed.get(at, ()))) for at, operation in enumerate(operations)
    )


def beside(source: Source, operations: Sequence[OperationDraft], sections: Sequence[Section]) -> list[int]:
    """The last operation that the same paragraph names before a sentence."""
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Paragraph) and source in block.sentences:
                before = block.sentences[: block.sentences.index(source)]
                return [at for at, each in enumerate(operations) if each.source in before][-1:]
    return []


def _by_verb(operations: Sequence[OperationDraft]) -> dict[str, list[int]]:
    """The places of the operations by every verb that may mean them."""
    found: dict[str, list[int]] = {}
    for at, operation in enumerate(operations):
        if operation.method != "GET":
            for verb in verbs_of(operation) | _ACTION_VERBS.get(_action(operation), frozenset()):
                found.setdefault(verb, []).append(at)
    return found


def _by_verbs(
    rule: RuleDraft,
    operations: Sequence[OperationDraft],
    by_verb: Mapping[str, Sequence[int]],
    models: Sequence[ModelDraft],
) -> list[int]:
    """The operations that do what a rule speaks of."""
    nouns = _nouns(rule.text, models)
    for verbs in (_main_verbs(rule.text), _other_verbs(rule.text)):
        near = sorted({at for verb in verbs for at in by_verb.get(verb, ())})
        found = [at for at in near if _governs(operations[at], verbs, nouns)]
        if found:
            return found
    return []


def _by_subject(rule: RuleDraft, operations: Sequence[OperationDraft], models: Sequence[ModelDraft]) -> list[int]:
    """The operations that make the thing which a rule is about."""
    subject = next(iter(_nouns(rule.text, models)), None)
    return [
        at for at, operation in enumerate(operations) if subject and operation.model == subject and _starts(operation)
    ]


def _nouns(text: str, models: Sequence[ModelDraft]) -> list[str]:
    """The models that a sentence speaks of, in its order."""
    spoken = " ".join(["", *(singular(word) for word in words(text)), ""])
    places = [(spoken.find(f" {' '.join(words(model.name))} "), model.name) for model in models]
    return [name for place, name in sorted(places) if place >= 0]


def _starts(operation: OperationDraft) -> bool:
    return operation.method == "POST" and not operation.on and operation.action in ("create", None)


def _main_verbs(text: str) -> set[str]:
    """The verbs behind can, cannot, may, must, try to, and at the beginning: "Returning a book"."""
    bare = plain(re.sub(r"`[^`]*`", "", text))
    found: list[str] = []
    for match in _MODAL.finditer(bare):
        found += [match[1], *re.findall(r"[a-z]+", match[2])]
    found += [match[1] for match in _TRY.finditer(bare)]
    if gerund := _GERUND.match(bare):
        found.append(gerund[1])
    return (
        {stem(word.replace(" ", "").replace("-", "").lower()) for word in found}
        - {stem(word) for word in _EMPTY_VERBS}
        - {"nor", "or", "and"}
    )


def _other_verbs(text: str) -> set[str]:
    return {
        stem(word) for word in words(re.sub(r"`[^`]*`", "", text)) if word.endswith(("ed", "ing", "s")) or len(word) > 3
    }


def verbs_of(operation: OperationDraft) -> set[str]:
    """What calling the operation does, as stems."""
    own = {stem(word) for word in words(operation.name.split("_")[0])} if operation.name else set()
    if operation.do in ("login", "logout", "refresh"):
        own |= {stem(operation.do)}
    if operation.on and operation.action is None:
        own |= {stem(words(operation.path)[-1])}
    if operation.name == "register":
        own |= {stem("register"), stem("registration")}
    return own


def _action(operation: OperationDraft) -> str:
    return operation.action or (operation.do or "").split(" ")[0]


def _governs(operation: OperationDraft, verbs: set[str], nouns: Sequence[str]) -> bool:
    if operation.model in nouns and verbs & _ACTION_VERBS.get(_action(operation), frozenset()):
        return True
    named = verbs & verbs_of(operation)
    if named & (_CREATING | _UPDATING | _DELETING):
        return operation.model in nouns
    return bool(named) and operation.row is None
