"""States and their transitions: ``pending → paid → shipped``; `pending` and `paid` can become `cancelled`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from scaffold.requirements.document import Source
from scaffold.requirements.draft import ASSUMPTION, FieldDraft, ModelDraft, StatesDraft, TransitionDraft
from scaffold.requirements.fields import known_model, model_name
from scaffold.requirements.report import Ledger
from scaffold.requirements.words import plain

_ARROW = re.compile(r"\s*(?:→|->|=>|⟶)\s*")
_STATE = r"`?[a-z][a-z0-9_]{1,40}`?"
_CHAIN = re.compile(rf"{_STATE}(?:\s*(?:→|->|=>|⟶)\s*{_STATE})+")
_BECOMES = re.compile(r"((?:`[a-z]\w{0,40}`(?:, | and | or | )?)+)(?:can |may )?becomes? (`[a-z]\w{0,40}`)")
_OF = re.compile(
    r"(?i)\b(?:states?|status(?:es)?|life ?cycle|workflow|transitions)\b(?: of (?:an? "
    r"|the )?([a-z ]{2,30}?))?(?: are| is)?\s*:"
)
_REFUSED = re.compile(r"(?i)\bany other (?:change|transition|move)\b.*?\b[45][0-9]{2}\b[^`]*`([a-z][a-z0-9_]+)`")


def with_states(models: Sequence[ModelDraft], told: Sequence[Source], ledger: Ledger) -> tuple[ModelDraft, ...]:
    """Give models the states that sentences spell out; a thing that has states but no model gets one."""
    result = {model.name: model for model in models}
    for sentence in told:
        transitions = tuple(_transitions(sentence.text))
        of = _OF.search(plain(sentence.text))
        if not transitions or (of is None and not _CHAIN.search(sentence.text)):
            continue
        name = _holder(of[1] if of else None, tuple(_names(transitions)), result)
        if name is None:
            ledger.miss("states, but of what is not said", sentence)
            continue
        ledger.use(f"models.{name}.states", sentence)
        model = result.get(name) or _unknown(name, sentence)
        result[name] = _stated(model, transitions, sentence, _error(told, ledger))
    return tuple(result.values())


def _transitions(text: str) -> Iterator[TransitionDraft]:
    for chain in _CHAIN.finditer(text):
        states = [state.strip("`") for state in _ARROW.split(chain[0].strip())]
        yield from (TransitionDraft(source=(before,), to=after) for before, after in pairwise(states))
    for match in _BECOMES.finditer(text):
        sources = tuple(re.findall(r"`([a-z][a-z0-9_]*)`", match[1]))
        if sources and match[2].startswith("`"):
            yield TransitionDraft(source=sources, to=match[2].strip("`"))


def _names(transitions: Sequence[TransitionDraft]) -> Iterator[str]:
    found = [state for transition in transitions for state in (*transition.source, transition.to)]
    yield from dict.fromkeys(found)


def _holder(noun: str | None, states: Sequence[str], models: dict[str, ModelDraft]) -> str | None:
    """The model by name, else the one whose enum has these states."""
    if noun:
        return known_model(noun, list(models)) or model_name(noun)
    holders = [
        name
        for name, model in models.items()
        if any(set(states) <= set(field.enum) for field in model.fields if field.enum)
    ]
    return holders[0] if len(holders) == 1 else None


def _unknown(name: str, source: Source) -> ModelDraft:
    return ModelDraft(
        name=name, source=source, notes=(f"{ASSUMPTION}only the states of {name} are said, its other fields are not",)
    )


def _stated(model: ModelDraft, transitions: Sequence[TransitionDraft], source: Source, error: str | None) -> ModelDraft:
    names = tuple(_names(transitions))
    field = next((each for each in model.fields if each.enum and set(names) & set(each.enum)), None)
    fields = model.fields
    if field is None:
        found = next((each for each in model.fields if each.name in ("status", "state")), None)
        field = FieldDraft(
            name=found.name if found else "status", enum=names, default=names[0], read_only=True, source=source
        )
        fields = (*(each for each in fields if each is not found), field)
    if not field.read_only:
        note = f"{ASSUMPTION}changed by its transitions only"
        held = replace(field, read_only=True, notes=(*field.notes, note))
        fields = tuple(held if each is field else each for each in fields)
    leaving = {state for transition in transitions for state in transition.source}
    final = tuple(name for name in names if name not in leaving)
    initial = field.default if isinstance(field.default, str) else names[0]
    states = StatesDraft(
        field=field.name, transitions=tuple(transitions), initial=initial, final=final, error=error, source=source
    )
    return replace(model, fields=fields, states=states)


def _error(told: Sequence[Source], ledger: Ledger) -> str | None:
    for sentence in told:
        if match := _REFUSED.search(sentence.text):
            ledger.use("states: the error of any other change", sentence)
            return match[1]
    return None
