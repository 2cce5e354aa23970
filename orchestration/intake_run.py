"""One run of intake: what was there before, and what it settles."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from ingest.forms.workbook.order import FormOrder
from ingest.forms.workbook.read import SubmittedForm
from ingest.periods import latvian_day
from ingest.problems import Problem
from ingest.submissions.former import keys_by_table, line_keys
from ingest.submissions.inbox import Delivery, Found
from ingest.submissions.landing import landed_findings, landed_name, landed_receipts
from ingest.submissions.standing import TAKEN, Receipt, State, receipt_id, standing, takes_its_place
from ingest.workspace import Workspace
from orchestration.enrolment_intake import Arrival
from quality.findings import Finding
from quality.submissions.check import CheckedForm
from quality.submissions.disappeared import rows_disappeared
from quality.submissions.personal_data import masked_problem

NO_FORM = "unknown"
"""The form of a receipt whose file is none of ours, or cannot be read."""
_AGAINST_FORMER = frozenset({"rows_disappeared", "form_worse_than_former", "form_demo_after_real"})
"""Rules that compare a file with the one that counted when it came."""
_GRAVEST = ("reject_delivery", "reject_row", "warning", "info")


@dataclass(frozen=True)
class Read:
    """A form that was read and is expected."""

    delivery: Delivery
    submitted: SubmittedForm
    order: FormOrder

    @property
    def slot(self) -> tuple[str, str, str, str]:
        """What it reports on (`Receipt.slot`)."""
        order = self.order
        return order.form.form, order.municipality, order.reporter_id, str(order.collection)

    @property
    def owner(self) -> dict[str, Any]:
        """What every landed row and the receipt say of it."""
        header = self.submitted.header
        return {
            "form_version": header.version,
            "municipality": header.municipality,
            "reporter_id": header.reporter_id,
            "collection": str(header.collection),
        }


@dataclass(frozen=True)
class Settled:
    """What became of one file.

    Attributes:
        findings: Everything that was found, personal data masked.
        order: The workbook that was sent out; None where the file is none that was expected.
        submitted: What was read; None where nothing could be.
        arrival: What became of the state's data on learners, where it is no form.
        is_passed_over: Whether it lay there before, unchanged: no arrival, the receipt is the last that judged it.
    """

    receipt: Receipt
    findings: tuple[Finding, ...]
    order: FormOrder | None = None
    submitted: SubmittedForm | None = None
    arrival: Arrival | None = None
    is_passed_over: bool = False


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

    def refuse(self, delivery: Delivery, problems: Sequence[Problem], state: State, form: str = NO_FORM) -> None:
        """Settle a file that cannot be judged."""
        findings = tuple(Finding("reject_delivery", masked_problem(problem)) for problem in problems)
        self.note(delivery, state, findings, form=form)

    def pass_over(self, found: Found, before: Receipt) -> None:
        """Remember that a file lay there before, where a person asks for it by name."""
        if found.path in self.named and not self.again:
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
        form = read.submitted.form
        order = read.order
        former = standing(self.of_reporter(order.reporter_id), read.slot)
        is_demo = read.submitted.header.is_demo
        counts = takes_its_place(state, former, again=self.again, is_demo=is_demo)
        found = [*findings, *(self._against_former(read, state, former, counts, checked) if former and checked else ())]
        known: dict[str, Any] = {
            **read.owner,
            "form": form.form,
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

    def _against_former(
        self, read: Read, state: State, former: Receipt, counts: bool, checked: CheckedForm | Receipt
    ) -> list[Finding]:
        """Lines that the former workbook had and this one leaves out; or that the former one goes on counting."""
        name, form = read.delivery.found.file_name, read.submitted.form
        if state not in TAKEN:
            return []
        if read.submitted.header.is_demo != former.is_demo:
            return [] if counts else [Finding("warning", Problem("form_demo_after_real", name))]
        if not counts:
            return [Finding("warning", Problem("form_worse_than_former", name))]
        if isinstance(checked, Receipt):
            present = keys_by_table(self.workspace, checked)
        else:
            present = {
                landed_name(form, table): line_keys(checked.rows.get(table.table, []), table.key)
                for table in form.tables
            }
        return list(rows_disappeared(name, form, keys_by_table(self.workspace, former), present))

    def findings_of(self, before: Receipt) -> list[Finding]:
        """What was found when a file was taken before, in the words of then; not what followed from its former."""
        for one in self.settled:
            if one.receipt.receipt_id == before.receipt_id:
                return [finding for finding in one.findings if finding.problem.rule_id not in _AGAINST_FORMER]
        return [
            _landed_finding(before.file_name, row)
            for row in self._landed_findings[before.receipt_id]
            if row["rule_id"] not in _AGAINST_FORMER
        ]

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


def _landed_finding(file_name: str, row: dict[str, Any]) -> Finding:
    place = row["sheet"] or "", None, row["cell"] or "", row["value"] or ""
    return Finding(row["severity"], Problem(row["rule_id"], file_name, *place, told=(row["cause"], row["remedy"])))


def _decisive(findings: Sequence[Finding]) -> str | None:
    """The rule that decided: the first of the gravest."""
    ordered = sorted(findings, key=lambda finding: _GRAVEST.index(finding.severity))
    return ordered[0].problem.rule_id if ordered else None
