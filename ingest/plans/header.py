"""`plan.yml`: what a plan version says about itself."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingest.problems import InputError, Problem

TextField = Literal["goal_name", "activity_name", "planned_result", "responsible", "involved", "planned_funding"]
ResultsKey = Literal[
    "prevention_level",
    "goal",
    "activity",
    "planned_result",
    "achieved_result",
    "impact_assessment",
    "factor_analysis",
    "invested_funding",
]
SLUG = r"^[a-z][a-z0-9-]{1,40}$"
MOST_BYTES = 200_000
"""A plan describes itself in some two thousand bytes."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ResultsColumn(_Strict):
    """A column of the printed results table."""

    key: ResultsKey
    label: str


class ResultsTable(_Strict):
    """Layout of the results table; no columns where the plan prints no such table."""

    place: str | None
    title: str | None
    columns: list[ResultsColumn]


class LevelLabel(_Strict):
    """How the plan marks a prevention level."""

    mark: str
    heading: str


class PlanHeader(_Strict):
    """One plan version.

    Attributes:
        valid_from: First day the version is in force.
        valid_to: Last day where the plan says so; a successor ends a version by itself.
        replaces: `plan_id` of the version before.
        publication_lag_years: The publication of December P shows the results of P minus this.
        places: Table or section code to its heading as printed.
        reading_order: Per text the places that count, the first one that has the text wins.
    """

    municipality: str = Field(pattern=SLUG)
    municipality_name: str
    plan_id: str = Field(pattern=SLUG)
    plan_title: str
    period_start: dt.date
    period_end: dt.date
    supervisor: str
    approved_on: dt.date | None
    decision_nr: str | None
    valid_from: dt.date
    valid_to: dt.date | None
    replaces: str | None
    publication_lag_years: int = Field(ge=0, le=2)
    places: dict[str, str]
    reading_order: dict[TextField, list[str]]
    results_table: ResultsTable
    level_labels: dict[Literal[1, 2, 3], LevelLabel]

    @property
    def years(self) -> range:
        """Results years of the whole plan period."""
        return range(self.period_start.year, self.period_end.year + 1)


class _PlainLoader(yaml.SafeLoader):
    """YAML of texts, whole numbers and null, without aliases (a few of them make gigabytes) and tags."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()
        if isinstance(event, yaml.AliasEvent) or getattr(event, "tag", None):
            raise yaml.MarkedYAMLError(problem="aliases and tags are not read", problem_mark=event.start_mark)
        return super().compose_node(parent, index)


_PlainLoader.yaml_implicit_resolvers = {}
_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(?:~|null|)\Z"), ["~", "n", ""])
_PlainLoader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"-?(?:0|[1-9][0-9]{0,8})\Z"), list("-0123456789")
)


def read_header(path: Path, shown_as: str) -> PlanHeader:
    """Read one `plan.yml`.

    Raises:
        InputError: `plan_yaml_too_large`, `plan_yaml_unreadable`, or one `plan_header` problem a key (unknown,
            missing, of a wrong type).
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError([Problem("plan_yaml_too_large", shown_as)])
        loaded = yaml.load(path.read_text(encoding="utf-8"), _PlainLoader)  # noqa: S506 - a SafeLoader
    except (OSError, ValueError, OverflowError, RecursionError, yaml.YAMLError) as error:
        # Besides its own errors PyYAML lets Python's through: nesting too deep, `"\UFFFFFFFF"`.
        raise InputError(
            [Problem("plan_yaml_unreadable", shown_as, details=(("cause", _first_line(error)),))]
        ) from None
    try:
        return PlanHeader.model_validate(loaded)
    except ValidationError as error:
        raise InputError(
            Problem(
                "plan_header",
                shown_as,
                column=".".join(map(str, entry["loc"])),
                value=_shown(entry["input"]),
                details=(("cause", entry["type"]),),
            )
            for entry in error.errors(include_url=False)
        ) from None


def _shown(value: object) -> str:
    return type(value).__name__ if isinstance(value, (dict, list)) else str(value)[:80]


def _first_line(error: Exception) -> str:
    return " ".join(str(error).split())[:160]
