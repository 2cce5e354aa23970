"""Numbers and dates as Latvian typography wants them; texts of a plan stay as printed but for marks of footnotes."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
EN_DASH = "\u2013"

_FOOTNOTE_MARK = re.compile(r"(?<=\))(?:\d{1,2}|\*{1,3})(?=[.,;:\s]|$)")
"""Directly after a bracket, where no number of the sentence itself can stand."""

Number = int | float | Decimal


def number(value: Number, decimals: int | None = None) -> str:
    """Write a number with decimal comma and no-break spaces between thousands.

    Args:
        value: The number.
        decimals: Digits after the comma; by default as many as the number needs, at most six.

    Returns:
        For example `1 234,5`.
    """
    plain = f"{abs(value):,.{6 if decimals is None else decimals}f}"
    if decimals is None:
        plain = plain.rstrip("0").rstrip(".")
    written = plain.replace(",", NO_BREAK_SPACE).replace(".", ",")
    return f"{MINUS}{written}" if value < 0 and any(digit in written for digit in "123456789") else written


def percent(value: Number) -> str:
    """Write a share: `6,27 %`."""
    return f"{number(value)}{NO_BREAK_SPACE}%"


def euro(value: Number) -> str:
    """Write an amount of money with cents: `1 234,00 EUR`."""
    return f"{number(value, decimals=2)}{NO_BREAK_SPACE}EUR"


def day(value: date) -> str:
    """Write a date: `01.09.2024.`."""
    return f"{value:%d.%m.%Y}."


def days(first: date, last: date) -> str:
    """Write a span of dates: `01.09.2023.–31.08.2024.`."""
    return f"{day(first)}{EN_DASH}{day(last)}"


def agreeing(value: Number, singular: str, plural: str) -> str:
    """Choose the form a noun takes after a number: singular after 1, 21, 0,1 …, not after 11.

    Args:
        value: The number as it is shown.
        singular: Form after one.
        plural: Form after the others.

    Returns:
        Number and noun joined by a no-break space.
    """
    written = number(value)
    is_singular = written.endswith("1") and not ("," not in written and written.endswith("11"))
    return f"{written}{NO_BREAK_SPACE}{singular if is_singular else plural}"


def without_footnote_marks(text: str) -> str:
    """A name without the marks of footnotes that the page does not have: `(VKI010)6.` is `(VKI010).`."""
    return _FOOTNOTE_MARK.sub("", text)
