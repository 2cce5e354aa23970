"""What is written to a reporter whose file was not taken whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.forms.definition import load_form
from ingest.forms.workbook.answers import Mark
from ingest.forms.workbook.words import words
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

Veidlapas saturs vēl nav pārbaudīts.
"""
_DEMONSTRATION = "PARAUGDATI – vēstule ir par izdomātiem datiem; nesūtiet to.\n\n"
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
    said = {"file": receipt.file_name, "verdict": ANSWERED[receipt.state]}
    if any(one.rule_id.startswith("personal_") for one in marks):
        findings = "\n".join(_without_value(one) for one in marks)
        return _draft(receipt, _SUBJECT, _LETTER_WITHOUT_WORKBOOK.format(**said, findings=findings), {})
    return _draft(receipt, _SUBJECT, _LETTER.format(**said), {name: workbook})


def letter_of_refusal(receipt: Receipt, marks: Sequence[Mark]) -> bytes:
    """A draft letter about a form that was not checked: why it was not taken, what to do, no attachment."""
    reasons = "\n".join(f"– {_sentence(one.why)}\n  {_sentence(one.remedy)}" for one in marks)
    return _draft(receipt, _SUBJECT_REFUSED, _LETTER_REFUSED.format(file=receipt.file_name, reasons=reasons), {})


def _draft(receipt: Receipt, subject: str, text: str, workbooks: Mapping[str, bytes]) -> bytes:
    """The letter; one about demonstration data says so first, for the institutions are real."""
    subject = subject.format(form=load_form(receipt.form).title.lv)
    if receipt.is_demo:
        subject, text = f"{words()['demo']}{subject}", f"{_DEMONSTRATION}{text}"
    return draft_letter(subject, text, workbooks)


def _without_value(one: Mark) -> str:
    """Where something is wrong, what and what to do, without saying what stands there."""
    place = f"lapa „{one.sheet}”, šūna {one.cell}: " if one.cell else ""
    return f"– {one.symbol} {place}{without_value(one.why, one.value)} → {one.remedy}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].removesuffix('.')}."
