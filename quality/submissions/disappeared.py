"""Lines that the former workbook had and the one that takes its place has not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ingest.problems import Problem
from quality.findings import Finding

RULE = "rows_disappeared"


def rows_disappeared(
    file_name: str,
    former: Mapping[str, set[tuple[Any, ...]]],
    present: Mapping[str, set[tuple[Any, ...]]],
) -> Iterator[Finding]:
    """A workbook replaces the former one as a whole: what it leaves out, counts no more.

    Args:
        file_name: The new workbook.
        former: Keys of the lines that count so far, by table.
        present: Keys of the lines that would count from now on.
    """
    for table, keys in former.items():
        for key in sorted(keys - present.get(table, set()), key=str):
            yield Finding("warning", Problem(RULE, file_name, value=", ".join(str(part) for part in key if part)))
