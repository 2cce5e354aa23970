"""The plan-quality page: where a municipality's plan contradicts itself. For the board inside, never published."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import duckdb

from publication.page import environment
from publication.phrases import load_phrases


@dataclass(frozen=True)
class Contradiction:
    """A row of `marts.plan_contradictions`."""

    kind: str
    subject: str
    place_a: str | None
    text_a: str | None
    place_b: str | None
    text_b: str | None


@dataclass(frozen=True)
class UnmatchedName:
    """A row of `marts.unmatched_names`."""

    printed_name: str
    subject: str
    field: str
    place: str
    printed_text: str


@dataclass(frozen=True)
class PlanVersion:
    """A plan version with its contradictions, the names nobody knows and the headings of its tables."""

    municipality_name: str
    plan_id: str
    plan_title: str
    period_start: date
    period_end: date
    headings: Mapping[str, str]
    contradictions: tuple[Contradiction, ...]
    unmatched: tuple[UnmatchedName, ...] = ()

    def by_kind(self, kinds: Mapping[str, object]) -> dict[str, list[Contradiction]]:
        """The contradictions of each kind that occurs, in the order of `kinds`."""
        found = {kind: [one for one in self.contradictions if one.kind == kind] for kind in kinds}
        return {kind: of_kind for kind, of_kind in found.items() if of_kind}


@dataclass(frozen=True)
class KindWords:
    """What a kind of contradiction is called and means."""

    title: str
    meaning: str


def read_plan_versions(connection: duckdb.DuckDBPyConnection, municipality: str) -> list[PlanVersion]:
    """Read the plan versions of a municipality, the one in force last first."""
    versions: list[tuple[str, str, str, date, date]] = connection.execute(
        """
        select dim_municipality.municipality_name, plan_id, plan_title, period_start, period_end
        from marts.dim_plan
        inner join marts.dim_municipality using (municipality)
        where municipality = ?
        order by valid_from desc, plan_id
        """,
        [municipality],
    ).fetchall()
    return [
        PlanVersion(
            *version,
            headings=_headings(connection, version[1]),
            contradictions=_contradictions(connection, version[1]),
            unmatched=_unmatched(connection, version[1]),
        )
        for version in versions
    ]


def render_plan_quality(
    versions: list[PlanVersion],
    kinds: Mapping[str, KindWords],
    subject_in_words: Callable[[str], str],
    fingerprint: str,
) -> str:
    """Render the page of one municipality.

    Args:
        versions: Its plan versions.
        kinds: Words of every kind, in the order in which people read them.
        subject_in_words: Writes out what a contradiction is about.
        fingerprint: Fingerprint of the build that the marts come from.

    Returns:
        The whole HTML document.
    """
    return (
        environment()
        .get_template("plan-quality.html.j2")
        .render(
            words=load_phrases(),
            versions=versions,
            kinds=kinds,
            subject_in_words=subject_in_words,
            build_mark=build_mark(fingerprint),
        )
    )


def build_mark(fingerprint: str) -> str:
    """What a page carries in its head so that it can be told from the page of another build."""
    return f"pmp-build-{fingerprint}"


def _headings(connection: duckdb.DuckDBPyConnection, plan_id: str) -> dict[str, str]:
    rows = connection.execute("select place, heading from marts.dim_place where plan_id = ?", [plan_id]).fetchall()
    return dict(rows)


def _contradictions(connection: duckdb.DuckDBPyConnection, plan_id: str) -> tuple[Contradiction, ...]:
    rows = connection.execute(
        """
        select kind, subject, place_a, text_a, place_b, text_b
        from marts.plan_contradictions
        where plan_id = ?
        order by contradiction_nr
        """,
        [plan_id],
    ).fetchall()
    return tuple(Contradiction(*row) for row in rows)


def _unmatched(connection: duckdb.DuckDBPyConnection, plan_id: str) -> tuple[UnmatchedName, ...]:
    rows = connection.execute(
        """
        select printed_name, concat(subject, ' ', subject_nr), field, place, printed_text
        from marts.unmatched_names
        where plan_id = ?
        order by printed_name, subject desc, subject_nr, place, field
        """,
        [plan_id],
    ).fetchall()
    return tuple(UnmatchedName(*row) for row in rows)
