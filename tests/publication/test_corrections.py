"""What a correction changed, in words: values as people read them, also where the data had another shape then."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import duckdb
import pytest

from ingest.typography import NO_BREAK_SPACE
from publication.blocks import Table
from publication.corrections import changes_of_data, corrections
from publication.edition import Change, Correction, Edition
from publication.open_data.csv_table import write_csv
from publication.open_data.tables import lines, tables
from publication.phrases import load_phrases
from publication.results import Results, read_results

DAY = dt.date(2026, 3, 2)


@pytest.fixture
def results(marts: duckdb.DuckDBPyConnection) -> Results:
    return read_results(marts, "ezerzeme", 2024)


def files(results: Results, status: str) -> dict[str, bytes]:
    return {table.path: write_csv(table, lines(table, results, status)) for table in tables()}


def test_only_what_differs_is_a_change_and_a_line_that_is_new_or_gone_is_told_whole(results: Results) -> None:
    first, *others = results.activities
    changed = replace(first, achieved_value=None, participants=1200)
    gone, new = others[0], replace(others[0], activity_nr="9.9", planned_result="=1+1")
    now = replace(results, activities=(changed, *others[1:], new))
    found = changes_of_data(files(results, "viens"), files(now, "divi"))
    assert found
    assert {change.table for change in found} == {"table_4_4"}
    assert [(one.column, one.before, one.after) for one in found if one.key == (first.activity_nr,)] == [
        ("achieved_value", "", ""),
        ("participants", "60", "1200"),
    ]
    assert ("activity_name", gone.activity_name, "") in [
        (one.column, one.before, one.after) for one in found if one.key == (gone.activity_nr,)
    ]
    added = {one.column: (one.before, one.after) for one in found if one.key == ("9.9",)}
    assert added["planned_result"] == ("", " =1+1")
    assert "data_status" not in added
    assert changes_of_data(files(results, "viens"), files(results, "divi")) == ()
    assert changes_of_data({}, {"parskats.pdf": b""}) is None


def test_what_a_rewritten_text_said_before_is_not_told_again(results: Results) -> None:
    first, *others = results.activities
    now = replace(results, activities=(replace(first, achieved_result="Kurss notika"), *others))
    assert first.achieved_result == "60 vecāki"
    (change,) = changes_of_data(files(results, "viens"), files(now, "divi")) or ()
    assert change == Change("table_4_4", (first.activity_nr,), "achieved_result", "", "Kurss notika")
    edition = Edition(2, "Vadītāja", "Nr. 9.", DAY, (Correction(2, DAY, "Nr. 9.", "Kļūda.", (change,)),))
    section = corrections(replace(results, edition=edition), load_phrases())
    table = section.blocks[-1]
    assert isinstance(table, Table)
    assert [cell.text for cell in table.parts[0].rows[0]][-2:] == ["iepriekšējās redakcijas teksts", "Kurss notika"]
    assert "lēmums Nr. 9. Kļūda." in str(section.blocks[1])


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("achieved_value", "1200.5", f"1{NO_BREAK_SPACE}200,5"),
        ("achieved_value", "●", "●"),
        ("achievement_status", "met", "sasniegts"),
        ("is_planned_year", "false", "nē"),
        ("planned_result", " =1+1", "=1+1"),
        ("planned_result", "", "nav"),
        ("no_longer_published", "1200.5", "1200.5"),
    ],
)
def test_a_changed_value_is_told_as_people_read_it(results: Results, column: str, value: str, said: str) -> None:
    changes = (Change("table_4_4", ("2.1",), column, value, "x"), Change("gone", ("1", "a"), column, "1", "2"))
    edition = Edition(2, "Vadītāja", "Nr. 9", DAY, (Correction(2, DAY, "Nr. 9", "Kļūda.", changes),))
    section = corrections(replace(results, edition=edition), load_phrases())
    table = section.blocks[-1]
    assert isinstance(table, Table)
    first, second = [[cell.text for cell in row] for row in table.parts[0].rows]
    assert (first[2], first[4]) == ("2.1", said)
    assert second[1:3] == ["gone", "1, a"]


def test_what_a_manifest_tells_is_the_edition_again() -> None:
    told = Correction(2, DAY, "Nr. 9", "Kļūda.", (Change("t", ("1", ""), "c", "1", ""),))
    edition = Edition(3, "Vadītāja", "Nr. 10", DAY, (told, Correction(3, DAY, "Nr. 10", "Cita.", None)))
    assert Edition.of_manifest(edition.as_manifest()) == edition
