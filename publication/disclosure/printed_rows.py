"""Whether a table of the other formats tells in a row what the open data hide in the line about the same.

A small number stands in many places, but not beside the name and the time of what it counts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from typing import get_args

from ingest.typography import Language, without_footnote_marks, writing_in
from publication.disclosure.keys import activity_of, base, cases, counted, participants
from publication.disclosure.printed_words import parts_in, parts_of, shares_of
from publication.disclosure.shown import RESULTS, lines_of
from publication.disclosure.system import Cell
from publication.disclosure.table_rows import Row, plain, rows_of, written
from publication.disclosure.words import Words
from publication.finals import Files
from publication.phrases import Phrases, load_phrases
from publication.sentences import period_name

_PART = re.compile(r"\d[\d,]* (?:no|of) \d[\d,]*")
_TEXTS = (
    "goal_name", "planned_result", "achieved_result", "impact_assessment", "factor_analysis", "planned_funding_text"
)  # fmt: skip
"""What the open data say of an activity in words: numbers in it are judged there."""


@dataclass(frozen=True)
class _Hidden:
    """A hidden number and where it would stand.

    Attributes:
        cell: The count.
        whole: The number that it is a part of.
        name: How a cell begins that says what is counted.
        periods: How rows call the time; none where they do not say it.
        said: What a row says besides, because the open data say it.
    """

    cell: Cell
    whole: int | None
    name: re.Pattern[str]
    periods: frozenset[str] = frozenset()
    said: tuple[str, ...] = ()

    def is_told_in(self, row: Row) -> bool:
        """Whether a row is about it and holds it."""
        # A planned result may be called like an indicator, but not where rows have their number and name.
        names = row.cells[:2] if self.periods else row.cells
        return any(map(self.name.match, (row.heading, *names))) and any(map(self._tells, self._places(row)))

    def _places(self, row: Row) -> Iterator[str]:
        """Where the number would stand: beside the time, before it in brackets, or anywhere else than in a name."""
        if not self.periods:
            yield from (cell for cell in row.cells if not self.name.match(cell))
        for before, cell in zip(("", *row.cells), row.cells, strict=False):
            if before in self.periods or any(f"({period}" in cell for period in self.periods):
                yield cell

    def _tells(self, place: str) -> bool:
        text = reduce(lambda rest, said: re.sub(rf"(?<![\w.,]){re.escape(said)}", " ", rest), self.said, place)
        number, rest = self.cell.value, _PART.sub(" ", text)
        if re.search(rf"(?<![\w.,+−–-]){number}(?![\w%.]| %|,\d)", rest):
            return True
        if not self.whole:
            return False
        shares = "|".join(shares_of(number, self.whole, (0, 1, 2))).replace(",", "[.,]")
        is_share = re.search(rf"(?<![\d.,])(?:{shares}) ?%", rest) is not None
        return is_share or bool(parts_of(number, self.whole) & parts_in(text))


def telling_rows(
    files: Files, hidden: Sequence[Cell], values: Mapping[str, int], words: Words
) -> Iterator[tuple[str, str]]:
    """Find the files with a row that tells a hidden number.

    Args:
        files: The publication by the names of its files.
        hidden: The cells that have a mark.
        values: True numbers by key, for the bases.
        words: What the files call things.

    Yields:
        Name of the file and key of the cell.
    """
    by_key = {cell.key: cell for cell in hidden}
    sought = [*_figures(files, by_key, values), *_referrals(files, by_key, words), *_activities(files, by_key, values)]
    for name, content in files.items():
        rows = list(rows_of(name, content)) if sought else []
        yield from ((name, one.cell.key) for one in sought if any(map(one.is_told_in, rows)))


def _figures(files: Files, hidden: Mapping[str, Cell], values: Mapping[str, int]) -> Iterator[_Hidden]:
    plan_id = json.loads(files["manifest.json"])["plan_id"]
    rows = {(line["indicator_nr"], line["breakdown"]): line for line in lines_of(files, "indicators")}
    for line in lines_of(files, "indicator_values"):
        figure = plan_id, line["indicator_key"], line["breakdown"], line["period"]
        row = rows.get((line["indicator_nr"], line["breakdown"]))
        names = [line["measure_name"], *([row["indicator_name"]] if row else [])]
        name = _name_of_figure(line["indicator_nr"], names, line["breakdown"])
        share = f"{written(float(line['value']))} %" if line["value"] else ""
        said = tuple(filter(None, (plain(row["baseline_text"]) if row else "", share)))
        for cell in (hidden[key] for key in (counted(*figure), base(*figure)) if key in hidden):
            yield _Hidden(cell, values[cell.base] if cell.base else None, name, _periods(line["period"]), said)


def _name_of_figure(number: str, names: Iterable[str], breakdown: str) -> re.Pattern[str]:
    """How cells begin that name a row or a series, as `8. Name – basic education`; a total has its name alone."""
    name = "|".join(re.escape(plain(without_footnote_marks(one)).removesuffix(".")) for one in names)
    labels = [pair for phrases in _in_both_languages() for pair in phrases["breakdown"].items()]
    parts = "|".join(re.escape(label) for code, label in labels if breakdown in (code, "total"))
    part = rf"\.?(?: –)? (?:{parts})(?!\w)"
    rest = f"(?!{part})" if breakdown == "total" else part
    return re.compile(rf"(?:{re.escape(number)}\. )?(?:{name})(?!\w){rest}")


def _referrals(files: Files, hidden: Mapping[str, Cell], words: Words) -> Iterator[_Hidden]:
    for line in lines_of(files, "referrals"):
        institution = words.institutions.get(line["institution"], line["institution"])
        if cell := hidden.get(cases(institution, line["school_year"])):
            name = re.compile(re.escape(plain(line["institution"])) + r"(?!\w)")
            yield _Hidden(cell, None, name, _periods(line["school_year"]))


def _activities(files: Files, hidden: Mapping[str, Cell], values: Mapping[str, int]) -> Iterator[_Hidden]:
    for line in lines_of(files, RESULTS):
        activity = line["activity_key"], int(line["results_year"])
        name = re.compile(re.escape(plain(f"{line['activity_nr']}. {line['activity_name']}")) + r"(?!\w)")
        texts = {plain(line[column]) for column in _TEXTS}
        if line["invested_funding_eur"]:
            texts.add(written(float(line["invested_funding_eur"])))
        # The longest first: one may be a part of another.
        said = tuple(sorted(texts - {""}, key=len, reverse=True))
        for key, cell in hidden.items():
            if activity_of(key) == activity or key == participants(*activity):
                yield _Hidden(cell, values[cell.base] if cell.base else None, name, said=said)


def _periods(period: str) -> frozenset[str]:
    return frozenset(plain(period_name(period, phrases)) for phrases in _in_both_languages())


@cache
def _in_both_languages() -> tuple[Phrases, ...]:
    """The phrases of the publications: nothing in a file says which language it is in."""
    loaded = []
    for language in get_args(Language):
        with writing_in(language):
            loaded.append(load_phrases())
    return tuple(loaded)
