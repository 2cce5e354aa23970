"""The first sheet of the review workbook: what is to be done, and how much of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ingest.excel.page import height_of, print_on_a4, set_heights
from publication.phrases import Phrases
from publication.review.content import ReviewText

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


def write_guide(
    sheet: Worksheet,
    words: Phrases,
    head: Sequence[tuple[str, str]],
    texts: Sequence[ReviewText],
    formats: Mapping[str, Format],
) -> None:
    """Write the sheet that says how many texts wait and how they are reviewed.

    Args:
        sheet: The empty sheet.
        words: Its phrases.
        head: The lines above, with their looks.
        texts: All texts of the workbook.
        formats: Looks by name.
    """
    width = 118
    sheet.set_column(0, 0, width)
    to_do = words["open"].format(open=sum(text.waits for text in texts), all=sum(bool(text.text) for text in texts))
    lines = [*head, (to_do, "topic"), *((f"•  {line}", "words") for line in words["lines"])]
    for row, (text, look) in enumerate(lines):
        sheet.write_string(row, 0, text, formats[look])
    set_heights(sheet, {row: height_of(text, width) for row, (text, look) in enumerate(lines) if look == "words"})
    sheet.set_row(0, 27)
    sheet.set_row(len(head), 24)
    sheet.protect()
    print_on_a4(sheet, None)
