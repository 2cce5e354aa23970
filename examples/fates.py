"""What becomes of each workbook on its way: in time and sound, or late, corrected, wrong, broken, never sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from examples.chance import dice, read_data
from ingest.forms.workbook.order import FormOrder
from ingest.periods import Deadlines

USUAL_DAYS = (10, 6, 3, 1)
"""Days before the due day on which most send."""


@dataclass(frozen=True)
class Sending:
    """A file that comes on a day.

    Attributes:
        what: `sound`, or what is wrong with it (`fates.yml`).
    """

    day: dt.date
    order: FormOrder
    what: str


def sendings(seed: int, orders: Sequence[FormOrder]) -> list[Sending]:
    """Everything that is sent for the orders of one municipality and collection."""
    fates = read_data("fates")
    dealt = _dealt(seed, orders)
    return [
        Sending(_day(seed, when, order), order, what)
        for order in orders
        for when, what in (fates[dealt[_key(order)]]["sent"] if _key(order) in dealt else [("usual", "sound")])
    ]


def _dealt(seed: int, orders: Sequence[FormOrder]) -> dict[tuple[str, str], str]:
    """Fates by reporter and form: each kind as often as its share says, whoever chance hits."""
    first = orders[0]
    left = [order for order in orders if order.form.form != "board_values"]
    dice(seed, first.municipality, first.collection, "fates").shuffle(left)
    dealt: dict[tuple[str, str], str] = {}
    for fate, what in read_data("fates").items():
        times = round(what["share"] * len(orders) / 100) or (first.collection.kind != "R")
        fitting = [order for order in left if order.form.form == what.get("form", order.form.form)]
        dealt |= {_key(order): fate for order in fitting[:times]}
        left = [order for order in left if _key(order) not in dealt]
    return dealt


def _key(order: FormOrder) -> tuple[str, str]:
    return order.reporter_id, order.form.form


def _day(seed: int, when: str, order: FormOrder) -> dt.date:
    days: Deadlines = order.deadlines
    usual = dice(seed, *_key(order), order.collection, "day").choice(USUAL_DAYS)
    return {
        "early": days.due_on - dt.timedelta(days=12),
        "usual": days.due_on - dt.timedelta(days=usual),
        "last": days.due_on,
        "late": days.due_on + dt.timedelta(days=5),
        "closed": days.closes_on + dt.timedelta(days=6),
    }[when]
