"""The situation chapters of a printed plan, whose figures the observations take, each its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from printed import FILES, PLANS
from section import FoldedText, fold

CHAPTERS = {
    "kraslava": ("1. KONTEKSTS", "3.2. Stratēģiskie mērķi"),
    "aizkraukle": ("1. KONTEKSTS", "4. PMP  PREVENCIJAS AKTIVITĀŠU NODROŠINĀJUMA PLĀNS"),
    "smiltene": ("1. KONTEKSTS", "3.2. Stratēģiskie mērķi"),
    "ludza": ("1. Esošā situācija pašvaldībā", "3.Stratēģiskie mērķi un sasniedzamie rezultāti"),
    "riga": ("1. Pamatojums", "4. Stratēģiskie mērķi un sasniedzamie rādītāji"),
}
"""The headings of the first situation chapter and of the first chapter after the last one."""

LEFT_OUT = " … "
TOKEN = re.compile(r"\d+(?:[.,]\d+)*")
NUMBER_WORDS = {
    0: ("nav",), 1: ("vien",), 2: ("div",), 3: ("trīs", "trij"), 4: ("četr",), 5: ("piec",), 6: ("seš",),
    7: ("septiņ",), 8: ("astoņ",), 9: ("deviņ",), 10: ("desmit",),
}  # fmt: skip
"""How a word begins that prints a small number."""

Observation = Mapping[str, str]
Span = tuple[int, int]


class Situation(FoldedText):
    """The text of the situation chapters, and which of its characters the observations cover."""

    def __init__(self, slug: str, places: Mapping[str, str]) -> None:
        plan = unicodedata.normalize("NFC", (PLANS / FILES[slug]).read_text(encoding="utf-8"))
        whole = FoldedText(plan)
        first, after = (whole.offsets[whole.folded.rindex(fold(heading))] for heading in CHAPTERS[slug])
        super().__init__(plan[first:after])
        self.covered = bytearray(len(self.text))
        self.places = dict(self._cut(places))

    def _cut(self, places: Mapping[str, str]) -> Iterator[tuple[str, Span]]:
        """Where each place stands: a section ends where the next begins, a table also before the next table."""
        starts = {
            place: self.folded.rindex(fold(heading))
            for place, heading in places.items()
            if fold(heading) in self.folded
        }
        sections = [start for place, start in starts.items() if "tabula" not in places[place]]
        for place, start in starts.items():
            borders = starts.values() if "tabula" in places[place] else sections
            yield place, (start, min((border for border in borders if border > start), default=len(self.folded)))

    def take(self, observations: Iterable[Observation]) -> tuple[list[str], list[str]]:
        """Let every observation take its figure and the numbers of its period and breakdown in its quote.

        Returns:
            The observations whose quote is not printed in its place, and those whose figure the quote does not
            print (once for each observation that has it).
        """
        unprinted, without_figure = [], []
        for observation in sorted(observations, key=lambda row: -len(row["value"])):
            number = observation["observation_nr"]
            spans = self._quoted(observation)
            if not spans:
                unprinted.append(number)
            elif not self._take_figure(float(observation["value"]), spans):
                without_figure.append(number)
        for observation in observations:
            self._take_labels(observation, self._quoted(observation))
        return unprinted, without_figure

    def left_over(self) -> list[tuple[str, str]]:
        """Every number no observation has taken, with the words around it."""
        return [
            (match.group(), self._around(*match.span()))
            for match in TOKEN.finditer(self.text)
            if not all(self.covered[match.start() : match.end()])
        ]

    def _quoted(self, observation: Observation) -> list[Span]:
        """Where the parts of the quote stand in the text, one behind the other; empty if one is not there."""
        at, end = self.places.get(observation["place"], (0, 0))
        spans = []
        for part in map(fold, observation["quote"].split(LEFT_OUT)):
            found = next((at for at in self.occurrences(part, at, end) if self._is_whole(at, at + len(part))), -1)
            if found < 0:
                return []
            at = found + len(part)
            spans.append((self.offsets[found], self.offsets[at - 1] + 1))
        return spans

    def _is_whole(self, at: int, end: int) -> bool:
        return self.begins_word(at) and self.ends_word(end)

    def _take_figure(self, value: float, spans: list[Span]) -> bool:
        """Take the figure where it is printed and free, from the last part of the quote on; else its number word."""
        pattern = figure(value)
        for start, end in reversed(spans):
            for match in pattern.finditer(self.text, start, end):
                if not any(self.covered[match.start() : match.end()]):
                    self._cover(*match.span())
                    return True
        words = " ".join(self.text[start:end] for start, end in spans).lower()
        return any(re.search(rf"\b{stem}", words) for stem in NUMBER_WORDS.get(int(value), ()))

    def _take_labels(self, observation: Observation, spans: list[Span]) -> None:
        named = {key: set(TOKEN.findall(observation[key])) for key in ("period", "breakdown", "scope")}
        for start, end in spans:
            for match in TOKEN.finditer(self.text, start, end):
                is_date_in_period = match.group()[-4:] in named["period"] and match.group().count(".") == 2
                if match.group() in set().union(*named.values()) or is_date_in_period:
                    self._cover(*match.span())

    def _cover(self, start: int, end: int) -> None:
        self.covered[start:end] = b"\x01" * (end - start)

    def _around(self, start: int, end: int) -> str:
        before, after = self.text[:start].split(" ")[-4:], self.text[end:].split(" ")[:4]
        return " ".join((" ".join(before) + self.text[start:end] + " ".join(after)).split())


def figure(value: float) -> re.Pattern[str]:
    """How a figure may be printed: thousands apart or not, decimal comma or point, zeros at the end."""
    whole, _, decimals = f"{abs(value):.6f}".rstrip("0").partition(".")
    grouped = r"\s{0,4}".join(f"{int(whole):,}".split(","))
    tail = rf"[.,]\s?{decimals}0*" if decimals else r"(?:[.,]0+)?"
    sign = "-" if value < 0 else ""
    return re.compile(rf"(?<![\d])(?<!\d[.,]){sign}{grouped}{tail}(?!\d)(?![.,]\d)")
