"""Which cells a form has for one reporter: its fields in one collection, broken down by what the reporter has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from ingest.forms.code_lists import dimension
from ingest.forms.definition import Field, Form, Section, Table
from ingest.periods import CollectionKind

TOTAL = "total"
"""The breakdown of a field that is asked as one figure."""


@dataclass(frozen=True)
class Addressee:
    """What decides which cells a reporter sees.

    Attributes:
        reporter_kind: Kind of reporter (code list `reporter_kind`).
        stage_forms: Stages with study forms that a school has, such as `basic.full_time`.
        tasks: Numbers of the tasks it reports on.
    """

    reporter_kind: str
    stage_forms: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()

    def codes(self, dimension_name: str) -> list[str]:
        """Codes of a dimension that apply to this reporter, in the order of the definition."""
        if dimension_name == "task":
            return list(self.tasks)
        codes = list(dimension(dimension_name))
        if dimension_name == "stage_form":
            return [code for code in codes if code in self.stage_forms]
        if dimension_name == "stage":
            return [code for code in codes if self.has_stage(code)]
        return codes

    def has_stage(self, stage: str) -> bool:
        """True where the school teaches this stage in any study form."""
        return any(code.split(".")[0] == stage for code in self.stage_forms)


def asked_fields(part: Section | Table, kind: CollectionKind, addressee: Addressee) -> Iterator[Field]:
    """Fields of a section or table that this reporter is asked in a collection of this kind."""
    for field in part.fields:
        applies = (field.only_stage is None or addressee.has_stage(field.only_stage)) and (
            not field.only_reporters or addressee.reporter_kind in field.only_reporters
        )
        if kind in field.asked_in and applies and breakdowns_of(field, addressee):
            yield field


def breakdowns_of(field: Field, addressee: Addressee) -> list[str]:
    """Breakdowns in which a reporter is asked a field: codes joined by full stops, `total` where there are none."""
    if not field.by:
        return [TOTAL]
    axes = [[code for code in addressee.codes(name) if code not in field.leave_out] for name in field.by]
    return [".".join(codes) for codes in product(*axes)]


def cells_of(form: Form, kind: CollectionKind, addressee: Addressee) -> list[tuple[Field, str]]:
    """All cells of a form with single values for one reporter, in the order of the sheet."""
    return [
        (field, breakdown)
        for section in form.sections
        for field in asked_fields(section, kind, addressee)
        for breakdown in breakdowns_of(field, addressee)
    ]


def breakdown_label(field: Field, breakdown: str) -> str:
    """The breakdown in Latvian words; empty for a total, the number itself for a task."""
    words: list[str] = []
    rest = breakdown if field.by else ""
    for name in field.by:
        code = next((code for code in dimension(name) if rest == code or rest.startswith(f"{code}.")), rest)
        words.append(dimension(name)[code].lv if code in dimension(name) else code)
        rest = rest[len(code) + 1 :]
    return ", ".join(words)
