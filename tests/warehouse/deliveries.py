"""Submissions as they land, one after the other: what a test says a reporter sent is what dbt gets to read."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from ingest.forms.definition import load_form
from ingest.periods import latvian_day
from ingest.submissions.landing import SubmissionRows, land_rows, land_run
from ingest.submissions.standing import Receipt, State, receipt_id, standing, takes_its_place
from ingest.workspace import Workspace

Values = Mapping[str, Any]
"""Answers by field: one value, or values by breakdown; `None` is a blank."""


class Deliveries:
    """An inbox: every file comes a minute after the one before."""

    def __init__(self, workspace: Workspace, first: dt.datetime) -> None:
        self._workspace = workspace
        self._next = first
        self.receipts: list[Receipt] = []

    def take(
        self,
        form: str,
        reporter: tuple[str, str],
        collection: str,
        content: Values | Sequence[Values],
        *,
        people: Sequence[Values] = (),
        state: State = "accepted",
        is_late: bool = False,
        findings: Sequence[Values] = (),
    ) -> Receipt:
        """Let one file arrive: single answers as a mapping, lines as a list, beside a log the people of the year."""
        municipality, reporter_id = reporter
        rows = _answers(content) if isinstance(content, Mapping) else _lines(content)
        tables = {form: rows} | ({"activity_log_people": _lines(people, "Dalībnieki")} if people else {})
        submission = hashlib.sha256(repr((form, reporter, collection, tables)).encode()).hexdigest()[:16]
        rows_in = sum(map(len, tables.values()))
        former = standing(self.receipts, (form, municipality, reporter_id, collection))
        counts = takes_its_place(state, former, again=False)
        at, self._next = self._next, self._next + dt.timedelta(minutes=1)
        receipt = Receipt(
            receipt_id=receipt_id("inbox", f"{submission}.xlsx", at, submission),
            channel="inbox",
            file_name=f"{submission}.xlsx",
            received_at=at,
            received_on=latvian_day(at),
            submission_id=submission,
            form=form,
            form_version=1,
            municipality=municipality,
            reporter_id=reporter_id,
            collection=collection,
            state=state,
            rule_id=None,
            is_late=is_late,
            counts=counts,
            replaces=former.receipt_id if counts and former else None,
            rows_in=rows_in,
            rows_accepted=rows_in if state in ("accepted", "accepted_partly") else 0,
            rows_rejected=0 if state in ("accepted", "accepted_partly") else rows_in,
        )
        owner = {
            "submission_id": submission,
            "form_version": 1,
            "municipality": municipality,
            "reporter_id": reporter_id,
            "collection": collection,
        }
        if receipt.rows_accepted:
            land_rows(self._workspace, [SubmissionRows(table, owner, lines) for table, lines in tables.items()])
        told = [{"receipt_id": receipt.receipt_id, "finding_nr": nr, **row} for nr, row in enumerate(findings, start=1)]
        land_run(self._workspace, [receipt], told)
        self.receipts.append(receipt)
        return receipt


def _answers(values: Values) -> list[dict[str, Any]]:
    rows = []
    for field, answer in values.items():
        parts = answer if isinstance(answer, Mapping) else {"total": answer}
        for breakdown, value in parts.items():
            kind = "value_text" if isinstance(value, str) else "value_number"
            rows.append(
                {
                    "field_id": field,
                    "breakdown": breakdown,
                    kind: value,
                    "blank_kind": "blank" if value is None else None,
                    "sheet": "Pārskats",
                    "cell": f"C{len(rows) + 7}",
                }
            )
    return rows


def _lines(lines: Sequence[Values], sheet: str = "Rindas") -> list[dict[str, Any]]:
    return [{"sheet": sheet, "row": row, "letters": _letters(line), **line} for row, line in enumerate(lines, start=7)]


def _letters(line: Values) -> str:
    return ",".join(f"{field}={letter}" for field, letter in zip(line, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", strict=False))


def known_fields(form: str) -> set[str]:
    """Fields of a form, so that a delivery cannot invent one."""
    return {field.field for field in load_form(form).fields}
