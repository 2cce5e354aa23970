"""Whether a file prints a hidden number anywhere: in a text, a picture, a comment or its description."""

from __future__ import annotations

import csv
import re
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from html import unescape
from io import BytesIO, StringIO
from zipfile import ZipFile

from publication.disclosure.system import Cell

_UNUSUAL = 100
"""From here on a number is found by itself; smaller ones stand in many places."""

_TOLD_ELSEWHERE = ("data/indicators.csv",)
"""Its numbers are those of the table of values: what is hidden there is hidden here."""

PLAN = frozenset(
    {"goal_name", "activity_name", "planned_result", "planned_funding_text", "indicator_name", "baseline_text"}
    | {"target_text", "task_name", "deadline_text", "executor", "supervisor"}
)
"""Columns that hold the words of the plan, which was public before anything was counted."""

_NUMBER = re.compile(r"(?<![\d.,])\d+(?:[.,]\d+)?(?![\d])")
_SHARE = re.compile(r"(?<![\d.,])(\d+[.,]\d+) ?%")
_FRACTION = re.compile(r"(\d+[.,]\d+) ?%[^()%]{0,60}\((\d+) (?:no|of) (\d+)\b")
_PART = re.compile(
    r"(?<![\d.,])(\d+(?:,\d{3})*) (?:no|of|/(?= \d{3})) (\d+(?:,\d{3})*)(?!\d|[.,]\d)"
    r"(?! (?:iestād|aktivitāt|rādītāj|institution|activit|indicator))"
)
"""So many of so many, in Latvian or English, that may be people; a page of a report is `3 / 12`."""
_TAG = re.compile(r"<(?:style|script)\b.*?</(?:style|script)>|<[^>]*>", re.DOTALL)
_SAID = re.compile(r'\b(?:alt|title|aria-label|content)="([^"]*)"')
_PICTURE = re.compile(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)")
_SCALE = re.compile(r'<g class="mark-text role-axis-label".*?</g>', re.DOTALL)
_STRING_NUMBER = re.compile(r'(<c [^>]*t="s"[^>]*>)<v>\d+</v>')
"""Which of the strings of a workbook a cell holds: no number that anybody reads."""
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
_GROUPED = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")


def telling_files(
    files: Mapping[str, bytes], hidden: Sequence[Cell], values: Mapping[str, int]
) -> Iterator[tuple[str, str]]:
    """Find the files that print a hidden number.

    Args:
        files: The publication by the names of its files.
        hidden: The cells that have a mark.
        values: True numbers by key, for the bases.

    Yields:
        Name of the file and key of the cell.
    """
    texts = {name: text_of(name, content) for name, content in files.items()}
    open_numbers, open_parts = set(_open_numbers(files)), set(_open_parts(files))
    for name, text in texts.items():
        numbers, shares = numbers_in(text) - open_numbers, _unexplained_shares(text) - open_numbers
        parts = parts_in(text) - open_parts
        for cell in hidden:
            whole = values.get(cell.base) if cell.base else None
            is_told = cell.value >= _UNUSUAL and str(cell.value) in numbers
            if is_told or (whole and (_shares(cell.value, whole) & shares or parts_of(cell.value, whole) & parts)):
                yield name, cell.key


def _open_numbers(files: Mapping[str, bytes]) -> Iterator[str]:
    """Numbers that may stand anywhere: open data are proven, the plan is public, the scale of a chart tells nothing."""
    for name, content in files.items():
        if name.endswith(".csv") and name not in _TOLD_ELSEWHERE:
            yield from (cell.replace(".", ",") for cell in _cells(content, True))
        if name.endswith(".html"):
            for picture in _pictures(content.decode()):
                yield from (number for scale in _SCALE.findall(picture) for number in numbers_in(_unmarked(scale)))
    for line in _lines(files):
        for column in PLAN & line.keys():
            yield from numbers_in(spaced(line[column]))


def _open_parts(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """What the open data show of what, how many have reported, and what the plan prints."""
    for line in _lines(files):
        for part, whole in (("numerator", "denominator"), ("reporters_counted", "reporters_expected")):
            if line.get(part) and line[whole]:
                yield line[part], line[whole]
        for column in PLAN & line.keys():
            yield from parts_in(spaced(line[column]))


def _lines(files: Mapping[str, bytes]) -> Iterator[dict[str, str]]:
    for name, content in files.items():
        if name.endswith(".csv"):
            yield from csv.DictReader(StringIO(content.decode("utf-8-sig")))


def text_of(name: str, content: bytes) -> str:
    """All words and numbers of a file, those of its pictures, comments and description too, with plain spaces."""
    if content.startswith(b"%PDF"):
        raw = _pdf_text(content)
    elif content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as packed:
            parts = [packed.read(part).decode() for part in packed.namelist() if part.endswith((".xml", ".rels"))]
            raw = " ".join(_unmarked(_STRING_NUMBER.sub("", part)) for part in parts)
    elif name.endswith(".csv"):
        raw = " \n ".join(_cells(content, False))
    else:
        text = content.decode("utf-8", "replace")
        raw = _unmarked(text) if name.endswith(".html") else text
    return spaced(raw)


def spaced(text: str) -> str:
    """A text with plain spaces, and none that group digits."""
    return _GROUPED.sub("", _SPACES.sub(" ", text))


def _cells(content: bytes, is_number: bool) -> list[str]:
    """The cells of a table that are numbers, or those that are not."""
    lines = csv.reader(StringIO(content.decode("utf-8-sig")))
    return [cell for line in lines for cell in line if bool(_NUMBER.fullmatch(cell.lstrip("-"))) == is_number]


def _pdf_text(content: bytes) -> str:
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(content))
    about = [str(value) for value in (reader.metadata or {}).values()]
    return " ".join([*about, *(page.extract_text() for page in reader.pages)])


def _unmarked(text: str) -> str:
    """Markup without its marks; what stands for pictures and the words in the pictures stay."""
    said = _SAID.findall(text)
    return unescape(" ".join([*said, *(_TAG.sub(" ", part) for part in (*_pictures(text), text))]))


def _pictures(text: str) -> list[str]:
    return [b64decode(picture).decode("utf-8", "replace") for picture in _PICTURE.findall(text)]


def numbers_in(text: str) -> set[str]:
    """Every number in a text with plain spaces, with a decimal comma."""
    return {number.replace(".", ",") for number in _NUMBER.findall(text)}


def _shares(value: int, whole: int) -> set[str]:
    """How its share of the base would be written; a whole per cent stands in many places."""
    return {number for number in shares_of(value, whole, (1, 2)) if not number.endswith(",0")}


def shares_of(value: int, whole: int, places: Iterable[int]) -> set[str]:
    """A share of a base with so many places after the decimal comma."""
    return {str(round(Decimal(100 * value) / whole, decimals)).replace(".", ",") for decimals in places}


def _unexplained_shares(text: str) -> set[str]:
    """Shares that do not stand before the numbers that they were worked out from."""
    explained = {
        match.start()
        for match in _FRACTION.finditer(text)
        if match[1].replace(".", ",") in _shares(int(match[2]), int(match[3]) or 1)
    }
    return {match[1].replace(".", ",") for match in _SHARE.finditer(text) if match.start() not in explained}


def parts_in(text: str) -> set[tuple[str, str]]:
    """Every so many of so many that a text with plain spaces says of what may be people."""
    return {(match[1].replace(",", ""), match[2].replace(",", "")) for match in _PART.finditer(text)}


def parts_of(value: int, whole: int) -> set[tuple[str, str]]:
    """A number and the rest of its base, each of that base."""
    return {(str(value), str(whole)), (str(whole - value), str(whole))}
