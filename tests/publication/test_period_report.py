"""The mid-term and the final report: the years side by side, over an amendment of the plan too, and only when due."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import duckdb
import page
import pytest

from ingest.problems import InputError
from ingest.workspace import Workspace
from publication.disclosure.readers import Pattern
from publication.due import refuse_unless_due
from publication.narrative_rows import Texts
from publication.period_report import renders
from publication.plan_years import read_plan_years
from publication.results import Results, read_results

pytestmark = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext (poppler-utils)")

AMENDED = """
insert into marts.dim_activity_target values
    ('ezerzeme', 'ezerzeme-2024', '2.1', 1, 'participants', 'parents', 'year', null, '60 vecāki', true),
    ('ezerzeme', 'ezerzeme-2024-a1', '2.1', 1, 'participants', 'parents', 'year', null, '60 vecāki', true),
    ('ezerzeme', 'ezerzeme-2024-a1', '2.1', 2, 'events', null, 'year', null, 'vismaz 5 lekcijas', true);
insert into marts.activity_target_result values
    ('ezerzeme', 'ezerzeme-2024', 2024, '2.1', 1, 'sum', 2024, 70, null, 70, 'met', null),
    ('ezerzeme', 'ezerzeme-2024-a1', 2025, '2.1', 1, 'sum', 2025, 90, null, 90, 'exceeded', null),
    ('ezerzeme', 'ezerzeme-2024-a1', 2025, '2.1', 2, 'sum', 2025, 3, null, 3, 'partly', null);
insert into marts.dim_indicator values
    ('ezerzeme', 'ezerzeme-2024-a1', '2', 'basic', 2, 1, 'Mācības pārtraukušo īpatsvars', 'psk. posmā', 'k', 'pct',
        'lower', 1.4, '2022/2023', 'value', '1,4% psk.', 'VIIS', null);
insert into marts.indicator_progress values
    ('ezerzeme', 'ezerzeme-2024-a1', 2025, '2', 'basic', 1.4, null, false, true, 9.9, '2024/2025', true, 8.5, 2025, 1.4,
        'off_track');
insert into marts.fct_indicator_value values
    ('ezerzeme', 'ezerzeme-2024-a1', 'k', '2', 'basic', '2023/2024', 26, 348, 7.47, null, null, 'submission', 3, 2,
        null, null, null, true),
    ('ezerzeme', 'ezerzeme-2024-a1', 'k', '2', 'basic', '2024/2025', null, null, 99.9, null, null, 'board', null, null,
        null, null, 'visas formas', false);
"""
"""The plan as amended keeps one planned result and adds another; its second year has a figure that stays inside."""


@pytest.fixture
def results(marts: duckdb.DuckDBPyConnection) -> Results:
    marts.execute(AMENDED)
    return read_results(marts, "ezerzeme", 2025)


def rendered(marts: duckdb.DuckDBPyConnection, results: Results, kind: str = "mid_term") -> dict[str, bytes]:
    return renders(kind)(marts, Workspace(Path()), results)


def tables_of(content: bytes) -> list[list[list[str]]]:
    document = docx.Document(BytesIO(content))
    return [
        [
            ["\n".join(line.text for line in docx.table._Cell(cell, table).paragraphs) for cell in row.tc_lst]
            for row in table._tbl.tr_lst
        ]
        for table in document.tables
    ]


def words_of(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def test_years_of_a_plan_before_this_one_are_not_told(marts, results) -> None:
    marts.execute(
        """
        insert into marts.table_4_4 by name
            select * replace (2023 as results_year, 'ezerzeme-2020' as plan_id) from marts.table_4_4
            where municipality = 'ezerzeme' and results_year = 2024;
        insert into marts.dim_activity by name
            select * replace ('ezerzeme-2020' as plan_id) from marts.dim_activity where plan_id = 'ezerzeme-2024';
        insert into marts.dim_activity_target by name
            select * replace ('ezerzeme-2020' as plan_id) from marts.dim_activity_target
            where plan_id = 'ezerzeme-2024';
        insert into marts.activity_target_result by name
            select * replace (2023 as results_year, 'ezerzeme-2020' as plan_id) from marts.activity_target_result
            where plan_id = 'ezerzeme-2024'
        """
    )
    years = read_plan_years(marts, results, Pattern(frozenset()))
    assert years.years == (2024, 2025)
    assert {year for _, year in years.activities} == {2024, 2025}
    assert {year for *_, year in years.reached} == {2024, 2025}


def test_years_stand_side_by_side_and_only_beside_what_was_planned_then(marts, results) -> None:
    reached, money, indicators, *_ = tables_of(rendered(marts, results)["starpposms.docx"])
    assert reached == [
        ["Aktivitāte", "Plānotais rezultāts", "2024.\u00a0gads", "2025.\u00a0gads"],
        ["U UNIVERSĀLĀ"],
        ["2.\u00a0mērķis: Vecāku kompetence"],
        ["2.1. Grozītais kurss", "60 vecāki", "70\u00a0vecāki\nsasniegts", "90\u00a0vecāki\npārsniegts"],
        ["2.1. Grozītais kurss", "vismaz 5 lekcijas", "plānots citādi", "3\u00a0pasākumi\ndaļēji sasniegts"],
    ]
    # Two activities are not in the plan any more; nobody said what they cost.
    assert money[3:] == [
        ["2.1. Grozītais kurss", "12\u00a0345,60\u00a0EUR", "", "12\u00a0345,60\u00a0EUR"],
        ["Kopsummas"],
        ["Aktivitātes, kuru plānā vairs nav", "", "", ""],
        ["Visas aktivitātes", "12\u00a0345,60\u00a0EUR", "", "12\u00a0345,60\u00a0EUR"],
    ]
    assert indicators[2:] == [
        ["2. Mācības pārtraukušo īpatsvars – pamatskolas posms", "1,4\u00a0% (2022./2023.\u00a0mācību\u00a0gads)",
         "7,5\u00a0% (26 no 348); 2 no 3\u00a0iestādēm", "netiek publicēts\natšķiras: visas formas",
         "atpaliek no plānotā\n2024./2025.\u00a0mācību\u00a0gads"],
    ]  # fmt: skip
    assert indicators[0][-1] == "Stāvoklis pēc jaunākās vērtības"


def test_a_year_of_few_people_tells_neither_their_number_nor_how_it_stands(marts, results) -> None:
    marts.execute(
        "update marts.activity_target_result set numerator = 4, achieved_value = 4 "
        "where results_year = 2025 and target_nr = 1"
    )
    reached = tables_of(rendered(marts, results)["starpposms.docx"])[0]
    withheld = "cilvēku skaits netiek publicēts, lai nevienu nevarētu atpazīt"
    assert reached[3:] == [
        ["2.1. Grozītais kurss", "60 vecāki", "70\u00a0vecāki\nsasniegts", withheld],
        ["2.1. Grozītais kurss", "vismaz 5 lekcijas", "plānots citādi", "3\u00a0pasākumi\ndaļēji sasniegts"],
    ]


def test_the_title_says_up_to_which_day_data_are_told(marts, results) -> None:
    files = rendered(marts, results)
    assert list(files) == ["starpposms.pdf", "starpposms.docx"]
    # The newest log is that of the collection that ends with 2024.
    title = "Ezerzemes novads: PMP prevencijas plāna starpposma ziņojums (dati līdz 31.12.2024.)"
    assert docx.Document(BytesIO(files["starpposms.docx"])).core_properties.title == title
    text = words_of(files["starpposms.pdf"])
    assert "Pārskatā ietvertais laiks no 01.01.2024.; dati līdz 31.12.2024." in text
    assert "99,9" not in text
    assert page.is_pdf_compliant_bytes(files["starpposms.pdf"], profile="ua1")
    final = rendered(marts, results, "final")
    assert list(final) == ["nosleguma-zinojums.pdf", "nosleguma-zinojums.docx"]
    assert "plāna noslēguma ziņojums (dati līdz 31.12.2024.)" in words_of(final["nosleguma-zinojums.pdf"])


def test_open_texts_are_told_beside_the_time_covered(marts, results: Results) -> None:
    open_texts = replace(results, texts={**results.texts, "activity": Texts(0, 2, 0)})
    text = words_of(rendered(marts, open_texts)["starpposms.pdf"])
    assert "Pārskatā ietvertais laiks no 01.01.2024.; dati līdz 31.12.2024." in text
    assert "Teksti rezultātu tabulā 2 teksti vēl nav pārskatīti" in text


def test_a_plan_nobody_has_reported_on_says_so(marts) -> None:
    files = rendered(marts, read_results(marts, "kalnava", 2024))
    text = words_of(files["starpposms.pdf"])
    assert text.startswith("PARAUGDATI, darba versija, nav publicējama")
    assert "starpposma ziņojums (datu vēl nav)" in text


def test_what_people_typed_stays_text_and_the_same_report_gives_the_same_bytes(marts, hostile) -> None:
    files = rendered(marts, hostile)
    assert "#let x = 1; #panic() *b* _i_ $x^2$ @z" in words_of(files["starpposms.pdf"])
    cells = [cell for table in tables_of(files["starpposms.docx"]) for row in table for cell in row]
    assert any('=HYPERLINK("http://x","y") #let' in cell for cell in cells)
    assert rendered(marts, hostile) == files


@pytest.mark.parametrize(
    ("municipality", "year", "kind", "years"),
    [
        ("ezerzeme", 2024, "mid_term", "2025"),
        ("ezerzeme", 2026, "mid_term", "2025"),
        ("ezerzeme", 2025, "final", "2027"),
        ("kalnava", 2025, "mid_term", "2024"),
    ],
)
def test_a_report_on_the_period_is_refused_in_a_year_in_which_it_is_not_due(
    marts, municipality, year, kind, years
) -> None:
    with pytest.raises(InputError) as refused:
        refuse_unless_due(marts, municipality, year, kind)
    (problem,) = refused.value.problems
    assert (problem.rule_id, problem.value, dict(problem.details)["years"]) == ("publication_not_due", str(year), years)


@pytest.mark.parametrize("kind", ["december", "annual_review", "budget", "slides"])
def test_other_kinds_are_made_of_any_year(marts, kind) -> None:
    refuse_unless_due(marts, "ezerzeme", 2025, kind)
    refuse_unless_due(marts, "ezerzeme", 2025, "mid_term")


def test_what_is_planned_in_words_is_told_in_the_words_of_its_year(marts) -> None:
    files = rendered(marts, read_results(marts, "ezerzeme", 2024))
    reached, *_ = tables_of(files["starpposms.docx"])
    assert [row for row in reached if row[0] == "2.2. Lekcijas"] == [["2.2. Lekcijas", "+5% vecāku", "Notika"]]
