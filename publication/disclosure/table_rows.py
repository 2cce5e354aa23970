"""The rows of the tables in finished files of all formats, as texts with plain spaces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZipFile

from publication.characters import readable
from publication.disclosure.printed_words import spaced
from publication.open_data.dcat import WORKBOOK

_INLINE = re.compile(r"</?(?:wbr|span|strong|a|w:(?!p>|br\b)\w+)\b[^>]*>")
"""Marks that may stand within a word."""
_TAG = re.compile(r"<[^>]*>")


class Row(NamedTuple):
    """A row of a table, and the row of one cell that stands above it as its heading."""

    heading: str
    cells: tuple[str, ...]


def rows_of(name: str, content: bytes) -> Iterator[Row]:
    """The rows of the tables of a web page, a document or a workbook; those of the open data's are compared whole."""
    if name.endswith(".html"):
        yield from _marked_rows(content.decode(), "table", "tr", "t[dh]")
    elif name.endswith(".docx"):
        with ZipFile(BytesIO(content)) as packed:
            yield from _marked_rows(packed.read("word/document.xml").decode(), "w:tbl", "w:tr", "w:tc")
    elif name.endswith(".xlsx") and name != WORKBOOK:
        from python_calamine import CalamineWorkbook

        book = CalamineWorkbook.from_filelike(BytesIO(content))
        for sheet in book.sheet_names:
            yield from _under_headings(book.get_sheet_by_name(sheet).to_python())


def _marked_rows(text: str, table: str, row: str, cell: str) -> Iterator[Row]:
    for one in _elements(text, table):
        lines = ([_unmarked(part) for part in _elements(line, cell)] for line in _elements(one, row))
        yield from _under_headings(lines)


def _elements(text: str, name: str) -> list[str]:
    return re.findall(rf"<{name}\b.*?</{name}>", text, re.DOTALL)


def _unmarked(text: str) -> str:
    return unescape(_TAG.sub(" ", _INLINE.sub("", text)))


def _under_headings(lines: Iterable[Sequence[Any]]) -> Iterator[Row]:
    heading = ""
    for line in lines:
        cells = tuple(plain(written(cell)) for cell in line)
        if len(said := [cell for cell in cells if cell]) == 1:
            heading = said[0]
        else:
            yield Row(heading, cells)


def written(value: Any) -> str:
    """A number as people write it, without decimals that say nothing; anything else as it is."""
    return f"{value:.15g}".replace(".", ",") if isinstance(value, float) else str(value)


def plain(text: str) -> str:
    """A text as it stands in the cells of all formats."""
    return spaced(readable(text)).strip()
