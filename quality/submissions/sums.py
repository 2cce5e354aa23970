"""The sums of `ingest/forms/arithmetic.yml` over the values of one workbook."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ingest.forms.arithmetic import Cell, Comparison, arithmetic_rules, comparisons
from ingest.forms.breakdowns import Addressee, cells_of
from ingest.forms.definition import load_form
from ingest.periods import CollectionKind
from quality.messages import catalogue
from quality.submissions.field_rules import FieldValues

_TOLERANCE = 1e-6


def rule_words() -> dict[str, str]:
    """What the live checks of a sheet say when a sum does not hold, by the id of the rule."""
    return {rule_id: catalogue()[rule_id]["lv"]["cause"] for rule_id in arithmetic_rules()}


def broken_sums(values: FieldValues) -> Iterator[Comparison]:
    """Comparisons that do not hold.

    A side with a cell that is blank, not applicable or unreadable is not compared: that cell has a finding of its own
    where a value was required.
    """
    order = values.reading.context.order
    for comparison in _comparisons(order.form.form, order.collection.kind, order.addressee):
        left, right = (_side(values, cells) for cells in (comparison.left, comparison.right))
        if left is None or right is None:
            continue
        is_equals = comparison.rule.relation == "equals"
        if left > right + _TOLERANCE or (is_equals and left < right - _TOLERANCE):
            yield comparison


def _side(values: FieldValues, cells: tuple[tuple[Cell, int], ...]) -> float | None:
    total = 0.0
    for cell, factor in cells:
        number = values.numbers.get(cell)
        if number is None:
            return None
        total += factor * number
    return total


@cache
def _comparisons(form: str, kind: CollectionKind, addressee: Addressee) -> tuple[Comparison, ...]:
    return tuple(comparisons(form, cells_of(load_form(form), kind, addressee)))
