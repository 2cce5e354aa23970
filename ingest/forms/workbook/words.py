"""The words that the workbook itself says, from `words.yml`, filled in for one order."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ingest.forms.workbook.order import FormOrder
from ingest.yaml_file import read_yaml_file


@cache
def words() -> dict[str, Any]:
    """All of them."""
    loaded: dict[str, Any] = read_yaml_file(Path(__file__).with_suffix(".yml"))
    return loaded


def filled(text: str, order: FormOrder) -> str:
    """One text with what the order says in place of its placeholders."""
    return text.format(
        form=order.form.title.lv,
        reporter=order.reporter_name,
        registration=f" (reģ. Nr. {order.registration_number})" if order.registration_number else "",
        municipality=order.municipality_name,
        school_year=order.collection.school_year.replace("/", "./"),
        collection=order.collection,
        period=words()["periods"][order.collection.kind],
        window=_window(order),
        opens_on=in_latvian(order.deadlines.opens_on),
        due_on=in_latvian(order.deadlines.due_on),
        closes_on=in_latvian(order.deadlines.closes_on),
    )


def _window(order: FormOrder) -> str:
    """The days whose events a form takes; nothing for a form that takes none."""
    window, what = order.collection.window, words()["windows"].get(order.form.form)
    return words()["window"].format(what, *map(in_latvian, window)) if window and what else ""


def in_latvian(day: date) -> str:
    """A date as people write it: 31.01.2025."""
    return f"{day:%d.%m.%Y}."


def titled(title: str, order: FormOrder) -> str:
    """A title of a sheet, marked where the workbook holds demonstration data."""
    return f"{words()['demo']}{title}" if order.is_demo else title
