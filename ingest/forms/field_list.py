"""The field list of a form that a reporter can read: `docs/forms/<form>.md`, written from its definition.

`python -m ingest.forms.field_list docs/forms` writes all of them; a test fails when one is out of date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from ingest.forms.definition import PLAN_CODES, Field, Form, Section, Table, all_forms

_TYPES = {
    "count": "vesels skaitlis",
    "number": "skaitlis",
    "eur": "EUR, divas zīmes aiz komata",
    "text": "teksts",
    "choice": "izvēle no saraksta",
    "date": "datums",
}
_COLLECTIONS = {"S1": "janvārī", "S2": "jūnijā", "R": "septembrī"}
_DIMENSIONS = {
    "stage": "pa izglītības posmiem",
    "stage_form": "pa izglītības posmiem un ieguves formām",
    "leaving_reason": "pa iemesliem",
    "support_role": "pa specialitātēm",
    "risk_group": "pa risku grupām",
    "subject": "pa mācību priekšmetiem",
    "destination": "pa turpmākajām izglītības iestādēm",
    "task": "katram uzdevumam",
}


def field_list(form: Form) -> str:
    """The page of one form as Markdown, in Latvian."""
    return "\n".join([*_heading(form), *_parts(form), *_changes(form)]).rstrip() + "\n"


def _heading(form: Form) -> Iterator[str]:
    yield f"# {form.title.lv}"
    yield ""
    yield f"Veidlapas kods `{form.form}`, versija {form.version}. Ar zvaigznīti (\\*) atzīmētais ir jāaizpilda."
    yield ""


def _parts(form: Form) -> Iterator[str]:
    for part in form.parts:
        yield f"## {part.title.lv}"
        yield ""
        if isinstance(part, Table):
            yield f"Lapa „{part.sheet}”, viena rinda – viens ieraksts."
            yield ""
        yield from _table(part)
        yield ""


def _table(part: Section | Table) -> Iterator[str]:
    yield "| Lauks | Ko raksta | Kad | Kā | Avots |"
    yield "|---|---|---|---|---|"
    for field in part.fields:
        mark = " \\*" if field.required else ""
        asked = ", ".join(_COLLECTIONS[kind] for kind in field.asked_in)
        yield f"| {field.label.lv}{mark} | {field.definition} | {asked} | {_answer(field)} | {field.source} |"


def _answer(field: Field) -> str:
    """How the answer looks: type, breakdown, range or choices, what is counted."""
    words = [_TYPES[field.type], *(_DIMENSIONS[name] for name in field.by)]
    if field.counts:
        words.append(field.counts)
    if field.codes in PLAN_CODES:
        words.append("aktivitātes no pašvaldības plāna")
    elif field.codes:
        words.append("; ".join(field.choices().values()))
    return ", ".join(words)


def _changes(form: Form) -> Iterator[str]:
    if not form.changes:
        return
    labels = {field.field: field.label.lv for field in form.fields}
    yield "## Kas mainījies"
    yield ""
    for change in reversed(form.changes):
        yield f"**Versija {change.version}.** {change.reason.lv}"
        yield ""
        yield from (f"- Jauns lauks: {labels.get(name, f'`{name}`')}" for name in change.add)
        yield from (f"- Pārdēvēts: `{old}`, tagad {labels.get(new, f'`{new}`')}" for old, new in change.rename.items())
        yield from (f"- Vairs neprasa: `{name}`" for name in change.remove)
        yield ""


def write_field_lists(folder: Path) -> None:
    """Write the pages of all forms."""
    folder.mkdir(parents=True, exist_ok=True)
    for form in all_forms():
        (folder / f"{form.form}.md").write_text(field_list(form), encoding="utf-8")


if __name__ == "__main__":
    write_field_lists(Path(sys.argv[1]))
