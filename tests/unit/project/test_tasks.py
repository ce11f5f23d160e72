from datetime import date

from scaffold.project.tasks import new_tasks, update_tasks

TODAY = date(2026, 3, 4)
NEW = new_tasks(())
BOTH = {"borrow_copy": TODAY, "renew_loan": TODAY}
OPEN = {"borrow_copy": "Borrow a copy (POST /loans)", "renew_loan": "Renew a loan"}

FRESH = """\
# Backend Engineer Tasks

## In Progress

## To Do

- [ ] Implement `borrow_copy`: Borrow a copy (POST /loans)
- [ ] Implement `renew_loan`: Renew a loan

## Completed
"""


def test_a_new_list_has_every_open_stub_to_do() -> None:
    assert update_tasks(NEW, OPEN) == FRESH


def test_an_unchanged_project_leaves_the_list_as_it_is() -> None:
    assert update_tasks(FRESH, OPEN) == FRESH


def test_a_filled_stub_is_completed_with_the_date() -> None:
    assert (
        update_tasks(FRESH, {"renew_loan": "Renew a loan"}, {"borrow_copy": TODAY})
        == """\
# Backend Engineer Tasks

## In Progress

## To Do

- [ ] Implement `renew_loan`: Renew a loan

## Completed

- [x] Implement `borrow_copy`: Borrow a copy (POST /loans) (completed: 2026-03-04)
"""
    )


def test_what_was_completed_keeps_its_date() -> None:
    once = update_tasks(FRESH, {}, BOTH)
    assert update_tasks(once, {}, dict.fromkeys(BOTH, date(2027, 1, 1))) == once


def test_a_stub_that_is_open_again_is_to_do_again() -> None:
    done = update_tasks(FRESH, {}, BOTH)
    assert update_tasks(done, OPEN) == FRESH


def test_a_stub_that_the_service_lost_leaves_the_list() -> None:
    assert "renew_loan" not in update_tasks(FRESH, {"borrow_copy": "Borrow a copy"})


def test_a_persons_entries_order_and_notes_stay() -> None:
    theirs = """\
# Backend Engineer Tasks

Ask Ann before touching fees.

## In Progress

- [ ] Implement `borrow_copy`: Borrow a copy (POST /loans)
  - waits for the price list
- [ ] Talk to the frontend team

## To Do

- [ ] Implement `renew_loan`: Renew a loan
- [ ] Load test
- [x] Order coffee

## Later

- [ ] Rewrite it in Rust

## Completed

- [x] Set up CI (completed: 2026-01-02)
"""
    assert update_tasks(theirs, OPEN) == theirs


def test_an_entry_takes_its_notes_along() -> None:
    noted = FRESH.replace("(POST /loans)\n", "(POST /loans)\n  - mind BR-3\n")
    done = update_tasks(noted, {"renew_loan": "Renew a loan"}, {"borrow_copy": TODAY})
    assert done.endswith("(completed: 2026-03-04)\n  - mind BR-3\n")


def test_a_text_of_several_lines_stays_one_entry() -> None:
    assert "- [ ] Implement `x`: one ## two\n" in update_tasks(NEW, {"x": "one\n## two\n"})


def test_what_a_person_made_of_an_entry_stays_whatever_becomes_of_its_stub() -> None:
    theirs = (
        FRESH.replace("Renew a loan", "Renew a loan, but not twice")
        .replace("(POST /loans)\n", "(POST /loans)\n  - mind BR-3\n")
        .replace("## Completed\n", "## Completed\n\n- [x] Implement `pay_fee`: Pay a fee\n")
        .replace("## To Do\n", "## To Do\n\n- [ ] Implement `cache`: ask Ann\n")
    )
    former = {**OPEN, "pay_fee": "Pay a fee"}
    assert update_tasks(theirs, former, former=former) == theirs
    assert update_tasks(theirs, {}, former=former) == theirs


def test_an_entry_that_nobody_edited_follows_the_service() -> None:
    said = {"borrow_copy": "Borrow one", "pay_fee": "Pay a fee"}
    text = update_tasks(FRESH, said, former=OPEN)
    assert "- [ ] Implement `borrow_copy`: Borrow one\n- [ ] Implement `pay_fee`: Pay a fee\n" in text
    assert "renew_loan" not in text


def test_an_indented_line_below_a_heading_stays_where_it_is() -> None:
    theirs = FRESH.replace("## In Progress\n", "## In Progress\n\n  ask Ann\n")
    assert update_tasks(theirs, OPEN) == theirs


def test_only_line_feeds_separate_lines() -> None:
    theirs = FRESH.replace("## In Progress\n", "## In Progress\n\n- [ ] one\x0ctwo\u2028three\n")
    assert update_tasks(theirs, OPEN) == theirs
    assert update_tasks(theirs.replace("\n", "\r\n"), OPEN) == theirs


def test_first_tasks_are_a_persons_from_then_on() -> None:
    text = update_tasks(new_tasks(["Decide\nsomething", "Set `JWT_SECRET`"]), OPEN)
    assert "## To Do\n\n- [ ] Decide something\n- [ ] Set `JWT_SECRET`\n- [ ] Implement `borrow_copy`" in text
    assert "- [ ] Decide something\n" in update_tasks(text, {}, BOTH)
