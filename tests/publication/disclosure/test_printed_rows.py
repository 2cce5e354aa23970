"""Small hidden numbers in the rows of tables, whatever the format: found beside what they count, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from zipfile import ZipFile

import duckdb
import pytest

from tests.publication.conftest import BUILD, ROWS, TABLES
from tests.publication.disclosure.test_finished_files import changed, finished, proven, say
from tests.publication.disclosure.test_published import add_figure, reach

HIDDEN = "netiek publicēts"
WITHHELD = "cilvēku skaits netiek publicēts, lai nevienu nevarētu atpazīt"
POLICE, FIGURE, GRADUATES = (
    "cases police 2023/2024",
    "ezerzeme-2024 early_leaver_share basic 2022/2023",
    "achieved k1 1 2024",
)
INDICATOR = """
    insert into marts.dim_indicator values ('ezerzeme', 'ezerzeme-2024', '9', 'basic', 9, 3, 'Pārtraukušo īpatsvars',
        null, 'early_leaver_share', 'pct', 'lower', null, '2022/2023', 'to_be_determined', 'tiks noteikta 2023. gadā',
        null, null);
    insert into marts.indicator_progress values ('ezerzeme', 'ezerzeme-2024', 2024, '9', 'basic', 6.7, 30, true, true,
        6.7, '2022/2023', true, null, 2025, null, 'no_target');
"""


def few_people(connection: duckdb.DuckDBPyConnection) -> None:
    """Seven cases, two of thirty learners, three graduates."""
    connection.execute(INDICATOR)
    add_figure(connection, 2, 30)
    connection.execute(
        "update marts.referrals set cases = 7 where institution_code = 'police' and reason = 'all' "
        "and reported_by = 'institution' and school_year = '2023/2024'"
    )
    reach(connection, "graduates", 2024, 3)
    say(connection, f"2\u00a0pasākumi; {WITHHELD}")


@pytest.fixture(scope="module")
def of_few() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(BUILD + TABLES + ROWS)
        few_people(connection)
        yield connection


@pytest.fixture(scope="module")
def files(of_few, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What was rendered, without what takes long to read and has no rows."""
    written = finished(of_few, tmp_path_factory.mktemp("of_few"))
    return {name: content for name, content in written.items() if not name.endswith(".pdf")}


def after(text: str, name: str, old: str, new: str) -> str:
    """The text with the next `old` after a name replaced."""
    at = text.index(old, text.index(name))
    return text[:at] + new + text[at + len(old) :]


def repacked(files: dict[str, bytes], name: str, change: Callable[[str], str]) -> dict[str, bytes]:
    packed, was_changed = BytesIO(), False
    with ZipFile(BytesIO(files[name])) as old, ZipFile(packed, "w") as new:
        for part in old.namelist():
            before = old.read(part)
            content = change(before.decode()).encode() if part.endswith(".xml") else before
            was_changed |= content != before
            new.writestr(part, content)
    assert was_changed
    return files | {name: packed.getvalue()}


def test_nothing_is_found_where_all_of_it_is_hidden(of_few, files: dict[str, bytes]) -> None:
    assert "pašvaldības policija,2023/2024,2,3,2,,false," in files["data/referrals.csv"].decode()
    assert ",9,basic,2022/2023,pct,,,30," in files["data/indicator_values.csv"].decode()
    assert "tiks noteikta 2023. gadā,2022/2023,,true,false,2022/2023,,false" in files["data/indicators.csv"].decode()
    assert WITHHELD in files["data/table_4_4.csv"].decode()
    assert proven(of_few, files) == []


@pytest.mark.parametrize("name", ["index.html", "lapai.html"])
@pytest.mark.parametrize("written", ["7", "7 lietas", "<b>7</b>"])
def test_few_cases_in_the_row_of_an_institution_are_found(of_few, files, name: str, written: str) -> None:
    told = changed(files, name, lambda text: after(text, "pašvaldības policija", HIDDEN, written))
    assert proven(of_few, told) == [("disclosure_printed", name, POLICE)]


@pytest.mark.parametrize("written", ["2", "2 izglītojamie", "7 %", "6.7%", "7 % (2 no 30)", "28 no 30 turpina"])
def test_few_learners_in_the_row_of_a_period_are_found(of_few, files, written: str) -> None:
    def change(text: str) -> str:
        return after(text, "9. Pārtraukušo īpatsvars – pamatskolas posms", HIDDEN, written)

    assert proven(of_few, changed(files, "index.html", change)) == [("disclosure_printed", "index.html", FIGURE)]


@pytest.mark.parametrize("name", ["index.html", "lapai.html"])
@pytest.mark.parametrize("written", ["2", "7 %"])
def test_few_learners_in_the_row_of_an_indicator_are_found(of_few, files, name: str, written: str) -> None:
    def change(text: str) -> str:
        return after(text, "Pārtraukušo īpatsvars", "netiek publicēta (2022", f"{written} (2022")

    assert proven(of_few, changed(files, name, change)) == [("disclosure_printed", name, FIGURE)]


@pytest.mark.parametrize("name", ["index.html", "lapai.html", "tabula-4-4.xlsx", "tabula-4-4.docx"])
def test_few_people_in_the_row_of_an_activity_are_found(of_few, files, name: str) -> None:
    def change(text: str) -> str:
        return text.replace(WITHHELD, "3 absolventi", 1)

    told = changed(files, name, change) if name.endswith(".html") else repacked(files, name, change)
    assert proven(of_few, told) == [("disclosure_printed", name, GRADUATES)]


@pytest.mark.parametrize("words", ["2 no 30", "7 % (2 no 30)", "2 of 30", "28 no 30 turpina"])
@pytest.mark.parametrize("name", ["index.html", "lapai.html"])
def test_few_of_a_small_base_are_found_in_any_text(of_few, files, name: str, words: str) -> None:
    told = changed(files, name, lambda text: text.replace("</h2>", f"</h2><p>Tie ir {words}.</p>", 1))
    assert proven(of_few, told) == [("disclosure_printed", name, FIGURE)]


@pytest.mark.parametrize(
    "words", ["2 no 30 iestādēm", "2 of 30 institutions", "2 no 300", "12 no 30", "7 pasākumi", "2"]
)
def test_the_same_numbers_of_something_else_give_nothing_away(of_few, files, words: str) -> None:
    beside = changed(files, "index.html", lambda text: text.replace("</h2>", f"</h2><p>Tie ir {words}.</p>", 1))
    assert proven(of_few, beside) == []
    rows = changed(files, "lapai.html", lambda text: after(text, "bāriņtiesa", ">18<", f">{words}<"))
    assert proven(of_few, rows) == []


def test_a_part_that_the_open_data_show_of_others_gives_nothing_away(of_few, files) -> None:
    told = changed(files, "index.html", lambda text: text.replace("</h2>", "</h2><p>2 no 30</p>", 1))
    name = "data/coverage.csv"
    header, *lines = files[name].decode().splitlines()
    line = "2023/2024-R,school_report,30,2,ezerzeme,2024,darba versija"
    shown = told | {name: "\r\n".join([header, *lines, line]).encode()}
    del shown["dati.xlsx"]
    assert proven(of_few, shown) == []


def test_a_baseline_that_is_hidden_elsewhere_is_found(of_few, files) -> None:
    name, hidden = "data/indicators.csv", "tiks noteikta 2023. gadā,2022/2023,,"
    for baseline in ("7", "6.7"):
        told = changed(files, name, lambda text, baseline=baseline: text.replace(hidden, f"{hidden[:-1]}{baseline},"))
        assert proven(of_few, told) == [("disclosure_printed", name, FIGURE)]
    # What the plan prints is public.
    told = changed(files, name, lambda text: text.replace(hidden, "6,7 % (2023.),2022/2023,6.7,"))
    assert proven(of_few, told) == []


def cell_in(files: dict[str, bytes], sheet: str, name: str, heading: str) -> tuple[int, int]:
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_filelike(BytesIO(files["dati.xlsx"])).get_sheet_by_name(sheet).to_python()
    (row,) = [index for index, cells in enumerate(rows) if name in cells]
    return row, rows[2].index(heading)


def with_cell(files: dict[str, bytes], sheet: str, place: tuple[int, int], value: object) -> dict[str, bytes]:
    from openpyxl import load_workbook

    book, target = load_workbook(BytesIO(files["dati.xlsx"])), BytesIO()
    book[sheet].cell(place[0] + 1, place[1] + 1).value = value
    book.save(target)
    return files | {"dati.xlsx": target.getvalue()}


@pytest.mark.parametrize("value", [7, "7", 7.5])
def test_a_number_that_only_the_workbook_shows_is_found(of_few, files, value: object) -> None:
    sheet = "Institūciju gadījumi"
    place = cell_in(files, sheet, "pašvaldības policija", "Gadījumi")
    told = with_cell(files, sheet, place, value)
    assert proven(of_few, told) == [("disclosure_printed", "dati.xlsx", sheet)]
    assert proven(of_few, with_cell(files, sheet, place, None)) == []


@pytest.mark.parametrize(
    ("sheet", "place"),
    [("Rādītāju vērtības", (40, 0)), ("Rādītāju vērtības", (4, 30)), ("Lasi mani", (90, 0))],
    ids=["below", "beside", "elsewhere"],
)
def test_a_number_outside_of_a_table_is_found(of_few, files, sheet: str, place: tuple[int, int]) -> None:
    assert proven(of_few, with_cell(files, sheet, place, 2)) == [("disclosure_printed", "dati.xlsx", sheet)]
