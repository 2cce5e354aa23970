"""Merged cells where answers should stand: only the first cell of a range keeps its value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ingest.excel.findings import Findings
from ingest.excel.sheet_xml import cell_name, cell_place
from ingest.forms.workbook.answers import Answer


def note_merged_answers(scanned: Findings, answers: Sequence[Answer], findings: Findings) -> None:
    """Note every row of a merged range that hides answers; where many ranges lie over each other, each place once.

    Args:
        scanned: What the scan of the sheets noted.
        answers: What was read.
        findings: Where to note it.
    """
    merged = [problem for problem in scanned.problems if problem.rule_id == "workbook_merged_cells"]
    rows, columns = defaultdict(set), defaultdict(set)
    for answer in answers if merged else ():
        rows[answer.sheet].add(answer.row)
        columns[answer.sheet].add(cell_place(answer.cell)[1])
    told: set[tuple[str, int, int]] = set()
    for problem in merged:
        (top, left), (bottom, right) = (cell_place(name) for name in (problem.value.split(":") * 2)[:2])
        if not any(left <= column <= right for column in columns[problem.sheet]):
            continue
        places = {(problem.sheet, row, left) for row in rows[problem.sheet] if top <= row <= bottom} - told
        told |= places
        for _, row, _ in sorted(places):
            findings.add(problem.rule_id, problem.sheet, cell_name(row, left), problem.value)
