"""What keeps a review workbook from being taken, and what is only told."""

from __future__ import annotations

import pytest

from ingest.excel.findings import Findings
from ingest.review.read import ReviewedCell, ReviewFile
from quality.messages import in_words
from quality.review_rules import check_review

ACTIVITY = ("activity", "p-1.1", "achieved_result")
FACTS = {ACTIVITY: "f" * 16, ("proposal", "1/1.1", "text"): "a" * 16}


def cell(text: str, key: tuple[str, str, str] = ACTIVITY, *, accepted: bool = False, edited: bool = True):
    return ReviewedCell("Tabula 4.4", "J7", *key, FACTS.get(key, "f" * 16), text, accepted, edited)


def judged(*cells: ReviewedCell, facts=FACTS):
    review = ReviewFile("ludza", 2025, "ludza-2024", False, cells)
    reviewed, found = check_review(review, "ludza-2024", facts, Findings(""))
    return reviewed, [(one.severity, one.problem.rule_id, one.problem.column) for one in found]


@pytest.mark.parametrize("text", ["Notikušas 12 lekcijas.", "Pirmā rinda.\nOtrā rinda.", "ā" * 5_000])
def test_a_rewritten_text_is_taken(text):
    assert judged(cell(text)) == ([cell(text)], [])


def test_what_nobody_touched_stays_open_beside_what_was_accepted():
    untouched, accepted = cell("Melnraksts.", edited=False), cell("Melnraksts.", accepted=True, edited=False)
    assert judged(untouched, accepted) == ([accepted], [])


def test_a_text_taken_away_needs_its_mark():
    assert judged(cell("")) == ([cell("")], [("reject_delivery", "review_text_emptied", "J7")])
    assert judged(cell("", accepted=True)) == ([cell("", accepted=True)], [])


@pytest.mark.parametrize(
    ("text", "rule_id"),
    [
        ("ā" * 5_001, "review_text_too_long"),
        ("zvans\x07", "review_control_character"),
        ("apvērsts \u202etxet", "review_control_character"),
        ("Zvanīt 26123456.", "personal_phone"),
        ("Rakstīt uz darbs@novads.lv", "personal_email"),
    ],
    ids=["too_long", "control", "direction", "phone", "email"],
)
def test_what_cannot_be_published_is_told_with_its_cell(text, rule_id):
    _, found = judged(cell(text))
    assert found == [("reject_delivery", rule_id, "J7")]


def test_personal_data_are_masked_where_they_are_told():
    _, found = check_review(
        ReviewFile("ludza", 2025, "ludza-2024", False, (cell("Zvanīt 26123456."),)), "ludza-2024", FACTS, Findings("")
    )
    assert "26123456" not in in_words(found[0].problem)


def test_a_text_that_may_speak_of_somebody_is_taken_and_told():
    reviewed, found = judged(cell("Grupu vadīja Anna Bērziņa."))
    assert len(reviewed) == 1
    assert found == [("warning", "review_text_about_a_person", "J7")]


def test_nothing_of_an_unknown_year_or_activity_is_taken():
    assert judged(cell("Teksts."), facts={})[1] == [("reject_delivery", "review_year_unknown", "")]
    unknown = cell("Teksts.", ("activity", "p-9.9", "achieved_result"))
    assert judged(unknown) == ([], [("reject_delivery", "review_activity_unknown", "J7")])


def test_a_review_made_before_an_amendment_is_not_taken():
    _, found = check_review(
        ReviewFile("ludza", 2025, "ludza-2024", False, (cell("Teksts."),)), "ludza-2024-a1", FACTS, Findings("")
    )
    assert [(one.severity, one.problem.rule_id) for one in found] == [("reject_delivery", "review_plan_changed")]
    told = in_words(found[0].problem)
    assert "«ludza-2024»" in told
    assert "«ludza-2024-a1»" in told


def test_a_proposal_that_was_withdrawn_keeps_no_other_text_from_being_taken():
    gone = cell("Mainīt.", ("proposal", "2/1.1", "text"))
    assert judged(gone, cell("Teksts.")) == ([cell("Teksts.")], [("warning", "review_text_gone", "J7")])


def test_a_workbook_whose_only_reviewed_text_is_gone_lands_nothing():
    gone = cell("Mainīt.", ("proposal", "2/1.1", "text"), accepted=True, edited=False)
    assert judged(gone, cell("Melnraksts.", edited=False)) == (
        [],
        [("reject_delivery", "review_nothing_reviewed", ""), ("warning", "review_text_gone", "J7")],
    )


def test_an_edit_on_older_facts_is_taken_and_told():
    reviewed, found = judged(cell("Teksts."), facts={**FACTS, ACTIVITY: "b" * 16})
    assert len(reviewed) == 1
    assert found == [("warning", "review_facts_changed", "J7")]


def test_a_workbook_that_says_nothing_is_not_taken():
    assert judged(cell("Melnraksts.", edited=False)) == ([], [("reject_delivery", "review_nothing_reviewed", "")])


def test_all_findings_are_told_at_once():
    _, found = judged(cell("ā" * 5_001 + "\x07"), cell("Zvanīt 26123456."))
    assert [rule_id for _, rule_id, _ in found] == [
        "review_text_too_long", "review_control_character", "personal_phone",
    ]  # fmt: skip
