"""What institutions propose to change in the plan: how many for which activity, and the texts that were reviewed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from ingest import typography
from publication.blocks import Block, Cell, Paragraph, Part, Section, Table
from publication.phrases import Phrases
from publication.results import Results
from publication.results_table import level_name


@dataclass(frozen=True)
class Proposals:
    """The proposals for one activity in a results year.

    Attributes:
        texts: What was proposed in words that the working group let pass, each once.
        open_texts: How many texts nobody has reviewed as they are now: nothing is told of them.
    """

    activity_key: str | None
    reporters: int
    to_continue: int
    to_change: int
    to_stop: int
    for_new: int
    for_money: int
    texts: Sequence[str]
    open_texts: int


# An amendment may have renumbered the activity since it was proposed for.
_PROPOSALS = """
    select activities.activity_key, count(distinct proposals.reporter_id),
        count(*) filter (kind = 'continue'), count(*) filter (kind = 'change'), count(*) filter (kind = 'stop'),
        count(*) filter (kind = 'new'), count(*) filter (kind is null),
        coalesce(list(distinct publishable_text order by publishable_text) filter (publishable_text is not null), []),
        count(*) filter (is_open or is_outdated)
    from marts.plan_change_proposal as proposals
    left join marts.dim_activity as activities
        on (proposals.municipality, proposals.plan_id, proposals.activity_nr)
        = (activities.municipality, activities.plan_id, activities.activity_nr)
    where proposals.municipality = ? and proposals.results_year = ?
    group by activities.activity_key
    order by activities.activity_key
"""


def read_proposals(connection: duckdb.DuckDBPyConnection, results: Results) -> tuple[Proposals, ...]:
    """Read what was proposed in the results year, a row an activity."""
    rows = connection.execute(_PROPOSALS, [results.municipality, results.year]).fetchall()
    return tuple(Proposals(*row) for row in rows)


def proposals_section(proposals: tuple[Proposals, ...], results: Results, phrases: Phrases) -> Section:
    """How many propose what for which activity, and how many texts wait to be reviewed."""
    words = phrases["proposals"]
    if not proposals:
        return Section(words["title"], (Paragraph(words["none"].format(year=results.year)),), is_wide=True)
    blocks: list[Block] = [Paragraph(words["intro"])]
    if count := sum(one.open_texts for one in proposals):
        blocks.append(Paragraph(words["unreviewed"].format(texts=typography.agreeing(count, *words["texts"]))))
    return Section(words["title"], (*blocks, _table(proposals, results, phrases)), is_wide=True)


def _table(proposals: tuple[Proposals, ...], results: Results, phrases: Phrases) -> Table:
    words = phrases["proposals"]
    by_activity = {one.activity_key: one for one in proposals}
    parts = []
    for level in results.levels:
        rows = tuple(
            _row(f"{activity.activity_nr}. {activity.activity_name}", by_activity.pop(activity.activity_key))
            for activity in results.activities
            if activity.prevention_level == level.prevention_level and activity.activity_key in by_activity
        )
        if rows:
            parts.append(Part((level_name(level),), rows))
    if by_activity:
        parts.append(
            Part((words["elsewhere"],), tuple(_row(words["no_activity"], one) for one in by_activity.values()))
        )
    names = ("activity", "reporters", "continue", "change", "stop", "new", "money")
    return Table(
        caption=words["caption"].format(municipality=results.municipality_name, year=results.year),
        columns=tuple(words[name] for name in names),
        widths=(90, 25, 22, 22, 22, 22, 28),
        naming_column=0,
        parts=tuple(parts),
    )


def _row(name: str, one: Proposals) -> tuple[Cell, ...]:
    counts = (one.reporters, one.to_continue, one.to_change, one.to_stop, one.for_new, one.for_money)
    return (
        Cell(name, typography.joined(one.texts)),
        *(Cell(typography.number(count) if count else "") for count in counts),
    )
