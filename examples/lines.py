"""Lines of invented forms of lines: cases and surveys."""

from __future__ import annotations

import datetime as dt
from typing import Any

from examples.chance import dice, part_of, read_data, within
from ingest.excel.values import CellValue
from ingest.forms.code_lists import code_labels
from ingest.forms.workbook.order import FormOrder

Line = dict[str, CellValue]
"""One line: values by field; choices as codes."""
_ASKED_BY_SCHOOLS = ("social_service", "municipal_police", "orphans_court")
_IN_SCHOOLS = ("parent_competence", "belonging_share", "emotionally_safe_share")


def case_lines(seed: int, order: FormOrder, learners: int) -> list[Line]:
    """Cases of an institution by reason, or those in which a school asked others.

    Args:
        seed: Of all chance.
        order: Whose workbook.
        learners: Of all schools of the municipality: a larger one has more cases.
    """
    figures, kind = read_data("figures"), order.addressee.reporter_kind
    chance = dice(seed, order.reporter_id, "cases", order.collection)
    reasons = [reason for reason in code_labels("case_reason") if reason != "other"]
    if kind in code_labels("institution") and kind != "other":
        often = [bound * learners / 1000 for bound in figures["cases_of_institution"]]
        return [_case(kind, reason, round(within(chance, often))) for reason in reasons]
    return [
        _case(institution, reason, round(within(chance, figures["cases"])))
        for institution in _ASKED_BY_SCHOOLS
        for reason in chance.sample(reasons, k=2)
    ]


def _case(institution: str, reason: str, cases: int) -> Line:
    return {"institution": institution, "reason": reason, "cases": cases}


def survey_lines(seed: int, order: FormOrder) -> list[Line]:
    """Autumn asks everything, spring one question; a school asks its own learners and parents."""
    questions: dict[str, dict[str, str]] = read_data("phrases")["surveys"]
    names = [name for name in questions if order.addressee.reporter_kind != "school" or name in _IN_SCHOOLS]
    if order.collection.kind == "S2":
        names = names[-1:]
    return [_survey(seed, order, name, questions[name]) for name in names]


def _survey(seed: int, order: FormOrder, name: str, question: dict[str, str]) -> Line:
    figures, year = read_data("figures"), order.collection.start_year
    chance = dice(seed, order.reporter_id, name, order.collection)
    invited = round(within(chance, figures["invited"][question["audience"]]))
    answered = part_of(chance, invited, figures["answered"])
    # The same people answer alike from year to year, a little better each time.
    usual = within(dice(seed, order.reporter_id, name), figures["positive"])
    share = min(0.98, usual + figures["positive_a_year"] * (year - 2023))
    end = dt.date(year, 11, chance.randint(10, 28)) if order.collection.kind == "S1" else dt.date(year + 1, 5, 20)
    values: dict[str, Any] = {"question": name, "question_text": question["text"], "audience": question["audience"]}
    return values | {
        "invited": invited,
        "answered": answered,
        "scale": 5,
        "positive_from": 4,
        "positive": round(answered * share),
        "end_date": end,
    }
