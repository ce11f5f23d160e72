"""What is heard: held against the design, masked, and compared."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.conformance.compare import differences, report
from tests.conformance.contract import Contract
from tests.conformance.exchange import Exchange, Expectation, Request
from tests.conformance.masks import Masks, metrics
from tests.conformance.record import Answer, Record, load, save
from tests.conformance.run import Run
from tests.conformance.suite import design_of_file
from tests.conftest import REPOSITORY

ID = "019bc0e6-4c00-7eb0-80fd-dfc980e0dc07"
SEEDED = "01900000-0000-7000-8000-000000000001"
BRANCH = {"id": ID, "name": "Main", "address": "1 High Street"}
HEADERS = {"X-Request-ID": "abc"}
GET_BRANCH = Request("GET", "/api/v1/branches/{id}", {"id": ID})
PROBLEM = {
    "type": "about:blank", "title": "Not Found", "status": 404, "detail": "There is nothing here.",
    "code": "not_found", "request_id": "abc",
}  # fmt: skip


@pytest.fixture(scope="module")
def contract() -> Contract:
    return Contract(design_of_file(REPOSITORY / "tests/cases/library/scaffold.yaml"))


def heard(contract: Contract, expected: Expectation, answer: httpx.Response, **how: Any) -> Run:
    transport = httpx.MockTransport(lambda _request: answer)
    with httpx.Client(transport=transport, base_url="http://test") as client:
        run = Run(contract, client, Masks.of(contract.design, ()))
        run.perform(Exchange("a branch", GET_BRANCH, "get_branch", expected, **how))
    return run


def test_an_answer_as_the_design_says_is_no_problem(contract: Contract) -> None:
    answer = httpx.Response(200, json=BRANCH, headers=HEADERS)
    assert heard(contract, Expectation(status=200, holds={"name": "Main"}), answer).problems == []


@pytest.mark.parametrize(
    ("expected", "answer", "problem"),
    [
        (Expectation(status=200), httpx.Response(404, json=PROBLEM, headers=HEADERS), "is 404, not 200"),
        (Expectation(code="forbidden"), httpx.Response(404, json=PROBLEM, headers=HEADERS), "not forbidden"),
        (Expectation(), httpx.Response(500, json=PROBLEM, headers=HEADERS), "is 500"),
        (Expectation(), httpx.Response(418, json=PROBLEM, headers=HEADERS), "not documented"),
        (Expectation(), httpx.Response(200, json={**BRANCH, "name": 7}, headers=HEADERS), "not of the schema"),
        (Expectation(), httpx.Response(200, text="no JSON", headers=HEADERS), "is text/plain"),
        (Expectation(holds={"name": "East"}), httpx.Response(200, json=BRANCH, headers=HEADERS), "not 'East'"),
        (Expectation(headers={"X": "y"}), httpx.Response(200, json=BRANCH, headers=HEADERS), "has X: None"),
        (Expectation(), httpx.Response(200, json=BRANCH), "lacks the header X-Request-ID"),
    ],
)
def test_an_answer_that_the_design_does_not_allow_is_told(
    expected: Expectation, answer: httpx.Response, problem: str, contract: Contract
) -> None:
    assert any(problem in each for each in heard(contract, expected, answer).problems)


def test_a_captured_id_goes_by_its_name(contract: Contract) -> None:
    answer = httpx.Response(200, json=BRANCH, headers=HEADERS)
    run = heard(contract, Expectation(), answer, keeps={"branch.id": ("id",)})
    assert run.captured == {"branch.id": ID}
    assert run.answers[0].body == {**BRANCH, "id": "<branch.id>"}


def test_what_differs_from_run_to_run_is_masked_and_nothing_else(contract: Contract) -> None:
    masks = Masks.of(contract.design, ("access_token",))
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    body = {"id": ID, "again": ID, "access_token": "x.y", "at": now, "request_id": "r", "seeded": SEEDED, "n": 7}
    assert masks.body(body, "r") == {
        "id": "<id 1>", "again": "<id 1>", "access_token": "<token>", "at": "<time>",
        "request_id": "<request id>", "seeded": SEEDED, "n": 7,
    }  # fmt: skip
    assert masks.body({"at": now.replace("Z", "+00:00"), "then": "2026-01-15T09:30:00.000Z"}, "") == {
        "at": now.replace("Z", "+00:00"), "then": "2026-01-15T09:30:00.000Z",
    }  # fmt: skip


def test_metrics_are_those_of_the_service() -> None:
    text = "# TYPE http_requests_total counter\nhttp_requests_total 1\n# TYPE go_threads gauge\n"
    assert metrics(text) == ["http_requests_total counter"]


def record(**changes: Any) -> Record:
    answer = Answer("a branch", "GET /", 200, {"allow": "GET"}, {"a": 1, "b": [True, {"c": "x"}]})
    return Record("one", (Answer(**{**{name: getattr(answer, name) for name in answer.__slots__}, **changes}),), ())


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"status": 201}, "status"),
        ({"headers": {}}, "header allow"),
        ({"headers": {"allow": "GET", "vary": "Origin"}}, "header vary"),
        ({"body": {"b": [True, {"c": "x"}], "a": 1}}, "body: order of members"),
        ({"body": {"a": 1, "b": [1, {"c": "x"}]}}, "body.b[0]"),
        ({"body": {"a": 1, "b": [True, {"c": "y"}]}}, "body.b[1].c"),
        ({"body": {"a": 1, "b": [True]}}, "body.b"),
        ({"body": {"a": 1}}, "body.b"),
        ({"name": "another"}, "exchange"),
    ],
)
def test_whatever_a_client_could_tell_apart_is_a_difference(changes: dict[str, Any], place: str) -> None:
    assert [each.place for each in differences(record(), record(**changes))] == [place]


def test_equal_records_have_no_difference() -> None:
    assert differences(record(), record()) == ()
    assert differences(record(), record(body={"a": 1.0, "b": [True, {"c": "x"}]})) == ()
    assert report(record(), record()) == "one and one answer alike: 1 exchanges"


def test_a_kind_of_difference_is_printed_once_with_examples() -> None:
    several = [Record("it", record(status=status).answers * 5, ()) for status in (200, 201)]
    said = report(*several)
    assert said.count("status\n") == 1
    assert said.endswith("5 differences of 1 kinds in 1 of 5 exchanges")


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    save(record(), tmp_path / "kept/record.json")
    assert load(tmp_path / "kept/record.json") == record()
