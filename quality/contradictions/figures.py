"""Printed figures: a total that its parts do not make, a share that cannot come from the counts beside it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from ingest.plans.registry import RawPlan
from quality.contradictions import indicators
from quality.contradictions.comparison import Contradiction, Reading, fold

Row = dict[str, str]
_DECIMAL = re.compile(r"(\d+)[.,](\d+)")
_CODES = {"municipality", "country", "total"}
"""Scopes and breakdowns that are not words of the plan."""


@dataclass(frozen=True, slots=True)
class Composition:
    """A printed total or share and what it has to agree with.

    Attributes:
        subject: The figure as the subject of a contradiction.
        row: Its observation or indicator.
        printed: The words it is printed in.
        value: The figure.
        parts: Observations that it counts.
        wholes: Observations that together are what a share is of.
        names: Names of the things it counts.
    """

    subject: str
    row: Row
    printed: Reading
    value: Decimal
    parts: list[Row]
    wholes: list[Row]
    names: list[str]

    @property
    def reading(self) -> Reading:
        """The printed words, behind the figure where they hold more than it."""
        if "observation_nr" not in self.row:
            return self.printed
        unit = " %" if self.row["unit"] == "pct" else ""
        return Reading(self.printed.place, f"{_with_comma(self.value)}{unit} – {self.printed.text}")

    @property
    def decimals(self) -> int:
        """How many decimals are printed; the fewest where the words hold the same figure several times."""
        found = [match for match in _DECIMAL.findall(self.printed.text) if Decimal(".".join(match)) == self.value]
        in_registry = -int(self.value.as_tuple().exponent)
        return min((len(decimals) for _, decimals in found), default=in_registry)

    @property
    def tolerance(self) -> Decimal:
        """Half a unit of the last printed digit."""
        return Decimal(1).scaleb(-self.decimals) / 2

    def may_stand_for(self, value: Decimal) -> bool:
        """Whether a value may be printed as this figure, rounded either way."""
        return abs(self.value - value) <= self.tolerance


def total_differs_from_parts(plan: RawPlan) -> Iterator[Contradiction]:
    """A printed total is not the sum of its parts, or not the number of different names printed beside it."""
    for total in _compositions(plan, "total"):
        named = _different(total.names)
        if not total.may_stand_for(_sum(total.parts) if total.parts else Decimal(len(named))):
            b = _added_up(total, total.parts) if total.parts else _counted(total, named)
            yield Contradiction("total_differs_from_parts", total.subject, total.reading, b)


def share_not_from_counts(plan: RawPlan) -> Iterator[Contradiction]:
    """A printed share is not that of its parts in the whole; where no part is printed, it is less than one of it."""
    for share in _compositions(plan, "share"):
        whole = _sum(share.wholes)
        count = _sum(share.parts) if share.parts else Decimal(1)
        if whole and not _is_possible(share, 100 * count / whole):
            per_cent = _with_comma(round(100 * count / whole, share.decimals + 1))
            of_whole = _added_up(share, share.wholes)
            text = f"{_with_comma(count)} no {_with_comma(whole)} = {per_cent} %; {of_whole.text}"
            b = Reading(of_whole.place, text)
            yield Contradiction("share_not_from_counts", share.subject, share.reading, b)


def _is_possible(share: Composition, made: Decimal) -> bool:
    """Whether the parts make the share; where no part is printed, whether it is none or may be one or more."""
    if share.parts:
        return share.may_stand_for(made)
    return share.value == 0 or share.value + share.tolerance >= made


def _compositions(plan: RawPlan, role: str) -> Iterator[Composition]:
    """The compositions of the totals or of the shares whose figure is printed."""
    observations = {row["observation_nr"]: row for row in plan.tables["observations"].rows}
    baselines = {(row["indicator_nr"], row["breakdown"]): row for row in plan.tables["indicators"].rows}
    members: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in plan.tables["compositions"].rows:
        members[row["composition_nr"]][row["role"]].append(row)
    for composition in members.values():
        parts, wholes = (
            [observations[row["observation_nr"]] for row in composition[name]] for name in ("part", "whole")
        )
        names = [row["name"] for row in composition["name"]]
        for figure in composition[role]:
            if figure["observation_nr"]:
                row = observations[figure["observation_nr"]]
                subject, text, value = _subject(row), row["quote"], row["value"]
            else:
                row = baselines[figure["indicator_nr"], figure["breakdown"]]
                subject, text, value = indicators.subject(row), row["baseline_text"], row["baseline_value"]
            if value:
                yield Composition(subject, row, Reading(row["place"], text), Decimal(value), parts, wholes, names)


def _subject(observation: Row) -> str:
    """An observation as the subject of a contradiction: its number, and what tells it from the others of the plan."""
    told = "|".join(observation[name] for name in ("measure", "breakdown", "scope", "period"))
    return f"observation {observation['observation_nr']} {told}"


def _sum(rows: Iterable[Row]) -> Decimal:
    return sum((Decimal(row["value"]) for row in rows), Decimal(0))


def _different(names: Iterable[str]) -> list[str]:
    """The names in their order, each once."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(fold(name), name)
    return list(first.values())


def _counted(total: Composition, named: list[str]) -> Reading:
    return Reading(total.printed.place, f"{', '.join(named)}: {len(named)}")


def _added_up(figure: Composition, rows: list[Row]) -> Reading:
    """Figures as a sum, each with what tells it from the total or share."""
    terms = []
    for row in rows:
        told = [
            row[name] for name in ("scope", "breakdown", "period") if row[name] not in _CODES | {figure.row.get(name)}
        ]
        terms.append(_with_comma(Decimal(row["value"])) + (f" ({', '.join(told)})" if told else ""))
    text = " + ".join(terms).replace("+ −", "− ") + (f" = {_with_comma(_sum(rows))}" if len(rows) > 1 else "")
    return Reading(rows[0]["place"], text)


def _with_comma(value: Decimal) -> str:
    return f"{value:f}".replace(".", ",").replace("-", "−")
