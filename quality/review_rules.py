"""Whether a review workbook can be taken: its texts fit to be published, and about something that there is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from ingest.excel.findings import Findings
from ingest.problems import Problem
from ingest.review.layout import LONGEST_TEXT
from ingest.review.read import ReviewedCell, ReviewFile, TextKey
from quality.findings import Finding
from quality.submissions.personal_data import STOPPING, masked_problem, personal_data

Facts = Mapping[TextKey, str]
"""Fingerprint of the facts of today, of every text."""


def check_review(
    review: ReviewFile, plan_id: str | None, facts: Facts, findings: Findings
) -> tuple[list[ReviewedCell], list[Finding]]:
    """Check what a person accepted or rewrote.

    Args:
        review: What was read.
        plan_id: Plan version that judges the year; nothing where there is none of it.
        facts: Of every text of its municipality and year; empty where there is none of it.
        findings: What reading it has found.

    Returns:
        The texts that land, and all findings, with personal data masked; a file with one that rejects it lands nothing.
    """
    reviewed = [cell for cell in review.cells if cell.is_reviewed]
    if not facts:
        findings.add("review_year_unknown", value=str(review.year), municipality=review.municipality)
    elif review.plan_id != plan_id:
        findings.add("review_plan_changed", value=review.plan_id, plan=plan_id or "")
    elif all(_is_gone(cell, facts) for cell in reviewed):
        findings.add("review_nothing_reviewed")
    for cell in reviewed if facts else ():
        for rule_id, value in _faults(cell, facts):
            findings.add(rule_id, cell.sheet, cell.cell, value, heading=cell.sheet, most=str(LONGEST_TEXT))
    rejecting = [Finding("reject_delivery", masked_problem(problem)) for problem in findings.problems]
    notes = [Finding("warning", masked_problem(problem)) for problem in _notes(reviewed, facts)] if facts else []
    return [cell for cell in reviewed if cell.key in facts], [*rejecting, *notes]


def _faults(cell: ReviewedCell, facts: Facts) -> Iterator[tuple[str, str]]:
    """What keeps a text from being taken."""
    if cell.subject_kind == "activity" and cell.key not in facts:
        yield "review_activity_unknown", cell.subject_key
    if not cell.text and not cell.is_accepted:
        yield "review_text_emptied", ""
    if len(cell.text) > LONGEST_TEXT:
        yield "review_text_too_long", str(len(cell.text))
    if any(unicodedata.category(character) in ("Cc", "Cf") and character != "\n" for character in cell.text):
        yield "review_control_character", cell.text
    yield from ((rule_id, cell.text) for rule_id in personal_data(cell.text) if rule_id in STOPPING)


def _is_gone(cell: ReviewedCell, facts: Facts) -> bool:
    """Whether the reporters' data no longer hold a text; the activities of a year do not come and go."""
    return cell.subject_kind != "activity" and cell.key not in facts


def _notes(reviewed: Sequence[ReviewedCell], facts: Facts) -> Iterator[Problem]:
    """What the working group should know of a text that is taken, or of one that nobody asks for any more."""
    for cell in reviewed:
        if any(rule_id not in STOPPING for rule_id in personal_data(cell.text)):
            yield Problem("review_text_about_a_person", sheet=cell.sheet, column=cell.cell, value=cell.text[:80])
        if _is_gone(cell, facts):
            yield Problem("review_text_gone", sheet=cell.sheet, column=cell.cell)
        elif facts.get(cell.key, cell.facts) != cell.facts:
            yield Problem("review_facts_changed", sheet=cell.sheet, column=cell.cell)
