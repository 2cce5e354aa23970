"""What calamine does not tell about a sheet: error cells, formulas without a value, merged cells, far-off cells."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from xml.parsers import expat

from ingest.excel.container import Container
from ingest.excel.findings import Findings
from ingest.excel.plain_sheet import formulas_without_value

LAST_ROW = 2_000
LAST_COLUMN = 60
"""A cell beyond is no plan: reading up to it would only cost memory. Other readers may allow more rows."""
UNREADABLE = ("workbook_far_cell", "workbook_too_many_notes", "workbook_damaged")
"""Why a sheet is not read at all, as the scan notes it."""

_MOST_NOTES = 1_000
"""More of one sheet is read by nobody; a file of a few kilobytes can hold millions."""
_REFERENCE = re.compile(r"([A-Za-z]{1,9})([0-9]{1,15})")


class UnreadableXmlError(ValueError):
    """A part that is no well-formed XML, or declares a document type (entities can expand without end)."""


class _EnoughError(Exception):
    """What a scan has noted already is reason enough not to read the sheet."""


@dataclass
class _Cell:
    reference: str
    kind: str
    has_formula: bool = False
    value: str = ""

    @property
    def is_filled(self) -> bool:
        """Whether a reader may take it for a value: an empty text is one, a cell that is only formatted is none."""
        return bool(self.value) or self.has_formula or self.kind != "n"


def scan_sheets(container: Container, names: Mapping[str, str], findings: Findings, last_row: int = LAST_ROW) -> None:
    """Note everything in some sheets that a reader of values would silently take for a blank cell.

    Args:
        container: The unpacked workbook.
        names: Sheets to look at, by their name in this workbook, each with the name to report.
        findings: Where to note it.
        last_row: A cell below this row lies outside any table that is read.
    """
    try:
        for sheet, part in _sheet_parts(container.parts).items():
            if sheet not in names:
                continue
            formulas = formulas_without_value(container.parts[part])
            if formulas is None:
                _SheetScan(names[sheet], findings, last_row).run(container.parts[part])
            for cell in formulas or ():
                findings.add("workbook_formula_without_value", names[sheet], cell)
    except (UnreadableXmlError, KeyError):
        findings.add("workbook_damaged")


class _SheetScan:
    """One pass over the XML of a sheet."""

    def __init__(self, sheet: str, findings: Findings, last_row: int) -> None:
        self._sheet = sheet
        self._last_row = last_row
        self._findings = findings
        self._cell: _Cell | None = None
        self._row = self._column = self._notes = 0
        self._in_value = False

    def run(self, part: bytes) -> None:
        with suppress(_EnoughError):
            parse_part(part, self._start, self._end, self._text)

    def _note(self, rule_id: str, cell: str, value: str = "") -> None:
        self._notes += 1
        if self._notes > _MOST_NOTES:
            self._findings.add("workbook_too_many_notes", self._sheet, cell, most=str(_MOST_NOTES))
            raise _EnoughError
        self._findings.add(rule_id, self._sheet, cell, value)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif tag == "c":
            self._cell = self._new_cell(attributes)
        elif tag == "f" and self._cell:
            self._cell.has_formula = True
        elif tag in ("v", "t"):
            self._in_value = True
        elif tag == "mergeCell":
            first = attributes.get("ref", "").split(":")[0]
            self._note("workbook_merged_cells", first, attributes.get("ref", ""))

    def _new_cell(self, attributes: dict[str, str]) -> _Cell:
        # The reference may be left out: then the cell follows the one before.
        if "r" not in attributes:
            self._column += 1
        elif found := _REFERENCE.fullmatch(attributes["r"]):
            self._row, self._column = cell_place(found[0])
        else:
            raise UnreadableXmlError(attributes["r"])
        return _Cell(cell_name(self._row, self._column), attributes.get("t", "n"))

    def _text(self, text: str) -> None:
        if self._in_value and self._cell:
            self._cell.value += text

    def _end(self, tag: str) -> None:
        if tag in ("v", "t"):
            self._in_value = False
        if tag != "c" or self._cell is None:
            return
        cell, self._cell = self._cell, None
        if cell.kind == "e":
            self._note("workbook_error_cell", cell.reference, cell.value)
        elif cell.has_formula and not cell.value and cell.kind not in ("str", "inlineStr"):
            self._note("workbook_formula_without_value", cell.reference)
        if cell.is_filled and (self._row > self._last_row or self._column > LAST_COLUMN):
            self._findings.add("workbook_far_cell", self._sheet, cell.reference, rows=str(self._last_row))
            raise _EnoughError


@lru_cache(10_000)  # workbooks of one form ask in the same cells
def cell_name(row: int, column: int) -> str:
    """Address of a cell, both counted from 1: (7, 4) is D7."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def cell_place(name: str) -> tuple[int, int]:
    """Row and column of an address, both counted from 1: D7 is (7, 4)."""
    found = _REFERENCE.fullmatch(name)
    if found is None:
        raise ValueError(name)
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def _sheet_parts(parts: dict[str, bytes]) -> dict[str, str]:
    """Sheet name to the part that holds it."""
    targets = {entry["Id"]: entry["Target"] for entry in _elements(parts["xl/_rels/workbook.xml.rels"], "Relationship")}
    found = {}
    for sheet in _elements(parts["xl/workbook.xml"], "sheet"):
        target = targets[sheet["id"]]
        found[sheet["name"]] = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
    return found


def _elements(part: bytes, wanted: str) -> Iterator[dict[str, str]]:
    """Attributes of every element of one name, without their name space prefixes."""
    found: list[dict[str, str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == wanted:
            found.append({name.split(":")[-1]: value for name, value in attributes.items()})

    parse_part(part, start, lambda tag: None, lambda text: None)
    return iter(found)


def parse_part(
    part: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    """Run through the XML of one part; names come without their prefix.

    Raises:
        UnreadableXmlError: If it is no well-formed XML, or declares a document type.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, attributes: start(tag.split(":")[-1], attributes)
    parser.EndElementHandler = lambda tag: end(tag.split(":")[-1])
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, ValueError) as error:
        raise UnreadableXmlError(str(error)) from None


def _refuse_doctype(*_: object) -> None:
    raise UnreadableXmlError("document type declaration")
