from __future__ import annotations

from scaffold.design.conditions import Column, Conjunction, IsNull
from scaffold.design.entities import UniqueRule
from tests.unit.design.specs import design_of

LOAN = """\
models:
  Copy: {fields: {code: string}}
  Loan:
    SOFT
    fields:
      copy: {ref: Copy}
      slot: integer
      returned_at: {type: datetime, optional: true}
    unique:
      - {fields: [slot, copy]}
      - {fields: [copy], where: returned_at is null, error: copy_unavailable}
errors:
  copy_unavailable: {status: 409, message: It is out.}
"""
OPEN = IsNull(Column("Loan", "returned_at"), negated=False)
ALIVE = IsNull(Column("Loan", "deleted_at"), negated=False)


def uniques(soft: str) -> tuple[UniqueRule, ...]:
    return design_of(LOAN.replace("SOFT", soft)).entity["Loan"].uniques


def test_several_fields_are_unique_together_in_the_order_of_the_spec() -> None:
    both, _ = uniques("description: a loan")
    assert (both.columns, both.wires, both.where) == (("slot", "copy_id"), ("slot", "copy_id"), None)
    assert both.error == "slot_copy_taken"


def test_a_partial_unique_holds_among_some_rows_and_has_its_own_error() -> None:
    _, partial = uniques("description: a loan")
    assert (partial.columns, partial.where, partial.error) == (("copy_id",), OPEN, "copy_unavailable")


def test_deleted_rows_do_not_take_a_value() -> None:
    both, partial = uniques("soft_delete: true")
    assert both.where == ALIVE
    assert partial.where == Conjunction((OPEN, ALIVE))


def test_every_unique_has_an_index_of_its_name() -> None:
    design = design_of(LOAN.replace("SOFT", "soft_delete: true"))
    rules = design.entity["Loan"].uniques
    (loans,) = (each for each in design.tables if each.name == "loans")
    indexes = {each.name: (each.columns, each.where) for each in loans.indexes if each.unique}
    assert indexes == {rule.index: (rule.columns, rule.where) for rule in rules}
    assert len(indexes) == 2


def test_a_partial_unique_does_not_replace_the_index_of_a_reference() -> None:
    design = design_of(LOAN.replace("SOFT", "description: a loan"))
    (loans,) = (each for each in design.tables if each.name == "loans")
    assert ("copy_id",) in [each.columns for each in loans.indexes if not each.unique]
