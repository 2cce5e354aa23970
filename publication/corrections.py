"""What was changed after it had been published: found in the data of two editions, and told as a section."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from io import StringIO

from ingest.typography import day, number
from publication.blocks import Block, Cell, Paragraph, Part, Section, Table
from publication.edition import Change, Correction
from publication.open_data import tables as open_data
from publication.phrases import Phrases
from publication.results import Results

_WRITTEN = frozenset({"achieved_result", "impact_assessment", "factor_analysis"})
"""Texts of the working group."""

_Lines = dict[tuple[str, ...], dict[str, str]]


def changes_of_data(former: Mapping[str, bytes], new: Mapping[str, bytes]) -> tuple[Change, ...] | None:
    """Compare the CSV files of two editions line by line, a line known by the key of its table.

    Args:
        former: Files of the former edition, by their place in it.
        new: Those of the new one.

    Returns:
        Every value that differs; None for a kind of publication without data.
    """
    if not any(table.path in new for table in open_data.tables()):
        return None
    return tuple(
        change
        for table in open_data.tables()
        for change in _changes(table, _lines(table, former.get(table.path)), _lines(table, new.get(table.path)))
    )


def _changes(table: open_data.Table, former: _Lines, new: _Lines) -> Iterator[Change]:
    for key in [*former, *(key for key in new if key not in former)]:
        before, after = former.get(key, {}), new.get(key, {})
        for column in table.columns:
            was, now = before.get(column.name, ""), after.get(column.name, "")
            # What all lines share says which edition it is; the key of a line that is new or gone names it.
            if was != now and not column.shared:
                # What is taken back is not told once more, and a text may have been rewritten for what it told.
                is_told = column.name not in _WRITTEN and (now or not after)
                yield Change(table.name, key, column.name, was if is_told else "", now)


def _lines(table: open_data.Table, content: bytes | None) -> _Lines:
    if content is None:
        return {}
    rows = csv.DictReader(StringIO(content.decode(), newline=""))
    return {tuple(row.get(name, "") for name in table.key): row for row in rows}


def corrections(results: Results, phrases: Phrases) -> Section:
    """What was changed after it had been published, and why; before that, that it will be told here."""
    words, edition = phrases["revisions"], results.edition
    if edition is None:
        return Section(words["title"], (Paragraph(words["draft"]),))
    if not edition.corrections:
        return Section(words["title"], (Paragraph(words["none"]),))
    blocks: list[Block] = [Paragraph(words["intro"].format(revision=edition.revision))]
    for one in edition.corrections:
        decision = one.decision.strip().removesuffix(".")
        said = {"revision": one.revision, "day": day(one.day), "decision": decision, "why": one.why}
        blocks.append(Paragraph(words["correction"].format(**said)))
        if one.changes == ():
            blocks.append(Paragraph(words["unchanged"].format(**said)))
    rows = tuple(row for one in edition.corrections for row in _rows(one, phrases))
    if rows:
        widths = (14, 26, 30, 26, 42, 42)
        blocks.append(Table(words["caption"], tuple(words["columns"]), widths, 2, (Part((), rows),)))
    return Section(words["title"], tuple(blocks), is_wide=bool(rows))


def corrections_if_any(results: Results, phrases: Phrases) -> tuple[Section, ...]:
    """That section for publications that have it only when something was corrected."""
    has_any = results.edition is not None and results.edition.corrections
    return (corrections(results, phrases),) if has_any else ()


def _rows(correction: Correction, phrases: Phrases) -> Iterator[tuple[Cell, ...]]:
    tables = {table.name: table for table in open_data.tables()}
    for change in correction.changes or ():
        table = tables.get(change.table)
        columns = {column.name: column for column in table.columns} if table else {}
        keys = zip(table.key, change.key, strict=False) if table else (("", value) for value in change.key)
        line = ", ".join(_in_words(columns.get(name), value, phrases) for name, value in keys if value)
        column = columns.get(change.column)
        words = phrases["revisions"]
        nothing = words["nothing" if change.before or change.after else "withdrawn"]
        before = words["former_text"] if change.column in _WRITTEN and change.after else nothing
        values = [
            _in_words(column, value, phrases) if value else instead
            for value, instead in ((change.before, before), (change.after, nothing))
        ]
        # An edition of former days may tell of tables and columns that are no longer published: by their bare names.
        named = (table.title if table else change.table, line, column.title if column else change.column)
        yield tuple(map(Cell, (str(correction.revision), *named, *values)))


def _in_words(column: open_data.Column | None, value: str, phrases: Phrases) -> str:
    """A value of a CSV file as people read it; what the column does not hold now, such as a mark, as it stands."""
    if column is None:
        return value
    if column.type == "boolean":
        answers: dict[bool, str] = phrases["open_data"]["answers"]
        return {str(answer).lower(): words for answer, words in answers.items()}.get(value, value)
    try:
        if column.type == "date":
            return day(date.fromisoformat(value))
        if column.type in {"number", "integer"}:
            return number(float(value))
    except ValueError:
        return value
    return column.codes.get(value, value.strip())
