from __future__ import annotations

from datetime import date

from scaffold.documents import Assumption, first_tasks, open_stubs
from scaffold.project.tasks import new_tasks, update_tasks
from tests.unit.documents.cases import INFRASTRUCTURE, design_of, text_of

LIST = """\
# Backend Engineer Tasks

## In Progress

## To Do

- [ ] Confirm the assumption `version: 1.0.0`: the first version
- [ ] Set `DATABASE_URL` for production (docs/infrastructure.md)
- [ ] Go through docs/agreements.md with the teams that call the service
- [ ] Implement `borrow_copy`: Borrow copy (`POST /api/v1/loans`); rules R1, R2, R3, R4, R7
- [ ] Implement `renew_loan`: Renew loan (`POST /api/v1/loans/{id}/renew`); rules R4, R5
- [ ] Implement `return_loan`: Return loan (`POST /api/v1/loans/{id}/return`); rules R6
- [ ] Implement `list_overdue_loans`: List overdue loans (`GET /api/v1/reports/overdue`)

## Completed
"""


def test_a_new_list_has_what_is_to_be_decided_and_every_stub() -> None:
    design = design_of(text_of("library"))
    assumptions = (Assumption("version: 1.0.0", "the first version"),)
    first = first_tasks(design, INFRASTRUCTURE, assumptions)
    assert update_tasks(new_tasks(first), open_stubs(design)) == LIST


def test_a_stub_that_is_written_is_completed_and_decisions_stay() -> None:
    stubs = open_stubs(design_of(text_of("library")))
    left = {key: text for key, text in stubs.items() if key != "return_loan"}
    updated = update_tasks(LIST, left, {"return_loan": date(2026, 3, 4)})
    assert "- [x] Implement `return_loan`" in updated.partition("## Completed")[2]
    assert "- [ ] Confirm the assumption" in updated.partition("## Completed")[0]


def test_a_rule_without_an_operation_must_be_decided() -> None:
    tasks = first_tasks(design_of(text_of("states")), INFRASTRUCTURE, ())
    assert "Decide which operations must obey rule Fair use" in tasks


def test_hostile_text_stays_on_its_line() -> None:
    spec = """\
scaffold: 1
service: {name: s}
endpoints:
  act: {POST: /act, summary: "a\\n## Completed\\n- [x] done", answer: {200: string}}
"""
    text = open_stubs(design_of(spec))["act"]
    assert text == r"A \## Completed \- \[x\] done (`POST /act`)"
