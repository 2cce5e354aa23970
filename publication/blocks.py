"""What a report is made of, whatever it is set with: sections of paragraphs, lists and tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Heading:
    """A heading within a section."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text; a note is set in a quieter way."""

    text: str
    is_note: bool = False


@dataclass(frozen=True)
class Points:
    """A list."""

    points: tuple[str, ...]


@dataclass(frozen=True)
class Terms:
    """Words and what they mean, facts and their values."""

    terms: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Entry:
    """Something with a name, a list below it and a note."""

    name: str
    points: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its text and what is said in a quieter way below it."""

    text: str
    note: str = ""


@dataclass(frozen=True)
class Part:
    """Rows of a table and the headings they stand under, the outermost first."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes:
        caption: What the table shows.
        columns: Headings of the columns.
        widths: Widths of the columns as shares of the whole.
        naming_column: Position of the column that names a row.
        parts: Its rows.
    """

    caption: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    naming_column: int
    parts: tuple[Part, ...]

    def opened(self) -> Iterator[tuple[tuple[tuple[int, str], ...], Part]]:
        """The parts, each with the headings that were not those of the part before, and how deep they lie."""
        before: tuple[str, ...] = ()
        for part in self.parts:
            kept = next(
                (depth for depth, pair in enumerate(zip(before, part.headings, strict=False)) if pair[0] != pair[1]),
                min(len(before), len(part.headings)),
            )
            yield tuple(enumerate(part.headings))[kept:], part
            before = part.headings


@dataclass(frozen=True)
class Picture:
    """A picture as SVG with its name, what it shows in words for whoever does not see it, and a note below it."""

    name: str
    svg: str
    words: str
    note: str


@dataclass(frozen=True)
class Pictures:
    """Pictures side by side."""

    pictures: tuple[Picture, ...]


Block = Heading | Paragraph | Points | Terms | Entry | Table | Pictures


@dataclass(frozen=True)
class Section:
    """A section; a wide one stands on landscape pages where there are pages."""

    title: str
    blocks: tuple[Block, ...]
    is_wide: bool = False


def as_data(section: Section) -> dict[str, Any]:
    """The section as plain data, each block with its kind."""
    return {"title": section.title, "is_wide": section.is_wide, "blocks": [_block_data(one) for one in section.blocks]}


def _block_data(block: Block) -> dict[str, Any]:
    data = {"kind": type(block).__name__.lower(), **asdict(block)}
    if isinstance(block, Table):
        data["parts"] = [{**asdict(part), "opened": opened} for opened, part in block.opened()]
    return data
