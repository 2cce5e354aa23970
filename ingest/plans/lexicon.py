"""Words, numbers and figures in a Latvian text, by the word lists of `lexicon.yml`.

No pattern here looks further than a phrase, and no text longer than `MAX_LENGTH` is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ingest.yaml_file import read_yaml_file

MAX_LENGTH = 2_000
LOWER_CASE = "a-zāčēģīķļņšūž"

_SPACES = " \u00a0\u202f"
_DIGITS = rf"(?<!\w)(?<!\d[.,])(?:\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?!\d)|\d+)(?:,\d+|\.\d{{1,2}}(?![\d.]))?(?=x?\b)"
_TO = r"\s*(?:[-–—]|līdz)\s*"


class Mark(NamedTuple):
    """A stretch of a text and the code it stands for."""

    start: int
    end: int
    code: str


class Words:
    """Entries of the lexicon under their codes; where several fit, the longest is found."""

    def __init__(self, table: Mapping[Any, Sequence[str]]) -> None:
        """Compile a list of the lexicon: entries by code."""
        entries = [(entry, str(code)) for code, listed in table.items() for entry in listed]
        entries.sort(key=lambda pair: -len(pair[0]))
        self._codes = [code for _, code in entries]
        self.pattern = "|".join(phrase(entry) for entry, _ in entries)
        self._regex = re.compile("|".join(f"({phrase(entry)})" for entry, _ in entries), re.IGNORECASE)

    def find(self, text: str) -> list[Mark]:
        """All entries in a text."""
        return [Mark(*m.span(), self._codes[(m.lastindex or 1) - 1]) for m in self._regex.finditer(text)]

    def first(self, text: str | None) -> str | None:
        """The code of the first entry in a text."""
        return next((mark.code for mark in self.find(text or "")), None)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number or range of numbers in a text: `vismaz 5`, `6 – 12`, `par 80%`, `+5%`, `64,1 tūkst.`, `reizi`."""

    start: int  # of its bound word
    at: int  # of the number
    end: int
    bound: str | None
    value: float
    upper: float | None
    sign: str
    is_by: bool
    is_share: bool

    @property
    def low(self) -> float | None:
        """Lower bound."""
        return None if self.upper is None and self.bound in ("lte", "lt", "up_to") else self.value

    @property
    def high(self) -> float | None:
        """Upper bound."""
        return self.upper if self.upper is not None else None if self.bound in ("gte", "gt") else self.value


@cache
def lexicon() -> dict[str, Any]:
    """The word lists as written."""
    loaded: dict[str, Any] = read_yaml_file(Path(__file__).parent / "lexicon.yml")
    return loaded


@cache
def words(section: str) -> Words:
    """One word list, ready to look for."""
    return Words(lexicon()[section])


@cache
def phrase(entry: str) -> str:
    """The regular expression of an entry; the head of `lexicon.yml` explains the signs."""
    parts = [re.escape(word).replace(r"\*", r"\w*").replace(r"\-", r"\s*[-–—]\s*") for word in entry.split()]
    parts = [_number_or_range() if part == r"\#" else part for part in parts]
    end = r"(?!\w)" if re.search(r"[\w*]$", entry) else ""
    return r"(?<![^\W\d])" + (r"\s*" if "." in entry else r"\s+").join(parts) + end


def figures(text: str, start: int = 0, end: int | None = None) -> list[Figure]:
    """All figures of a text."""
    found: list[Figure] = []
    for match in _figure_regex().finditer(text, start, len(text) if end is None else end):
        if match["once"] and found and text[found[-1].end : match.start()].isspace():
            continue  # "1 reizi": the word is what the figure before it counts
        found.append(_figure(match))
    return found


def blank(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    """A text with some stretches unreadable and everything else in its place."""
    letters = list(text)
    for start, end in stretches:
        letters[start:end] = "¤" * (end - start)
    return "".join(letters)


def loose_digits(text: str) -> Iterator[tuple[int, int]]:
    """Words with digits that are not blanked."""
    return (match.span() for match in re.finditer(r"[^\s¤]*\d[^\s¤]*", text))


@cache
def _number() -> str:
    return rf"(?:{_DIGITS}|{words('numbers').pattern})"


@cache
def _number_or_range() -> str:
    return rf"{_number()}(?:{_TO}{_number()})?"


@cache
def _figure_regex() -> re.Pattern[str]:
    word = words("numbers").pattern
    return re.compile(
        rf"(?:(?<!\w)(?P<by>par)\s+)?(?:(?P<bound>{words('bounds').pattern})\s*)?(?:(?<!\w)(?:uz|kopā)\s+)*"
        rf"(?:(?<!\w)(?P<by_bound>par)\s+)?(?P<sign>[+−-](?=\d)|\+\s)?"
        rf"(?:(?P<low>{_number()})(?:{_TO}(?P<high>{_number()}))?(?:\s*\((?:{word})\)|\s+(?:{word}))?"
        rf"(?:\s*(?P<scale>{words('scales').pattern}))?(?:\s*(?P<share>%|procent\w*))?|(?P<once>(?<!\w)reizi(?!\w)))",
        re.IGNORECASE,
    )


def _figure(match: re.Match[str]) -> Figure:
    scale = float(words("scales").first(match["scale"]) or 1)
    number = "once" if match["once"] else "low"
    return Figure(
        start=match.start(),
        at=match.start(number),
        end=match.start(number) if match["once"] else match.end(),
        bound=words("bounds").first(match["bound"]),
        value=1.0 if match["once"] else _value(match["low"], scale),
        upper=_value(match["high"], scale) if match["high"] else None,
        sign=(match["sign"] or "").strip(),
        is_by=bool(match["by"] or match["by_bound"]),
        is_share=bool(match["share"]),
    )


def _value(number: str, scale: float) -> float:
    digits = words("numbers").first(number) or re.sub(f"[{_SPACES}]", "", number).replace(",", ".")
    return round(float(digits) * scale, 6)
