"""One cell of a form: from what Excel stored to a number, a text, a date or a code. Nothing is guessed."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ingest.excel.headings import label_key
from ingest.excel.values import CellError, CellValue, shortest
from ingest.forms.definition import Field

_MINUS = str.maketrans("−–", "--")
_PLAIN = re.compile(r"-?\d+")
_GROUPED = re.compile(
    r"-?\d{1,3}(?:(?: \d{3})+(?:[.,]\d+)?|(?:\.\d{3})+,\d+|(?:,\d{3})+\.\d+|(?:\.\d{3}){2,}|(?:,\d{3}){2,})"
)
_DECIMAL = re.compile(r"-?\d+[.,]\d+")
_THOUSAND_OR_THOUSANDTH = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
_MONEY = re.compile(r"\s*(?:€|EUR|eiro)\s*", re.IGNORECASE)
_NOT_EXACT = re.compile(
    r"[~<>≈≤≥±].*\d|\d\s*(?:-|–|—|līdz)\s*\d|\b(?:ap|apm|aptuveni|ne vairāk|vairāk|mazāk)\b.*\d", re.IGNORECASE
)
_DATE = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\.?")
_TWO_DIGIT_YEAR = re.compile(r"\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2}\.?")

NOT_APPLICABLE_WORDS = ("neattiecas", "nav attiecināms", "n/a")
"""What a reporter writes where a figure, date or choice makes no sense for it."""
_NOT_APPLICABLE = frozenset(map(label_key, NOT_APPLICABLE_WORDS))
_ZERO_OR_NOTHING = frozenset({"-", "--", "/", "nav", "nē", "0?", "?", "…", "...", "x"})
_HIDDEN = frozenset({"*", "**", "***", "#", "c"})
_HIDDEN_WORDS = ("konfidenc", "slēpt", "anonim")
_LONGEST_FIGURE = 100
"""Letters in which a figure would stand; more are a story, and searching it all takes seconds."""
_WHOLE = 1e-6
"""Excel's arithmetic leaves 25.999999999997 for 26."""
EXACT_BELOW = 1e15
"""Excel keeps 15 digits: a longer number is no longer the one that was typed."""

BlankKind = Literal["blank", "not_applicable"]


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell says: a number, or a text (also a code or an ISO date), or why there is neither."""

    number: float | None = None
    text: str | None = None
    blank_kind: BlankKind | None = None


BLANK = Value(blank_kind="blank")
NOT_APPLICABLE = Value(blank_kind="not_applicable")


def code_keys(labels: Mapping[str, str]) -> dict[str, str]:
    """What may be typed for each code, folded: the label, the code, both of them."""
    return {label_key(words): code for code, label in labels.items() for words in (f"{code} {label}", label, code)}


def says_nothing(text: str) -> bool:
    """Whether a text only fills its cell: a figure, a dash, „neattiecas”."""
    folded = label_key(text)
    return folded in _NOT_APPLICABLE or text.lower() in _ZERO_OR_NOTHING or not any(map(str.isalpha, text))


def read_value(cell: CellValue, field: Field, codes: Mapping[str, str]) -> Value:
    """Read one cell.

    Args:
        cell: What calamine returned; an empty text is a blank cell.
        field: What is asked there.
        codes: For a choice, what may be typed for each code (`code_keys`).

    Returns:
        The value. A word that is none of the codes stays as it was typed: which codes there are is a rule.

    Raises:
        CellError: If the content is of another kind, or could mean two things.
    """
    if isinstance(cell, str):
        text = _tidy(cell)
        if not text:
            return BLANK
        if field.type != "text" and label_key(text) in _NOT_APPLICABLE:
            return NOT_APPLICABLE
        cell = text
    if field.type == "date":
        return Value(text=_date(cell))
    if isinstance(cell, dt.date | dt.time | dt.timedelta):
        raise CellError("form_became_date")
    if field.is_figure:
        return Value(number=_figure(cell, field))
    if field.type == "choice":
        return Value(text=_choice(cell, codes))
    if isinstance(cell, bool):
        raise CellError("form_not_words")
    return Value(text=cell if isinstance(cell, str) else shortest(float(cell)))


def _tidy(text: str) -> str:
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").split("\n")
    return "\n".join(line.strip() for line in lines).strip()


def _figure(cell: str | float | bool, field: Field) -> float:
    if isinstance(cell, bool):
        raise CellError("form_not_number")
    number = _number(cell, field) if isinstance(cell, str) else float(cell)
    if abs(number) >= EXACT_BELOW:
        return number
    if field.type == "eur":
        if abs(number * 100 - round(number * 100)) > 1e-4:
            raise CellError("form_eur_decimals")
        return round(number, 2)
    return float(round(number)) if abs(number - round(number)) < _WHOLE else number


def _number(text: str, field: Field) -> float:
    plain = " ".join(unicodedata.normalize("NFKC", text).translate(_MINUS).split())
    if field.type == "eur":
        plain = _MONEY.sub("", plain)
    if _THOUSAND_OR_THOUSANDTH.fullmatch(plain):
        raise CellError("form_number_ambiguous")
    if _PLAIN.fullmatch(plain) or _DECIMAL.fullmatch(plain):
        return float(plain.replace(",", "."))
    if _GROUPED.fullmatch(plain):
        whole, mark, part = _split_decimals(plain)
        return float(re.sub(r"[ .,]", "", whole) + ("." if mark else "") + part)
    raise CellError(_why_no_number(text, plain))


def _split_decimals(grouped: str) -> tuple[str, str, str]:
    """The last point or comma begins the decimals, unless it is one of several of its kind."""
    mark = max(".,", key=grouped.rfind)
    if grouped.count(mark) != 1:
        return grouped, "", ""
    return grouped.rpartition(mark)


def _why_no_number(text: str, plain: str) -> str:
    if plain.lower() in _ZERO_OR_NOTHING or text in _ZERO_OR_NOTHING:
        return "form_zero_or_nothing"
    if plain.lower() in _HIDDEN or plain.lower().startswith(_HIDDEN_WORDS):
        return "form_value_hidden"
    if "%" in plain:
        return "form_percent"
    return "form_not_exact" if _NOT_EXACT.search(plain[:_LONGEST_FIGURE]) else "form_not_number"


def _choice(cell: str | float | bool, codes: Mapping[str, str]) -> str:
    if isinstance(cell, bool):
        cell = "jā" if cell else "nē"
    if not isinstance(cell, str):
        if cell % 1:  # 1.10 typed without an apostrophe is 1.1, another activity
            raise CellError("form_number_for_choice")
        cell = shortest(float(cell))
    return codes.get(label_key(cell), cell)


def _date(cell: CellValue) -> str:
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if not isinstance(cell, str):
        raise CellError("form_date_serial" if isinstance(cell, float | int) else "form_not_date")
    if _TWO_DIGIT_YEAR.fullmatch(cell):
        raise CellError("form_year_two_digits")
    found = _DATE.fullmatch(cell)
    try:
        day = dt.date(int(found[3]), int(found[2]), int(found[1])) if found else dt.date.fromisoformat(cell)
    except ValueError:
        raise CellError("form_not_date") from None
    return day.isoformat()
