"""The columns of the two sheets of the budget workbook: what is wanted, and the money by source."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from ingest.forms.code_lists import code_labels
from ingest.typography import written_language
from publication.budget import SOURCES, ActivityBudget, Budget
from publication.phrases import Phrases
from publication.results import Results

Value = str | Decimal | None


@dataclass(frozen=True)
class Column:
    """A column beside the one that names the activities.

    Attributes:
        heading: Its heading.
        width: Its width in characters.
        value: What it says of an activity.
        is_money: Whether it holds amounts.
        has_total: Whether they are added up over activities.
        adds_up: How many columns to its left each amount is the sum of.
        elsewhere: The amount for what is no activity of the plan.
    """

    heading: str
    width: int
    value: Callable[[ActivityBudget], Value]
    is_money: bool = False
    has_total: bool = False
    adds_up: int = 0
    elsewhere: Decimal | None = None

    def sum_of(self, budgets: Iterable[ActivityBudget]) -> Decimal:
        """The amounts of several activities together."""
        amounts = (self.value(budget) for budget in budgets)
        return sum((amount for amount in amounts if isinstance(amount, Decimal)), Decimal())


def budget_columns(results: Results, budget: Budget, phrases: Phrases) -> tuple[Column, ...]:
    """What was spent and is wanted, what it costs to do it once, and what is not done without the money."""
    words = {name: text.format(**_years(results)) for name, text in phrases["budget"]["columns"].items()}
    missing = phrases["budget"]["missing"]
    return (
        Column(words["planned_quantity"], 26, lambda one: one.planned_quantity),
        Column(words["former"], 13, lambda one: one.former_eur, is_money=True, has_total=True),
        Column(words["present"], 13, lambda one: one.eur, is_money=True, has_total=True),
        Column(
            words["wanted"], 13, lambda one: one.next_year_eur,
            is_money=True, has_total=True, elsewhere=budget.elsewhere_eur,
        ),
        Column(words["sources"], 18, _wanted_sources),
        Column(words["unit_cost"], 12, lambda one: one.unit_cost_eur, is_money=True),
        Column(words["unit_cost_missing"], 18, lambda one: missing.get(one.unit_cost_missing)),
        Column(words["drops_out"], 40, lambda one: one.planned_result),
    )  # fmt: skip


def _wanted_sources(budget: ActivityBudget) -> str | None:
    if budget.next_year_sources is None:
        return None
    labels = code_labels("funding_source", written_language())
    return "; ".join(labels[code] for code in budget.next_year_sources.split("; "))


def source_columns(results: Results, phrases: Phrases) -> tuple[Column, ...]:
    """The money of both years by source, each year with its sum."""
    words, years = phrases["budget"]["by_source"], _years(results)
    columns: list[Column] = []
    for amounts, total in (("former_by_source", "former_eur"), ("by_source", "eur")):
        year = years["before" if amounts == "former_by_source" else "year"]
        for position, source in enumerate(SOURCES):
            heading = words[source].format(year=year)
            columns.append(Column(heading, 14, _amount(amounts, position), is_money=True, has_total=True))
        columns.append(
            Column(
                words["total"].format(year=year), 14, attrgetter(total),
                is_money=True, has_total=True, adds_up=len(SOURCES),
            )
        )  # fmt: skip
    return tuple(columns)


def _amount(field: str, position: int) -> Callable[[ActivityBudget], Decimal | None]:
    return lambda one: getattr(one, field)[position]


def _years(results: Results) -> dict[str, int]:
    return {"before": results.year - 1, "year": results.year, "next": results.year + 1}
