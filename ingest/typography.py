"""Numbers and dates as the language that is written wants them, Latvian unless something else is asked for.

Texts of a plan stay as printed but for marks of footnotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from decimal import Decimal
from typing import Literal

Language = Literal["lv", "en"]

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
EN_DASH = "\u2013"

_FOOTNOTE_MARK = re.compile(r"(?<=\))(?:\d{1,2}|\*{1,3})(?=[.,;:\s]|$)")
"""Directly after a bracket, where no number of the sentence itself can stand."""

Number = int | float | Decimal

_LANGUAGE: ContextVar[Language] = ContextVar("language", default="lv")


@contextmanager
def writing_in(language: Language) -> Iterator[None]:
    """Write numbers, dates and phrases in a language as long as the work inside lasts."""
    token = _LANGUAGE.set(language)
    try:
        yield
    finally:
        _LANGUAGE.reset(token)


def written_language() -> Language:
    """The language that is being written."""
    return _LANGUAGE.get()


def number(value: Number, decimals: int | None = None) -> str:
    """Write a number with decimal comma and no-break spaces between thousands; in English with point and commas.

    Args:
        value: The number.
        decimals: Digits of the fraction; by default as many as the number needs, at most six.

    Returns:
        For example `1 234,5`.
    """
    plain = f"{abs(value):,.{6 if decimals is None else decimals}f}"
    if decimals is None:
        plain = plain.rstrip("0").rstrip(".")
    written = plain if written_language() == "en" else plain.replace(",", NO_BREAK_SPACE).replace(".", ",")
    return f"{MINUS}{written}" if value < 0 and any(digit in written for digit in "123456789") else written


def percent(value: Number) -> str:
    """Write a share: `6,27 %`; in English `6.27%`."""
    return f"{number(value)}{percent_sign()}"


def percent_sign() -> str:
    """The sign as it stands after a number."""
    return "%" if written_language() == "en" else f"{NO_BREAK_SPACE}%"


def euro(value: Number) -> str:
    """Write an amount of money with cents: `1 234,00 EUR`."""
    return f"{number(value, decimals=2)}{NO_BREAK_SPACE}EUR"


def day(value: date) -> str:
    """Write a date: `01.09.2024.`; in English `1 September 2024`."""
    return f"{value.day} {value:%B %Y}" if written_language() == "en" else f"{value:%d.%m.%Y}."


def days(first: date, last: date) -> str:
    """Write a span of dates: `01.09.2023.–31.08.2024.`; spaced where the dates hold spaces."""
    dash = f" {EN_DASH} " if written_language() == "en" else EN_DASH
    return f"{day(first)}{dash}{day(last)}"


def agreeing(value: Number, singular: str, plural: str) -> str:
    """Choose the form a noun takes after a number: singular after 1, 21, 0,1 …, not after 11; in English after 1 only.

    Args:
        value: The number as it is shown.
        singular: Form after one.
        plural: Form after the others.

    Returns:
        Number and noun joined by a no-break space.
    """
    written = number(value)
    if written_language() == "en":
        is_singular = written == "1"
    else:
        is_singular = written.endswith("1") and not ("," not in written and written.endswith("11"))
    return f"{written}{NO_BREAK_SPACE}{singular if is_singular else plural}"


def joined(parts: Iterable[str]) -> str:
    """Join what is said of something with semicolons; after a full stop the next one only begins."""
    text = ""
    for part in filter(None, parts):
        text += f"{(' ' if text.endswith('.') else '; ') if text else ''}{part}"
    return text


def without_footnote_marks(text: str) -> str:
    """A name without the marks of footnotes that the page does not have: `(VKI010)6.` is `(VKI010).`."""
    return _FOOTNOTE_MARK.sub("", text)
