"""Whose workbook it is: what the hidden sheet and the custom properties say, which must be the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.excel.container import unwrap
from ingest.excel.findings import Findings
from ingest.excel.properties import custom_properties, properties_alone
from ingest.excel.sheet_xml import UnreadableXmlError
from ingest.excel.values import CellValue, shown
from ingest.forms.definition import FORMS, load_form
from ingest.forms.workbook.layout import HEADING_ROW, IDENTITY, PROPERTY_PREFIX
from ingest.forms.workbook.words import words
from ingest.periods import Collection


@dataclass(frozen=True)
class Header:
    """What a workbook says of itself.

    Attributes:
        version: Version of the form that was filled in.
        municipality: Slug.
    """

    form: str
    version: int
    municipality: str
    reporter_id: str
    collection: Collection
    is_demo: bool


def recognise(parts: Mapping[str, bytes], identity_sheet: Sequence[Sequence[CellValue]], findings: Findings) -> Header:
    """Read the header of a workbook.

    Args:
        parts: The unpacked workbook.
        identity_sheet: Cells of the hidden sheet; empty where there is none. Some programs lose the custom properties,
            some people the sheet: one of the two is enough.
        findings: Where to note what is wrong.

    Raises:
        InputError: If it is none of the forms, or the two places differ.
    """
    in_sheet = {str(row[0]): _text(row[1]) for row in identity_sheet if len(row) > 1 and row[0] in IDENTITY}
    in_properties = _properties(parts, findings)
    if in_sheet and in_properties:
        for name in IDENTITY:
            if in_sheet.get(name, "") != in_properties.get(name, ""):
                findings.add("form_header_differs", value=in_sheet.get(name, ""), name=name)
        findings.stop_if_any()
    return _header(in_sheet or in_properties, findings)


def collection_at_a_glance(content: bytes) -> Collection | None:
    """The collection that the properties of a file name; None where they name none, whatever it is."""
    try:
        workbook, _ = unwrap(content, Findings(""))
        properties = properties_alone(workbook)
    except Exception:  # whatever is wrong with a file, reading tells
        return None
    return _collection(properties.get(f"{PROPERTY_PREFIX}collection", ""))


def reporter_lines(grids: Iterable[Sequence[Sequence[CellValue]]]) -> tuple[str, ...]:
    """What the sheets say, in sight, about whose form it is; a sheet may have lost the line."""
    label = words()["head"][0].partition("{")[0].strip()
    cells = (row[0] for grid in grids for row in grid[:HEADING_ROW] if row)
    return tuple(cell for cell in cells if isinstance(cell, str) and cell.startswith(label))


def _properties(parts: Mapping[str, bytes], findings: Findings) -> dict[str, str]:
    try:
        found = custom_properties(parts)
    except UnreadableXmlError:
        findings.add("workbook_damaged")
        findings.stop_if_any()
    return {
        name: found[f"{PROPERTY_PREFIX}{name}"].strip() for name in IDENTITY if found.get(f"{PROPERTY_PREFIX}{name}")
    }


def _header(entries: Mapping[str, str], findings: Findings) -> Header:
    form, version = entries.get("form", ""), entries.get("version", "")
    if form not in FORMS:
        findings.add("form_unknown", value=form)
        findings.stop_if_any()
    known = load_form(form).version
    if not version.isascii() or not version.isdigit() or not 1 <= int(version) <= known:
        findings.add("form_version_unknown", value=version, known=str(known))
    collection = _collection(entries.get("collection", ""))
    if collection is None:
        findings.add("form_collection_unknown", value=entries.get("collection", ""))
        findings.stop_if_any()
        raise AssertionError("unreachable: a problem was just added")
    findings.stop_if_any()
    reporter = entries.get("municipality", ""), entries.get("reporter_id", "")
    return Header(form, int(version), *reporter, collection, entries.get("demo") == "true")


def _collection(text: str) -> Collection | None:
    try:
        return Collection.parse(text)
    except ValueError:
        return None


def _text(cell: CellValue) -> str:
    """An office suite may have turned a number kept as text into a number."""
    return shown(cell).strip()
