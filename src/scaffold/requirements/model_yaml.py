"""Models and shapes as blocks of the spec."""

from __future__ import annotations

from collections.abc import Iterable

from scaffold.requirements.document import Source
from scaffold.requirements.draft import FieldDraft, ModelDraft, ShapeDraft, StatesDraft
from scaffold.requirements.field_yaml import field_value
from scaffold.requirements.words import plain
from scaffold.requirements.yaml import WIDTH, Block, flow


def place(source: Source | None) -> str | None:
    """Where it stands, for the comment beside it."""
    return source.place if source else None


def model_block(model: ModelDraft) -> Block:
    """A model with its fields, indexes and states."""
    block = Block()
    if model.description:
        block.add("description", plain(model.description))
    if model.id:
        block.add("id", model.id)
    block.add("fields", _fields(model.fields))
    if model.unique:
        uniques = Block()
        for unique in model.unique:
            entry = {"fields": list(unique.fields), "where": unique.where, "error": unique.error}
            uniques.add(None, {key: value for key, value in entry.items() if value}, notes=unique.notes)
        block.add("unique", uniques)
    if model.states:
        block.add("states", _states(model.states), model.states.source.place)
    return block


def _states(states: StatesDraft) -> Block:
    block = Block()
    block.add("field", states.field)
    block.add("initial", states.initial)
    transitions = Block()
    for transition in states.transitions:
        transitions.add(None, {"from": list(transition.source), "to": transition.to})
    block.add("transitions", transitions)
    if states.final:
        block.add("final", list(states.final))
    if states.error:
        block.add("error", states.error)
    return block


def shape_block(shape: ShapeDraft) -> Block:
    """A shape with its fields."""
    block = Block()
    if shape.of:
        block.add("of", shape.of)
    if shape.without:
        block.add("without", list(shape.without))
    block.add("fields", _fields(shape.fields))
    return block


def _fields(fields: Iterable[FieldDraft]) -> Block:
    block = Block()
    for field in fields:
        value = field_value(field)
        remark = "; ".join(field.notes)
        fits = max(35, len(f"      {field.name}: {flow(value)}")) + 4 + len(remark) <= WIDTH
        block.add(field.name, value, remark if fits else None, () if fits else field.notes)
    return block
