"""One run of intake: what was there before, and what it settles."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from ingest.periods import latvian_day
from ingest.problems import Problem
from ingest.submissions.exceptions import LateException, is_allowed, landed_exceptions
from ingest.submissions.inbox import Delivery, Found
from ingest.submissions.landing import landed_findings, landed_receipts
from ingest.submissions.standing import Receipt, State, receipt_id, standing, takes_its_place
from ingest.workspace import Workspace
from orchestration.against_former import against_former, landed_finding, of_itself
from orchestration.enrolment_intake import Arrival
from orchestration.verdicts import Read, Settled
from quality.findings import Finding
from quality.submissions.check import CheckedForm
from quality.submissions.personal_data import masked_problem

NO_FORM = "unknown"
"""The form of a receipt whose file is none of ours, or cannot be read."""
_GRAVEST = ("reject_delivery", "reject_row", "warning", "info")


@dataclass
class IntakeRun:
    """What was there before a run, and what it adds.

    Attributes:
        received_at: When its files came, UTC.
        again: Whether they count although they were judged before, or replace a better one.
        receipts: All receipts, those of this run at the end.
        named: Paths that a person named; what is passed over is said of them.
        settled: What became of the files of this run.
        passed_over: Named files that lay there before, unchanged.
    """

    workspace: Workspace
    received_at: dt.datetime
    again: bool
    receipts: list[Receipt]
    named: Set[Path] = frozenset()
    settled: list[Settled] = field(default_factory=list)
    passed_over: list[Settled] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Find receipts by file and by reporter: each file asks for its own among thousands."""
        self._of_file: defaultdict[str, list[Receipt]] = defaultdict(list)
        self._of_reporter: defaultdict[str | None, list[Receipt]] = defaultdict(list)
        for receipt in self.receipts:
            self._index(receipt)

    @classmethod
    def of_nothing(cls, workspace: Workspace) -> IntakeRun:
        """A run that will not be told: what it settles has not happened."""
        return cls(workspace, dt.datetime(1, 1, 2, tzinfo=dt.UTC), False, landed_receipts(workspace))

    def of_file(self, submission_id: str) -> list[Receipt]:
        """All arrivals of the same bytes."""
        return self._of_file[submission_id]

    def of_reporter(self, reporter_id: str) -> list[Receipt]:
        """All arrivals from a reporter."""
        return self._of_reporter[reporter_id]

    @property
    def day(self) -> dt.date:
        """The day in Latvia on which its files came: deadlines are days there."""
        return latvian_day(self.received_at)

    def lets_in(self, municipality: str, reporter_id: str, collection: str) -> bool:
        """Whether an exception lets a reporter still send the forms of a collection on its day."""
        return is_allowed(self._exceptions, municipality, reporter_id, collection, self.day)

    @cached_property
    def _exceptions(self) -> list[LateException]:
        return list(landed_exceptions(self.workspace).values())

    def refuse(self, delivery: Delivery, problems: Sequence[Problem], state: State, form: str = NO_FORM) -> None:
        """Settle a file that cannot be judged."""
        findings = tuple(Finding("reject_delivery", masked_problem(problem)) for problem in problems)
        self.note(delivery, state, findings, form=form)

    def pass_over(self, found: Found, before: Receipt) -> None:
        """Remember that a file lay there before, where a person asks for it by name."""
        if found.path in self.named:
            self.passed_over.append(Settled(replace(before, file_name=found.file_name), (), is_passed_over=True))

    def note(
        self,
        delivery: Delivery,
        state: State,
        findings: Sequence[Finding],
        arrival: Arrival | None = None,
        **known: Any,
    ) -> None:
        """Settle a file that is no form of an expected reporter."""
        receipt = self._receipt(delivery, state, findings, known)
        self._add(Settled(receipt, tuple(findings), arrival=arrival))

    def settle(
        self, read: Read, state: State, findings: Sequence[Finding], checked: CheckedForm | Receipt | None = None
    ) -> Receipt:
        """Settle a form: its receipt, with its place among those that count.

        Args:
            read: The form.
            state: What becomes of it.
            findings: What was found; what follows from the former workbook is added.
            checked: Its rows, where they were counted; or the receipt by which they landed before.
        """
        order = read.order
        former = standing(self.of_reporter(order.reporter_id), read.slot)
        is_demo = read.submitted.header.is_demo
        counts = takes_its_place(state, former, again=self.again, is_demo=is_demo)
        found = list(findings)
        if former and checked:
            found += against_former(self.workspace, read.submitted, state, former, counts, checked)
        known: dict[str, Any] = {
            **read.owner,
            "form": order.form.form,
            "is_late": self.day > order.deadlines.due_on,
            "counts": counts,
            "is_demo": is_demo,
            "replaces": former.receipt_id if counts and former else None,
        }
        if checked:
            known |= {name: getattr(checked, name) for name in ("rows_in", "rows_accepted", "rows_rejected")}
        receipt = self._receipt(read.delivery, state, found, known)
        self._add(Settled(receipt, tuple(found), read.order, read.submitted))
        return receipt

    def findings_of(self, before: Receipt) -> list[Finding]:
        """What was found when a file was taken before, in the words of then; not what followed from its former."""
        for one in self.settled:
            if one.receipt.receipt_id == before.receipt_id:
                return of_itself(one.findings)
        rows = self._landed_findings[before.receipt_id]
        return of_itself(landed_finding(before.file_name, row) for row in rows)

    @cached_property
    def _landed_findings(self) -> dict[str, list[dict[str, Any]]]:
        return landed_findings(self.workspace)

    def _receipt(self, delivery: Delivery, state: State, findings: Sequence[Finding], known: dict[str, Any]) -> Receipt:
        nothing = dict.fromkeys(("form_version", "municipality", "reporter_id", "collection", "replaces"))
        none_of_it = {"is_late": False, "counts": False, "rows_in": 0, "rows_accepted": 0, "rows_rejected": 0}
        found = delivery.found
        return Receipt(
            receipt_id=receipt_id(found.channel, found.file_name, self.received_at, delivery.submission_id),
            channel=found.channel,
            file_name=found.file_name,
            received_at=self.received_at,
            received_on=self.day,
            submission_id=delivery.submission_id,
            state=state,
            rule_id=None if state == "accepted" else _decisive(findings),
            **{**nothing, **none_of_it, **known},
        )

    def _add(self, settled: Settled) -> None:
        self.settled.append(settled)
        self.receipts.append(settled.receipt)
        self._index(settled.receipt)

    def _index(self, receipt: Receipt) -> None:
        self._of_file[receipt.submission_id].append(receipt)
        self._of_reporter[receipt.reporter_id].append(receipt)


def _decisive(findings: Sequence[Finding]) -> str | None:
    """The rule that decided: the first of the gravest."""
    ordered = sorted(findings, key=lambda finding: _GRAVEST.index(finding.severity))
    return ordered[0].problem.rule_id if ordered else None
