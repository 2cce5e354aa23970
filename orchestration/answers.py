"""Answers to reporters: what was wrong with a file, as their own form with marks and as a draft letter.

An answer tells the verdict and the findings that landed, beside the form as it lies in the archive. So it comes back,
the same, when quarantine and outbox are deleted, and newer rules change nothing in it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from ingest.archive import archived
from ingest.forms.arithmetic import arithmetic_rules
from ingest.forms.definition import FORMS
from ingest.forms.workbook.answers import Answer, Mark
from ingest.forms.workbook.order import FormOrder
from ingest.forms.workbook.read import SubmittedForm, read_form
from ingest.forms.workbook.write import write_form
from ingest.periods import Collection
from ingest.storage import write_derived
from ingest.submissions.known import Known
from ingest.submissions.landing import landed_findings, landed_receipts
from ingest.submissions.standing import Receipt, last_verdicts
from ingest.workspace import Workspace
from orchestration.answer_letters import ANSWERED, letter_of_errors, letter_of_refusal
from orchestration.expectation import Expectation
from orchestration.intake_run import Settled
from quality.findings import Finding
from quality.messages import catalogue, cause_and_remedy, in_general
from quality.submissions.personal_data import masked

ERROR_WORKBOOK, _ERRORS = "kļūdas.xlsx", "errors.json"
_LETTERS = "labošanai"


def write_answers(workspace: Workspace, expectation: Expectation) -> None:
    """Answer every file that was not taken whole, unless its answer is there, and withdraw outdated answers.

    Args:
        workspace: Locked by the caller.
        expectation: The workbooks that were sent out.
    """
    verdicts = last_verdicts(landed_receipts(workspace))
    answered = [one for one in verdicts if one.state in ANSWERED and one.submission_id]
    _withdraw(workspace, {one.submission_id for one in answered})
    missing = [one for one in answered if not _is_answered(workspace, one)]
    if missing:
        findings, known = landed_findings(workspace), Known(workspace)
        for receipt in missing:
            _answer(workspace, expectation, known, receipt, list(map(_landed_mark, findings[receipt.receipt_id])))


def error_workbook(order: FormOrder, submitted: SubmittedForm, marks: Sequence[Mark]) -> bytes:
    """The reporter's own form with the marked cells.

    It holds what the sender sent, and what its template shows beside the cells: the reporter's own former answers and
    what the state knows of it. Of other reporters it holds nothing.

    Args:
        order: The workbook that was sent out, with what was known of its reporter then.
        submitted: What was read.
        marks: What was found.
    """
    rule_words = {rule_id: catalogue()[rule_id]["lv"]["cause"] for rule_id in arithmetic_rules()}
    answers = [_masked(answer) for answer in submitted.answers]
    return write_form(replace(order, is_demo=submitted.header.is_demo), rule_words, answers, marks)


def write_checked(workspace: Workspace, settled: Iterable[Settled], out: Path) -> Iterator[Path]:
    """Write the error workbook of each form that something was found in, when only checked; yield the files."""
    known = Known(workspace)
    for one in settled:
        if one.findings and one.order and one.submitted:
            path = out / f"kļūdas-{Path(one.receipt.file_name).stem}.xlsx"
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
    return replace(answer, value=masked(answer.value)) if isinstance(answer.value, str) else answer


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
    parts = [folder / _ERRORS]
    if _has_form(receipt):
        parts.append(_letter_path(workspace, receipt))
        parts += [folder / ERROR_WORKBOOK] if receipt.state != "refused" else []
    whole = all(part.is_file() for part in parts)
    return whole and json.loads((folder / _ERRORS).read_bytes())["receipt_id"] == receipt.receipt_id


def _answer(
    workspace: Workspace, expectation: Expectation, known: Known, receipt: Receipt, marks: Sequence[Mark]
) -> None:
    """Write the list of findings last: where it stands, the answer is whole."""
    folder = _folder(workspace, receipt)
    shutil.rmtree(folder, ignore_errors=True)
    if receipt.state == "refused" and _has_form(receipt):
        write_derived(_letter_path(workspace, receipt), letter_of_refusal(receipt, marks))
    elif _has_form(receipt):
        submitted = read_form(archived(workspace, receipt.submission_id).read_bytes(), receipt.file_name)
        order = expectation.order(submitted.header, receipt.file_name)
        workbook = error_workbook(known.shown_in(order, receipt.received_at), submitted, marks)
        write_derived(folder / ERROR_WORKBOOK, workbook)
        write_derived(_letter_path(workspace, receipt), letter_of_errors(receipt, marks, ERROR_WORKBOOK, workbook))
    write_derived(folder / _ERRORS, _as_json(receipt, marks))


def _has_form(receipt: Receipt) -> bool:
    """Whether it is known whose form it is; a file that could not be read is not read again."""
    return receipt.form in FORMS


def _folder(workspace: Workspace, receipt: Receipt) -> Path:
    return workspace.quarantine / archived(workspace, receipt.submission_id).stem


def _as_json(receipt: Receipt, marks: Iterable[Mark]) -> bytes:
    told = {"receipt_id": receipt.receipt_id, "state": receipt.state, "findings": [asdict(one) for one in marks]}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _letter_path(workspace: Workspace, receipt: Receipt) -> Path:
    folder = workspace.outbox / Collection.parse(str(receipt.collection)).folder / str(receipt.municipality) / _LETTERS
    return folder / f"{receipt.reporter_id}-{receipt.form}-{receipt.submission_id}.eml"
