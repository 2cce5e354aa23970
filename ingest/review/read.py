"""A review workbook that came back: whose it is, and what stands in its cells now."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.excel.container import Container, open_container
from ingest.excel.findings import Findings
from ingest.excel.headings import label_key
from ingest.excel.properties import custom_properties
from ingest.excel.sheet_xml import UNREADABLE, UnreadableXmlError, cell_name, cell_place, scan_sheets
from ingest.excel.values import CellValue, shown
from ingest.forms.workbook.layout import PROPERTY_PREFIX
from ingest.review.layout import ACCEPTED, FORM, IDENTITY, INDEX, INDEX_SHEET, VERSION, fingerprint

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

Grid = Sequence[Sequence[CellValue]]
TextKey = tuple[str, str, str]
"""What names a text within a municipality and year: kind and key of its subject, and the field."""

_YEAR = re.compile("20[0-9]{2}")
_ADDRESS = re.compile("[A-Z]{1,2}[1-9][0-9]{0,3}")


@dataclass(frozen=True)
class ReviewedCell:
    """A text that could be accepted or rewritten.

    Attributes:
        cell: Address of the text.
        facts: Fingerprint of the facts it was drafted from.
        text: What stands there now.
        is_accepted: Whether the mark beside it is set.
        is_edited: Whether other words stand there than the workbook was made with.
    """

    sheet: str
    cell: str
    subject_kind: str
    subject_key: str
    field: str
    facts: str
    text: str
    is_accepted: bool
    is_edited: bool

    @property
    def key(self) -> TextKey:
        """Which text it is."""
        return self.subject_kind, self.subject_key, self.field

    @property
    def is_reviewed(self) -> bool:
        """Whether a person accepted or rewrote it."""
        return self.is_accepted or self.is_edited


@dataclass(frozen=True)
class ReviewFile:
    """A review workbook.

    Attributes:
        municipality: Slug.
        is_demo: Whether it was made while demonstration data counted.
    """

    municipality: str
    year: int
    plan_id: str
    is_demo: bool
    cells: tuple[ReviewedCell, ...] = field(repr=False)


def read_review_file(content: bytes, findings: Findings) -> ReviewFile:
    """Read a review workbook.

    Args:
        content: The file.
        findings: Where to note every cell that was changed although it could not be, and every mark that is none.

    Raises:
        InputError: If it cannot be read at all, is no review workbook, or lacks a sheet.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    container = open_container(content, findings)
    identity = _identity(container, findings)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        index = _index(workbook, findings)
        grids = _grids(workbook, container, {line["sheet"] for line in index}, findings)
    except CalamineError:
        findings.add("workbook_damaged")
        findings.stop_if_any()
        raise AssertionError("unreachable: a problem was just added") from None
    return ReviewFile(
        identity["municipality"],
        int(identity["year"]),
        identity["plan_id"],
        identity["demo"] == "true",
        tuple(_cells(index, grids, findings)),
    )


def _identity(container: Container, findings: Findings) -> dict[str, str]:
    try:
        properties = custom_properties(container.parts)
    except UnreadableXmlError:
        properties = {}
    identity = {name: properties.get(PROPERTY_PREFIX + name, "") for name in IDENTITY}
    is_ours = identity["form"] == FORM and identity["version"] == str(VERSION) and _YEAR.fullmatch(identity["year"])
    if not is_ours:
        findings.add("review_unknown", value=identity["form"])
    findings.stop_if_any()
    return identity


def _index(workbook: CalamineWorkbook, findings: Findings) -> list[dict[str, str]]:
    """What was written where; a sheet that somebody changed says nothing that could be relied on."""
    rows = workbook.get_sheet_by_name(INDEX_SHEET).to_python() if INDEX_SHEET in workbook.sheet_names else []
    if not rows or tuple(rows[0]) != INDEX:
        findings.add("review_unknown")
    findings.stop_if_any()
    index = [dict(zip(INDEX, map(shown, line), strict=True)) for line in rows[1:]]
    cells = {(line["sheet"], line["cell"]) for line in index if _ADDRESS.fullmatch(line["cell"])}
    texts = [(line["kind"], line["key"], line["field"]) for line in index if line["field"]]
    if len(cells) < len(index) or len(set(texts)) < len(texts):
        findings.add("review_unknown")
    findings.stop_if_any()
    return index


def _grids(
    workbook: CalamineWorkbook, container: Container, sheets: AbstractSet[str], findings: Findings
) -> dict[str, Grid]:
    for missing in sheets - set(workbook.sheet_names):
        findings.add("workbook_sheet_missing", missing, sheets=", ".join(workbook.sheet_names))
    findings.stop_if_any()
    scan_sheets(container, {name: name for name in sheets}, findings)
    if findings.has_rule(*UNREADABLE):
        findings.stop_if_any()
    return {name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in sheets}


def _cells(index: Sequence[Mapping[str, str]], grids: Mapping[str, Grid], findings: Findings) -> Iterator[ReviewedCell]:
    for line in index:
        sheet, cell = line["sheet"], line["cell"]
        row, column = cell_place(cell)
        found = _at(grids[sheet], row, column)
        if not line["field"]:
            if fingerprint(found) != fingerprint(line["value"]):
                findings.add("review_cell_changed", sheet, cell, found, former=line["value"])
            continue
        mark = _at(grids[sheet], row, column + 1)
        if mark.strip() and label_key(mark) != label_key(ACCEPTED):
            findings.add("review_mark_unknown", sheet, cell_name(row, column + 1), mark)
        yield ReviewedCell(
            sheet,
            cell,
            line["kind"],
            line["key"],
            line["field"],
            line["facts"],
            found.replace("\r\n", "\n").strip(),
            is_accepted=bool(mark.strip()),
            is_edited=fingerprint(found) != line["value"],
        )


def _at(grid: Grid, row: int, column: int) -> str:
    """What stands in a cell, as a person sees it; empty beyond the last one."""
    line = grid[row - 1] if row <= len(grid) else ()
    return shown(line[column - 1]) if column <= len(line) else ""
