"""What the sender of each case is told, in Latvian: `told.txt`, which reviewers read and the tests compare exactly.

`PYTHONPATH=. .venv/bin/python tests/submissions/told.py` writes it anew; its diff is what a change tells differently.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from accepted import CASES_ACCEPTED
from cases import Case
from form_workbook import checked
from rejected import CASES_REJECTED
from warned import CASES_WARNED

from ingest.problems import InputError, Problem
from quality.messages import cause_and_remedy
from quality.submissions.check import CheckedForm

FILED = {"accepted": CASES_ACCEPTED, "warned": CASES_WARNED, "rejected": CASES_REJECTED}
TOLD = Path(__file__).with_name("told.txt")


def outcome(case: Case) -> tuple[list[Problem], CheckedForm | None]:
    """Everything found; no result where there was nothing to check."""
    try:
        result = checked(case.content(), case.order, **case.known)
    except InputError as error:
        return list(error.problems), None
    return [finding.problem for finding in result.findings], result


def place(problem: Problem) -> str:
    return "!".join(filter(None, (problem.sheet, problem.column)))


def in_text(problems: Iterable[Problem]) -> str:
    """Rule, place and value of each, then cause and remedy."""
    told = [(*map(str, (p.rule_id, place(p) or "–")), repr(p.value), *cause_and_remedy(p)) for p in problems]
    return "\n".join(
        f"{rule_id}  {where}  {value}\n  {cause}\n  → {remedy}" for rule_id, where, value, cause, remedy in told
    )


@cache
def told_before() -> dict[str, str]:
    """The text of each case as it was reviewed, by `verdict-name`; a case that is told nothing is not there."""
    blocks = TOLD.read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    return dict(block.split("\n", 1) for block in blocks)


def write() -> None:
    texts = {f"{verdict}-{case.name}": in_text(outcome(case)[0]) for verdict, cases in FILED.items() for case in cases}
    TOLD.write_text("\n\n".join(f"{name}\n{text}" for name, text in texts.items() if text) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
