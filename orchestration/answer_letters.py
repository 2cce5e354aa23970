"""What is written to a reporter whose file was not taken whole."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.forms.definition import load_form
from ingest.forms.workbook.answers import Mark
from ingest.submissions.standing import Receipt
from orchestration.letters import draft_letter
from quality.messages import without_value

_SUBJECT, _SUBJECT_REFUSED = "PMP dati: {form} – jālabo", "PMP dati: {form} – nav uzņemts"
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
_LETTER_REFUSED = """Labdien!

Paldies par atsūtīto failu „{file}”. Tas ir saglabāts, bet dati no tā nav uzņemti.

{reasons}

Pašā veidlapā nekas nav jālabo.
"""
ANSWERED = {
    "rejected": "To diemžēl nevarējām uzņemt.",
    "refused": "To nevarējām uzņemt.",
    "accepted_partly": "Daļu rindu uzņēmām, pārējās jālabo.",
}
"""What is said of a file that was not taken whole, by its state."""


def letter_of_errors(receipt: Receipt, marks: Sequence[Mark], name: str, workbook: bytes) -> bytes:
    """A draft letter with the error workbook; one about personal data carries no attachment.

    Args:
        receipt: The file that was not taken whole.
        marks: What is wrong with it.
        name: Name of the error workbook.
        workbook: Its content.
    """
    subject = _SUBJECT.format(form=load_form(receipt.form).title.lv)
    words = {"file": receipt.file_name, "verdict": ANSWERED[receipt.state]}
    if any(one.rule_id.startswith("personal_") for one in marks):
        findings = "\n".join(_without_value(one) for one in marks)
        return draft_letter(subject, _LETTER_WITHOUT_WORKBOOK.format(**words, findings=findings), {})
    return draft_letter(subject, _LETTER.format(**words), {name: workbook})


def letter_of_refusal(receipt: Receipt, marks: Sequence[Mark]) -> bytes:
    """A draft letter about a form that nothing is wrong with: why it was not taken, what to do, no attachment."""
    subject = _SUBJECT_REFUSED.format(form=load_form(receipt.form).title.lv)
    reasons = "\n".join(f"– {_sentence(one.why)}\n  {_sentence(one.remedy)}" for one in marks)
    return draft_letter(subject, _LETTER_REFUSED.format(file=receipt.file_name, reasons=reasons), {})


def _without_value(one: Mark) -> str:
    """Where something is wrong, what and what to do, without saying what stands there."""
    place = f"lapa „{one.sheet}”, šūna {one.cell}: " if one.cell else ""
    return f"– {one.symbol} {place}{without_value(one.why, one.value)} → {one.remedy}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].removesuffix('.')}."
