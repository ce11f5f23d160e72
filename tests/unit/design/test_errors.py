from __future__ import annotations

import pytest

from scaffold.design.design import Design
from tests.unit.design.specs import USERS, design_of

BODY = """
  Branch: {fields: {name: {type: string, unique: true}}}
  Book:
    fields:
      isbn: {type: string, unique: true}
      branch: ref
      holder: {ref: User, owner: true}
      state: {enum: [in, out]}
    states:
      field: state
      initial: in
      transitions: [{from: [in], to: out}]
      final: [out]
endpoints:
  login: {POST: /login, do: login, access: public}
  refresh: {POST: /refresh, do: refresh, access: public}
  Branch: {path: /branches, list: optional, delete: chief}
  Book: {path: /books, list: public, get: owner, create: clerk, update: {fields: [state]}, delete: chief}
  lend:
    POST: /books/{id}/lend
    on: Book
    rules: [R1]
    errors: [not_found, closed]
    answer: {200: Book}
rules:
  R1: {text: One at a time., error: too_many}
errors:
  too_many: {status: 409, message: No more.}
  closed: {status: 403, message: Come tomorrow.}
""".replace("branch: ref", "branch: {ref: Branch}")


@pytest.fixture(scope="module")
def design() -> Design:
    return design_of(USERS + BODY)


def codes(design: Design, operation: str) -> set[str]:
    return {each.code for each in design.operation[operation].errors}


@pytest.mark.parametrize(
    ("operation", "there", "not_there"),
    [
        ("list_books", {"invalid_request", "rate_limited"}, {"unauthenticated", "forbidden", "not_found"}),
        ("list_branches", {"unauthenticated"}, {"forbidden"}),
        ("get_book", {"unauthenticated", "not_found"}, {"forbidden", "malformed_json"}),
        ("create_book", {"forbidden", "isbn_taken", "malformed_json", "payload_too_large"}, {"not_found"}),
        ("update_book", {"invalid_transition", "not_found", "unsupported_media_type"}, {"isbn_taken", "forbidden"}),
        ("delete_branch", {"branch_in_use", "forbidden", "not_found"}, {"malformed_json"}),
        ("delete_book", {"not_found"}, {"book_in_use", "isbn_taken", "invalid_transition"}),
        ("login", {"invalid_credentials"}, {"unauthenticated", "account_locked"}),
        ("refresh", {"invalid_refresh_token"}, {"unauthenticated", "invalid_credentials"}),
        ("lend", {"too_many", "closed", "not_found", "not_implemented"}, {"isbn_taken"}),
    ],
)
def test_an_operation_answers_what_its_form_caller_and_rules_can_lead_to(
    design: Design, operation: str, there: set[str], not_there: set[str]
) -> None:
    assert there <= codes(design, operation)
    assert not codes(design, operation) & not_there


def test_errors_stand_by_status_each_once_with_a_reason(design: Design) -> None:
    for operation in design.operations:
        statuses = [each.status for each in operation.errors]
        assert statuses == sorted(statuses)
        assert len(codes(design, operation.name.snake)) == len(operation.errors)
        assert all(each.reason and each.status == design.error[each.code].status for each in operation.errors)


def test_only_stubs_are_not_implemented(design: Design) -> None:
    open_ = {each.name.snake for each in design.operations if "not_implemented" in codes(design, each.name.snake)}
    assert open_ == {"lend"} == {each.name.snake for each in design.stubs}


def test_the_reason_of_a_rules_error_is_the_rule(design: Design) -> None:
    assert {each.code: each.reason for each in design.operation["lend"].errors}["too_many"] == "One at a time."


def test_an_error_of_the_spec_wins_over_that_of_a_constraint() -> None:
    design = design_of(
        "models:\n  Tag: {fields: {name: {type: string, unique: true}}}\n"
        "errors:\n  name_taken: {status: 422, message: Choose another.}\n"
        "endpoints:\n  Tag: {path: /tags, create: public}\n"
    )
    error = design.error["name_taken"]
    assert (error.status, error.message, error.declared) == (422, "Choose another.", True)


def test_a_locked_account_is_an_error_only_with_a_lockout() -> None:
    assert "account_locked" not in design_of(USERS).error
    assert "account_locked" in design_of(USERS.replace("login: {}", "login: {}\n  lockout: {}")).error


def test_a_member_that_only_some_may_send_forbids_it_to_others() -> None:
    body = """
endpoints:
  lend:
    POST: /lend
    body: {object: {to: {type: string, optional: true, access: [chief]}}}
    answer: {204: nothing}
"""
    lend = design_of(USERS + body).operation["lend"]
    assert [each.reason for each in lend.errors if each.code == "forbidden"] == ["Only chief may send `to`."]
