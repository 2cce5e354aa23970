"""Answers to reporters: what was wrong with a file, as their own form with marks and as a draft letter.

An answer tells the verdict and the findings that landed, beside the form as it lies in the archive. So it comes back,
the same, when quarantine and outbox are deleted, and newer rules change nothing in it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from itertools import chain, count
from pathlib import Path

from ingest.archive import archived
from ingest.excel.values import shown
from ingest.forms.definition import FORMS
from ingest.forms.workbook.answers import Answer, Mark
from ingest.forms.workbook.order import FormOrder
from ingest.forms.workbook.read import SubmittedForm, read_form
from ingest.forms.workbook.write import write_form
from ingest.periods import Collection
from ingest.problems import InputError
from ingest.storage import write_derived
from ingest.submissions.known import Known
from ingest.submissions.landing import landed_findings, landed_receipts
from ingest.submissions.standing import Receipt, last_verdicts
from ingest.workspace import Workspace
from orchestration.answer_letters import ANSWERED, letter_of_errors, letter_of_refusal
from orchestration.expectation import Expectation
from orchestration.verdicts import Settled
from quality.findings import Finding
from quality.messages import cause_and_remedy, in_general
from quality.submissions.personal_data import masked
from quality.submissions.sums import rule_words

ERROR_WORKBOOK, _ERRORS = "kļūdas.xlsx", "errors.json"
_LETTERS = "labošanai"


def write_answers(workspace: Workspace, receipts: Sequence[Receipt], expected: Callable[[], Expectation]) -> None:
    """Answer every file that was not taken whole, unless its answer is there, and withdraw outdated answers.

    Args:
        workspace: Locked by the caller.
        receipts: All that have landed.
        expected: Gives the workbooks that were sent out; asked where an answer is missing.
    """
    verdicts = last_verdicts(receipts)
    answered = [one for one in verdicts if one.state in ANSWERED and one.submission_id]
    _withdraw(workspace, {one.submission_id for one in answered})
    missing = [one for one in answered if not _is_answered(workspace, one)]
    if missing:
        findings, known = landed_findings(workspace), Known(workspace, receipts)
        for receipt in missing:
            _answer(workspace, expected(), known, receipt, list(map(_landed_mark, findings[receipt.receipt_id])))


def error_workbook(order: FormOrder, submitted: SubmittedForm, marks: Sequence[Mark]) -> bytes:
    """The reporter's own form with the marked cells.

    It holds what the sender sent, and what its template shows beside the cells: the reporter's own former answers and
    what the state knows of it. Of other reporters it holds nothing.

    Args:
        order: The workbook that was sent out, with what was known of its reporter then.
        submitted: What was read.
        marks: What was found.
    """
    answers = [_masked(answer) for answer in submitted.answers]
    return write_form(replace(order, is_demo=submitted.header.is_demo), rule_words(), answers, marks)


def write_checked(workspace: Workspace, settled: Iterable[Settled], out: Path) -> Iterator[Path]:
    """Write the error workbook of each form that something was found in, when only checked; yield the files."""
    known, written = Known(workspace, landed_receipts(workspace)), set[Path]()
    for one in settled:
        if one.findings and one.order and one.submitted:
            stem = f"kļūdas-{Path(one.receipt.file_name).stem}"
            names = chain([f"{stem}.xlsx"], (f"{stem}-{number}.xlsx" for number in count(2)))
            path = next(out / name for name in names if out / name not in written)
            written.add(path)
            write_derived(path, error_workbook(known.shown_in(one.order), one.submitted, list(map(mark, one.findings))))
            yield path


def mark(finding: Finding) -> Mark:
    """A finding as the reporter is told of it."""
    problem = finding.problem
    why, remedy = cause_and_remedy(problem)
    title = in_general(problem.rule_id)
    return Mark(problem.rule_id, finding.severity, problem.sheet, problem.column, title, problem.value, why, remedy)


def _landed_mark(row: Mapping[str, str]) -> Mark:
    texts = {name: row[name] or "" for name in ("rule_id", "severity", "sheet", "cell", "value", "remedy")}
    return Mark(**texts, title=in_general(row["rule_id"]), why=row["cause"])


def _masked(answer: Answer) -> Answer:
    """A number can be a code or a phone too; what was masked is a text."""
    seen = shown(answer.value)
    hidden = masked(seen)
    return answer if hidden == seen else replace(answer, value=hidden)


def _withdraw(workspace: Workspace, submissions: set[str]) -> None:
    """Remove answers to files whose last verdict asks for none any more."""
    for folder in workspace.quarantine.glob("*/"):
        if folder.name[:16] not in submissions:
            shutil.rmtree(folder)
    for letter in workspace.outbox.glob(f"*/*/{_LETTERS}/*.eml"):
        if letter.stem[-16:] not in submissions:
            letter.unlink()


def _is_answered(workspace: Workspace, receipt: Receipt) -> bool:
    """Whether the answer to this arrival is there; an earlier arrival of the same file may have been told otherwise."""
    folder = _folder(workspace, receipt)
    if not (folder / _ERRORS).is_file():
        return False
    told = json.loads((folder / _ERRORS).read_bytes())
    parts = [folder / ERROR_WORKBOOK] if told["has_workbook"] else []
    parts += [_letter_path(workspace, receipt)] if told["has_workbook"] or _is_refused_form(receipt) else []
    return all(part.is_file() for part in parts) and bool(told["receipt_id"] == receipt.receipt_id)


def _answer(
    workspace: Workspace, expectation: Expectation, known: Known, receipt: Receipt, marks: Sequence[Mark]
) -> None:
    """Write the list of findings last: where it stands, the answer is whole."""
    folder = _folder(workspace, receipt)
    shutil.rmtree(folder, ignore_errors=True)
    sent = None if receipt.state == "refused" else _form_as_sent(workspace, expectation, receipt)
    if sent:
        order, submitted = sent
        workbook = error_workbook(known.shown_in(order, receipt.received_at), submitted, marks)
        write_derived(folder / ERROR_WORKBOOK, workbook)
        write_derived(_letter_path(workspace, receipt), letter_of_errors(receipt, marks, ERROR_WORKBOOK, workbook))
    elif _is_refused_form(receipt):
        write_derived(_letter_path(workspace, receipt), letter_of_refusal(receipt, marks))
    write_derived(folder / _ERRORS, _as_json(receipt, marks, has_workbook=sent is not None))


def _is_refused_form(receipt: Receipt) -> bool:
    """Whether a form was not taken and not even checked: its sender gets a letter and no workbook."""
    return receipt.state == "refused" and receipt.form in FORMS


def _form_as_sent(
    workspace: Workspace, expectation: Expectation, receipt: Receipt
) -> tuple[FormOrder, SubmittedForm] | None:
    """The form that was sent; None where it cannot be shown, which must keep no other file from being answered.

    A file that could not be read is not read again; a form may be expected no more, or lost from the archive.
    """
    if receipt.form not in FORMS:
        return None
    try:
        submitted = read_form(archived(workspace, receipt.submission_id).read_bytes(), receipt.file_name)
        return expectation.order(submitted.header, receipt.file_name), submitted
    except (InputError, FileNotFoundError):
        return None


def _folder(workspace: Workspace, receipt: Receipt) -> Path:
    """Named by the file's hash; by as much of it as is known where the archive has lost the file."""
    try:
        return workspace.quarantine / archived(workspace, receipt.submission_id).stem
    except FileNotFoundError:
        return workspace.quarantine / receipt.submission_id


def _as_json(receipt: Receipt, marks: Iterable[Mark], *, has_workbook: bool) -> bytes:
    told = {
        "receipt_id": receipt.receipt_id,
        "state": receipt.state,
        "has_workbook": has_workbook,
        "findings": [asdict(one) for one in marks],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _letter_path(workspace: Workspace, receipt: Receipt) -> Path:
    folder = workspace.outbox / Collection.parse(str(receipt.collection)).folder / str(receipt.municipality) / _LETTERS
    return folder / f"{receipt.reporter_id}-{receipt.form}-{receipt.submission_id}.eml"
