"""A section of a printed plan whose words the rows of the registry take, each its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from transcript import PrintedRow

BULLETS = "\uf0b7●•▪"
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
MOST_FRAGMENTS = 4
REACH = 700
"""How far a page break or another column may throw the rest of a cell, in characters that are no white space."""

Spans = tuple[tuple[int, int], ...]


class FoldedText:
    """A text without white space and bullets, each character with its place in the text as it stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.offsets = [at for at, char in enumerate(text) if not (char.isspace() or char in BULLETS)]
        self.folded = "".join(text[at] for at in self.offsets)

    def occurrences(self, wanted: str, start: int = 0, end: int | None = None) -> Iterator[int]:
        """Where the folded text holds another folded text, left to right."""
        at = self.folded.find(wanted, start, end)
        while at >= 0:
            yield at
            at = self.folded.find(wanted, at + 1, end)

    def begins_word(self, at: int) -> bool:
        """Whether no letter or digit stands directly before this character."""
        here = self.offsets[at]
        return here == 0 or not (self.text[here].isalnum() and self.text[here - 1].isalnum())

    def ends_word(self, end: int) -> bool:
        """Whether no letter or digit goes on directly after the character before `end`."""
        last = self.offsets[end - 1]
        return last + 1 == len(self.text) or not (self.text[last].isalnum() and self.text[last + 1].isalnum())


def fold(text: str) -> str:
    """A text in NFC without white space and bullets."""
    return FoldedText(unicodedata.normalize("NFC", text)).folded


class Section(FoldedText):
    """What one place of the plan prints; every row takes its own words, so what is left over was not transcribed."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.taken = bytearray(len(text))
        self.starts: dict[str, int] = {}
        """Where the first cell of each row begins, by the row's name."""

    def take(self, rows: Iterable[PrintedRow]) -> tuple[list[PrintedRow], list[tuple[PrintedRow, str]]]:
        """Let every row take its words, and its number where that is printed directly before them.

        Returns:
            The rows whose cells do not stand together because a page break or another column tears them, and the
            cells that are not printed here or that another row has taken.
        """
        longest_first = sorted(rows, key=lambda row: -sum(map(len, row.cells)))
        torn = [row for row in longest_first if not self._take("".join(row.cells), most=1, begins=row)]
        cells = [(row, cell, None if at else row) for row in torn for at, cell in enumerate(row.cells)]
        cells.sort(key=lambda entry: -len(entry[1]))
        missing = [(row, cell) for row, cell, begins in cells if not self._take(cell, MOST_FRAGMENTS, begins)]
        return torn, missing

    def left_over_numbers(self) -> list[tuple[str, str]]:
        """Every printed number no row has taken, with the words around it."""
        return [
            (match.group(), self._around(*match.span()))
            for match in NUMBER.finditer(self.text)
            if not all(self.taken[match.start() : match.end()])
        ]

    def left_over_words(self) -> list[str]:
        """Every run of words no row has taken."""
        left = "".join("\0" if taken else char for char, taken in zip(self.text, self.taken, strict=True))
        return [" ".join(run.split()) for run in left.split("\0") if any(char.isalpha() for char in run)]

    def _mark(self, start: int, end: int) -> None:
        self.taken[start:end] = b"\x01" * (end - start)

    def _around(self, start: int, end: int) -> str:
        before, after = self.text[:start].split(" ")[-4:], self.text[end:].split(" ")[:4]
        return " ".join((" ".join(before) + self.text[start:end] + " ".join(after)).split())

    def _is_free(self, start: int, end: int) -> bool:
        return not any(self.taken[at] for at in self.offsets[start:end])

    def _take(self, words: str, most: int, begins: PrintedRow | None) -> bool:
        spans = self._find(fold(words), most)
        for start, end in spans:
            self._mark(self.offsets[start], self.offsets[end - 1] + 1)
        if spans and begins:
            self.starts[begins.name] = self.offsets[spans[0][0]]
            self._take_number(begins)
        return bool(spans)

    def _take_number(self, row: PrintedRow) -> None:
        before = self.text[: self.starts[row.name]]
        number = rf"(?<![\d.,]){re.escape(row.number or '')}\s*\.?\s*(?:mērķis:)?[\s{BULLETS}]*$"
        if row.number and (printed := re.search(number, before)):
            self._mark(*printed.span())

    def _find(self, words: str, most: int) -> Spans:
        """Where the words stand: in as few fragments as possible, those nearest to each other; empty if nowhere."""
        for count in range(1, most + 1):
            found = min(self._fragments(words, count), key=lambda spans: spans[-1][1] - spans[0][0], default=())
            if found:
                return found
        return ()

    def _fragments(self, wanted: str, most: int, after: int | None = None) -> Iterator[Spans]:
        """Every way to find the words in exactly so many fragments, in order."""
        if most == 1:
            yield from (((start, start + len(wanted)),) for start in self._free_occurrences(wanted, after))
            return
        for length in range(len(wanted) - 1, 0, -1):
            for start in self._free_occurrences(wanted[:length], after):
                for rest in self._fragments(wanted[length:], most - 1, start + length):
                    yield ((start, start + length), *rest)

    def _free_occurrences(self, words: str, after: int | None) -> Iterator[int]:
        window = (0, None) if after is None else (after, after + REACH)
        for start in self.occurrences(words, *window):
            end = start + len(words)
            if self.begins_word(start) and self.ends_word(end) and self._is_free(start, end):
                yield start
