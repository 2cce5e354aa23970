"""Rules over several cells of a line, or several lines. The forms name each in `rules`: the name of its function."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from typing import TypeAlias

from ingest.excel.headings import label_key
from ingest.forms.code_lists import code_labels
from ingest.forms.definition import load_form
from ingest.problems import Detail
from quality.submissions.lines import Line, Lines
from quality.submissions.thresholds import threshold

Hit: TypeAlias = tuple[str, dict[str, Detail]]
"""A field to point at, and what else the message names."""


def known_activity(line: Line, lines: Lines) -> Iterator[Hit]:
    """The plan has the activity."""
    activity = line.values.get("activity_nr")
    if activity is not None and activity not in dict(lines.context.order.activities):
        yield "activity_nr", {}


def own_institution(line: Line, lines: Lines) -> Iterator[Hit]:
    """An institution reports the cases it opened itself; a school names the one it asked."""
    kind = lines.context.order.addressee.reporter_kind
    institution = line.values.get("institution")
    if institution and kind in code_labels("institution") and kind != "other" and institution != kind:
        yield "institution", {"own": code_labels("institution")[kind]}


def event_inside_window(line: Line, lines: Lines) -> Iterator[Hit]:
    """An event belongs to the collection of its first day, a survey to that of its last."""
    window = lines.context.order.collection.window
    field = "start_date" if "start_date" in line.answers else "end_date"
    day = line.date(field)
    if day and window and not window[0] <= day <= window[1]:
        yield field, {"first": window[0], "last": window[1]}


def event_ends_after_start(line: Line, lines: Lines) -> Iterator[Hit]:
    """An event does not end before it starts."""
    start, end = line.date("start_date"), line.date("end_date")
    if start and end and end < start:
        yield "end_date", {"start": start}


def event_in_former_collection(line: Line, lines: Lines) -> Iterator[Hit]:
    """An event over the turn of two collections is logged once, in the first."""
    start = line.date("start_date")
    for former in lines.context.former_events if start else ():
        same = (line.values.get("activity_nr"), label_key(str(line.values.get("event")))) == (
            former.activity_nr,
            label_key(former.event),
        )
        if same and start and former.start_date <= start <= former.end_date:
            yield "event", {"first": former.start_date, "last": former.end_date}


def cost_without_participants(line: Line, lines: Lines) -> Iterator[Hit]:
    """Money was spent, and nobody took part."""
    amounts, people = _amounts_and_people(lines.context.order.form.form, line.table)
    money = sum(map(line.number, amounts))
    if line.values.get("state") == "done" and money > 0 and not sum(map(line.number, people)):
        yield next(name for name in amounts if line.number(name)), {"sum": Decimal(str(round(money, 2)))}


def cost_per_person_high(line: Line, lines: Lines) -> Iterator[Hit]:
    """So much money a person that it may be cents."""
    amounts, people = _amounts_and_people(lines.context.order.form.form, line.table)
    money, persons = sum(map(line.number, amounts)), sum(map(line.number, people))
    if persons and money / persons > threshold("eur_a_person"):
        yield max(amounts, key=line.number), {"each": round(money / persons)}


def at_risk_within_learners_present(line: Line, lines: Lines) -> Iterator[Hit]:
    """Learners at risk are some of the learners present."""
    if line.number("participants_at_risk") > line.number("participants_learners"):
        yield "participants_at_risk", {"learners": line.number("participants_learners")}


def quantity_needs_unit(line: Line, lines: Lines) -> Iterator[Hit]:
    """A quantity without its unit says nothing, nor the other way round."""
    has_quantity, has_unit = (line.values.get(name) is not None for name in ("quantity", "quantity_unit"))
    if has_quantity != has_unit:
        yield "quantity_unit" if has_quantity else "quantity", {}


def unique_within_participations(line: Line, lines: Lines) -> Iterator[Hit]:
    """People counted once are at most as many as their participations in the events of the year."""
    if lines.context.participations is None:
        return
    activity = str(line.values.get("activity_nr"))
    for name in line.values:
        if name.startswith("unique_"):
            present = lines.participations.get((activity, name.removeprefix("unique_")), 0)
            if line.number(name) > present:
                yield name, {"participations": present}


def answers_in_order(line: Line, lines: Lines) -> Iterator[Hit]:
    """Positive answers are some of the answers, and those come from some of the people asked."""
    for part, whole in (("positive", "answered"), ("answered", "invited")):
        both = line.values.get(part) is not None and line.values.get(whole) is not None
        if both and line.number(part) > line.number(whole):
            yield part, {"most": line.number(whole)}


def positive_within_scale(line: Line, lines: Lines) -> Iterator[Hit]:
    """The lowest positive answer stands on the scale."""
    both = line.values.get("positive_from") is not None and line.values.get("scale") is not None
    if both and line.number("positive_from") > line.number("scale"):
        yield "positive_from", {"scale": line.number("scale")}


@cache
def _amounts_and_people(form: str, table: str) -> tuple[list[str], list[str]]:
    """The fields that the form names in `cost_without_participants`: amounts, and people counted once each."""
    fields = [
        field for field in load_form(form).table_named(table).fields if "cost_without_participants" in field.rules
    ]
    amounts, people = ([field.field for field in fields if field.type == kind] for kind in ("eur", "count"))
    return amounts, people


LINE_RULES: dict[str, Callable[[Line, Lines], Iterator[Hit]]] = {
    rule.__name__: rule
    for rule in (
        known_activity,
        own_institution,
        event_inside_window,
        event_ends_after_start,
        event_in_former_collection,
        cost_without_participants,
        cost_per_person_high,
        at_risk_within_learners_present,
        quantity_needs_unit,
        unique_within_participations,
        answers_in_order,
        positive_within_scale,
    )
}
