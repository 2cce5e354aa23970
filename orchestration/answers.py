"""Answers to reporters: what was wrong with a file, as their own form with marks and as a draft letter."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from ingest.forms.arithmetic import arithmetic_rules
from ingest.forms.workbook.answers import Answer, Mark
from ingest.forms.workbook.order import FormOrder
from ingest.forms.workbook.write import write_form
from ingest.problems import Problem
from ingest.storage import write_derived
from ingest.workspace import Workspace
from orchestration.intake_run import Settled
from orchestration.letters import draft_letter
from quality.findings import Finding
from quality.messages import catalogue, cause_and_remedy, in_general
from quality.submissions.personal_data import masked

ERROR_WORKBOOK = "kļūdas.xlsx"
_ANSWERED = ("rejected", "accepted_partly", "refused")
_SUBJECT = "PMP dati: {form} – jālabo"
_LETTER = """Labdien!

Paldies par atsūtīto failu „{file}”. {verdict}

Kas jālabo, redzams pielikumā: pirmajā lapā ir kopsavilkums, veidlapā kļūdainās šūnas ir iezīmētas.
Lūdzam izlabot un atsūtīt veidlapu vēlreiz.
"""
_LETTER_WITHOUT_WORKBOOK = """Labdien!

Paldies par atsūtīto failu „{file}”. {verdict}

Veidlapā ir dati, pēc kuriem var pazīt cilvēku, tāpēc to nesūtām atpakaļ pielikumā.
Kas jālabo:
{findings}

Lūdzam izlabot savā veidlapas eksemplārā un atsūtīt to vēlreiz. Vēstulē personas datus, lūdzu, nerakstiet.
"""
_VERDICTS = {
    "rejected": "To diemžēl nevarējām uzņemt.",
    "refused": "To diemžēl nevarējām uzņemt.",
    "accepted_partly": "Daļu rindu uzņēmām, pārējās jālabo.",
}


def write_answers(workspace: Workspace, settled: Iterable[Settled]) -> None:
    """Put the findings of every file that was not taken whole into quarantine, and a draft letter into the outbox.

    What an earlier run said of a file that is taken now goes away.
    """
    for one in settled:
        folder = workspace.quarantine / one.digest
        if one.receipt.state in _ANSWERED and one.digest:
            write_derived(folder / "errors.json", _as_json(one.findings))
            if one.order and one.submitted:
                workbook = error_workbook(one)
                write_derived(folder / ERROR_WORKBOOK, workbook)
                write_derived(_letter_path(workspace, one, one.order), _letter(one, one.order, workbook))
        elif one.receipt.state == "accepted" and one.order:
            for answer in (folder / "errors.json", folder / ERROR_WORKBOOK, _letter_path(workspace, one, one.order)):
                answer.unlink(missing_ok=True)


def error_workbook(settled: Settled) -> bytes:
    """The reporter's own form with the marked cells; it holds nothing that the sender did not send.

    Args:
        settled: A file whose form is known.

    Raises:
        ValueError: Its form is not known.
    """
    if settled.order is None or settled.submitted is None:
        raise ValueError("there is no form to answer with")
    rule_words = {rule_id: catalogue()[rule_id]["lv"]["cause"] for rule_id in arithmetic_rules()}
    answers = [_masked(answer) for answer in settled.submitted.answers]
    # The error workbook is no template: only what was sent stands in it.
    order = replace(settled.order, former={}, known={}, is_demo=settled.submitted.header.is_demo)
    return write_form(order, rule_words, answers, [_mark(finding) for finding in settled.findings])


def _masked(answer: Answer) -> Answer:
    return replace(answer, value=masked(answer.value)) if isinstance(answer.value, str) else answer


def _mark(finding: Finding) -> Mark:
    problem = finding.problem
    cause, remedy = cause_and_remedy(problem)
    title = in_general(problem.rule_id)
    return Mark(problem.rule_id, finding.severity, problem.sheet, problem.column, title, problem.value, cause, remedy)


def _as_json(findings: Sequence[Finding]) -> bytes:
    listed = [
        {
            "rule_id": finding.problem.rule_id,
            "severity": finding.severity,
            "sheet": finding.problem.sheet,
            "cell": finding.problem.column,
            "value": finding.problem.value,
            "cause": cause_and_remedy(finding.problem)[0],
            "remedy": cause_and_remedy(finding.problem)[1],
        }
        for finding in findings
    ]
    return (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode()


def _letter_path(workspace: Workspace, settled: Settled, order: FormOrder) -> Path:
    folder = workspace.outbox / order.collection.folder / order.municipality / "labošanai"
    return folder / f"{order.reporter_id}-{order.form.form}-{settled.receipt.submission_id}.eml"


def _letter(settled: Settled, order: FormOrder, workbook: bytes) -> bytes:
    """A draft letter; one about personal data carries no attachment."""
    subject = _SUBJECT.format(form=order.form.title.lv)
    words = {"file": settled.receipt.file_name, "verdict": _VERDICTS[settled.receipt.state]}
    if any(finding.problem.rule_id.startswith("personal_") for finding in settled.findings):
        findings = "\n".join(_in_general(finding.problem) for finding in settled.findings)
        return draft_letter(subject, _LETTER_WITHOUT_WORKBOOK.format(**words, findings=findings), {})
    return draft_letter(subject, _LETTER.format(**words), {ERROR_WORKBOOK: workbook})


def _in_general(problem: Problem) -> str:
    """Where something is wrong and what, without saying what stands there."""
    place = f"lapa „{problem.sheet}”, šūna {problem.column}: " if problem.column else ""
    return f"– {place}{in_general(problem.rule_id)}"
