"""The printed plan: its text without page furniture, cut into the sections that plan.yml names as places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from section import FoldedText, Section, fold

PLANS = Path(__file__).parents[3] / "shared" / "plans"
"""The five plans as plain text lie beside the checkout, never in it."""

FILES = {
    "kraslava": "000_233c3b213aa3c366.txt",
    "aizkraukle": "001_aaf2e9ed55f7db42.txt",
    "smiltene": "002_b92d96416a276dc3.txt",
    "ludza": "003_debc8b23d29fd2ea.txt",
    "riga": "004_1ec4a7074abce22b.txt",
}

PAGE_FURNITURE = (
    re.compile(r"(?m)^ *2\s*\n\s*0\s*\n\s*2\s*\n\s*\d\s*$(?:\s*\.g\s*\n\s*\.\s*$)?"),  # a year, one digit a line
    re.compile(r"(?m)^\s*(?:20\d\d(?:\.g\.)?\s+)+20\d\d(?:\.g\.)?\s*$"),  # a row of years
    re.compile(r"(?mi)^.*rīcības programma “PMP prevencijas.*”.* \d+\s*$"),  # running title and page number
    re.compile(r"(?m)^ \d{1,2} *$"),  # a page number alone
)
COLUMN_NUMBERS = re.compile(r"\s*1(?:\s+\d{1,2})+\s*")
CAPTION = re.compile(r"\d\.\d\.? ?tab")
CHAPTER_TITLES = re.compile(r"(?m)(?:^ *\d(?:\.\d)?\. *[A-ZĀČĒĢĪĶĻŅŠŪŽ][^\t\n]*\n|^[\s.]*\n)+\Z")
APPENDICES = re.compile(r"(?m)^Pielikumi\s*$")


class PrintedPlan:
    """A plan as printed: the whole text and its sections."""

    def __init__(self, slug: str, places: Mapping[str, str]) -> None:
        """Read a plan.

        Args:
            slug: The municipality.
            places: Place code to heading as printed, from plan.yml.
        """
        self.text = unicodedata.normalize("NFC", (PLANS / FILES[slug]).read_text(encoding="utf-8"))
        self.folded = fold(self.text)
        self.sections = {place: Section(text) for place, text in _without_heads(self._cut(places)).items()}

    def _cut(self, places: Mapping[str, str]) -> dict[str, str]:
        """The text under each heading up to the next; a heading counts where it stands last, not in the contents."""
        whole = FoldedText(self.text)
        starts, ends = {}, {}
        for place, heading in places.items():
            at = whole.folded.rindex(fold(heading))
            starts[place], ends[place] = whole.offsets[at], whole.offsets[at + len(fold(heading)) - 1] + 1
        appendices = APPENDICES.search(self.text, max(ends.values()))
        borders = [*starts.values(), appendices.start() if appendices else len(self.text)]
        captions = {starts[place] for place, heading in places.items() if CAPTION.match(heading)}
        texts = {}
        for place, end in ends.items():
            border = min(border for border in borders if border >= end)
            texts[place] = self.text[end:border]
            if border in captions:
                texts[place] = CHAPTER_TITLES.sub("", texts[place])
        return texts


def _without_heads(texts: Mapping[str, str]) -> dict[str, str]:
    """The sections without page furniture and table heads.

    A table head ends with its row of column numbers and is printed again on every page. What follows a repeated head
    belongs to the table whose head it is, also where the extraction put it behind the next table's title.
    """
    lines = {place: _without_furniture(text).split("\n") for place, text in texts.items()}
    heads = {place: _head(section) for place, section in lines.items()}
    bodies: dict[str, list[str]] = {place: [] for place in texts}
    for place, section in lines.items():
        here = place
        for line in section:
            if not COLUMN_NUMBERS.fullmatch(line):
                bodies[here].append(line)
                continue
            above = bodies[here]
            lengths = {other: _head_length(above, line, head) for other, head in heads.items()}
            here = max(lengths, key=lambda other: (lengths[other], other == place))
            del above[len(above) - lengths[here] :]
    return {place: "\n".join(body) for place, body in bodies.items()}


def _without_furniture(text: str) -> str:
    for furniture in PAGE_FURNITURE:
        text = furniture.sub("", text)
    return text


def _head(lines: list[str]) -> set[str]:
    """The folded lines down to the first row of column numbers; none where the table has no such row."""
    end = next((at for at, line in enumerate(lines) if COLUMN_NUMBERS.fullmatch(line)), None)
    return set() if end is None else {fold(line) for line in lines[: end + 1]}


def _head_length(above: list[str], column_numbers: str, head: set[str]) -> int:
    """How many lines directly above a row of column numbers are this head's."""
    if fold(column_numbers) not in head:
        return 0
    strange = (at for at in reversed(range(len(above))) if fold(above[at]) and fold(above[at]) not in head)
    return len(above) - 1 - next(strange, -1)
