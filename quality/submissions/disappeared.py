"""Lines that the former workbook had and the one that takes its place has not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from ingest.forms.definition import Form, Table
from ingest.problems import Problem
from ingest.submissions.landing import landed_name
from ingest.typography import day
from quality.findings import Finding

RULE = "rows_disappeared"


def rows_disappeared(
    file_name: str,
    form: Form,
    former: Mapping[str, set[tuple[Any, ...]]],
    present: Mapping[str, set[tuple[Any, ...]]],
) -> Iterator[Finding]:
    """A workbook replaces the former one as a whole: what it leaves out, counts no more.

    Args:
        file_name: The new workbook.
        form: Its form.
        former: Keys of the lines that count so far, by table.
        present: Keys of the lines that would count from now on.
    """
    for table in form.tables:
        name = landed_name(form, table)
        for key in sorted(former.get(name, set()) - present.get(name, set()), key=str):
            yield Finding("warning", Problem(RULE, file_name, table.sheet, value=_in_words(table, key)))


def _in_words(table: Table, key: tuple[Any, ...]) -> str:
    """What tells a line from others, as its reporter knows it."""
    fields = {field.field: field for field in table.fields}
    named = ((fields[name], part) for name, part in zip(table.key, key, strict=True) if part)
    return "; ".join(
        f"{field.label.lv}: {day(part) if isinstance(part, dt.date) else field.choices().get(part, part)}"
        for field, part in named
    )
