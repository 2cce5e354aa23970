"""What a case of a hazard is: a workbook, and what must become of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import openpyxl
from form_workbook import column_of, filled, order_for, place_of

from ingest.forms.workbook.order import FormOrder

REPORT = order_for("school_report")
JUNE = order_for("school_report", "2024/2025-S2")
LOG = order_for("activity_log")
SURVEY = order_for("survey_results")
CASES = order_for("referral_counts")
START = "learners_start|basic.full_time"


@dataclass(frozen=True)
class Case:
    """A workbook that came in.

    Attributes:
        name: What it shows.
        content: The file.
        rules: Rule and place (`sheet!cell`) of every finding, in order.
        values: What some answers land as, by `field|breakdown`, or by field in a form of lines.
        known: What is known about the reporter.
    """

    name: str
    content: Callable[[], bytes]
    order: FormOrder = REPORT
    rules: tuple[tuple[str, str], ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    known: Mapping[str, Any] = field(default_factory=dict)


def at(order: FormOrder, code: str) -> str:
    """Sheet and cell of `field|breakdown`."""
    return f"{order.form.sheet}!{place_of(order, code)}"


def report(name: str, value: Any, rule_id: str = "", code: str = START, order: FormOrder = REPORT, **more: Any) -> Case:
    """A school report with one other answer, which breaks a rule where one is named."""
    rules = ((rule_id, at(order, code)),) if rule_id else ()
    return Case(name, lambda: filled(order, {code: value}), order, rules, **more)


def line(
    name: str,
    cells: Mapping[str, Any],
    rule_id: str = "",
    field: str = "",
    order: FormOrder = LOG,
    table: str = "events",
    **more: Any,
) -> Case:
    """A form with one line, some of its cells changed."""
    sheets = {other.table: other.sheet for other in order.form.tables}
    rules = ((rule_id, f"{sheets[table]}!{column_of(order, table, field)}7"),) if rule_id else ()
    others = {other: [] for other in sheets if other != table}
    return Case(name, lambda: filled(order, lines={table: [dict(cells)], **others}), order, rules, **more)


def event(name: str, text: str, rule_id: str) -> Case:
    """A log with one event, named so."""
    return line(name, {"event": text}, rule_id, "event")


def broken(name: str, break_it: Callable[[openpyxl.Workbook], object], *rules: tuple[str, str], **more: Any) -> Case:
    """A school report to which somebody did something."""
    order = more.pop("order", REPORT)
    return Case(name, lambda: filled(order, break_it=break_it), order, rules, **more)
