"""The proof on finished files: of all formats, beside what readers hold already."""

from __future__ import annotations

import csv
import json
from base64 import b64encode
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import duckdb
import pytest

from ingest.workspace import Workspace
from publication.disclosure.finished_files import given_away
from publication.disclosure.published import counts_of, readers_of
from publication.disclosure.shown import told_in
from publication.disclosure.words import words_of
from publication.draft import write_draft
from tests.publication.conftest import BUILD, ROWS, TABLES
from tests.publication.disclosure.test_published import add_figure, reach

FIGURES = {"total": 32, "basic": 20, "upper_secondary": 2, "extramural_distance": 10}
UNUSUAL = 5273
"""All but four of its base: hidden for the few that are left."""


def count_people(marts) -> None:
    for breakdown, number in FIGURES.items():
        add_figure(marts, number, 1000, breakdown=breakdown)
    add_figure(marts, UNUSUAL, UNUSUAL + 4, "career_counselling_share")


def finished(marts, folder: Path) -> dict[str, bytes]:
    draft = write_draft(marts, Workspace(folder), "ezerzeme", 2024, "f1")
    return {path.relative_to(draft.folder).as_posix(): path.read_bytes() for path in draft.files}


@pytest.fixture
def counted(marts):
    count_people(marts)
    return marts


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a publication, rendered once."""
    with duckdb.connect() as connection:
        connection.execute(BUILD + TABLES + ROWS)
        count_people(connection)
        return finished(connection, tmp_path_factory.mktemp("finished"))


def proven(marts, files, former=()) -> list[tuple[str, str, str]]:
    counts = counts_of(marts, "ezerzeme")
    problems = given_away(files, former, counts, readers_of(marts, "ezerzeme", counts), words_of(marts, "ezerzeme"))
    return [(one.rule_id, one.file or str(dict(one.details).get("reason", "")), str(one.value)) for one in problems]


def changed(files: dict[str, bytes], name: str, change: Callable[[str], str]) -> dict[str, bytes]:
    before = files[name].decode()
    assert change(before) != before
    return without_workbook(files, name) | {name: change(before).encode()}


def without_workbook(files: dict[str, bytes], name: str) -> dict[str, bytes]:
    """Without the workbook where a table in it is to be changed: that they differ is another test's."""
    return {one: content for one, content in files.items() if not name.endswith(".csv") or one != "dati.xlsx"}


def line_of(breakdown: str, old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        return "\n".join(
            line.replace(old, new) if f"early_leaver_share,Mērs,9,{breakdown}," in line else line
            for line in text.split("\n")
        )

    return change


def key(breakdown: str) -> str:
    return f"ezerzeme-2024 early_leaver_share {breakdown} 2022/2023"


def test_what_is_published_is_proven(counted, files: dict[str, bytes]) -> None:
    assert len(files) == 18
    assert ",9,upper_secondary,2022/2023,pct,,,1000," in files["data/indicator_values.csv"].decode()
    assert proven(counted, files) == []


def test_what_is_shown_and_hidden_is_counted(counted, files: dict[str, bytes]) -> None:
    told = told_in(counted, "ezerzeme", files)
    assert told.small == (1, 1)
    # Hidden besides: the company of the small count, and the number whose rest is small.
    assert told.safe[0] - told.safe[1] == 2
    assert told.safe[1] >= 10


def test_a_number_shown_in_place_of_its_mark_is_found(counted, files: dict[str, bytes]) -> None:
    table = "data/indicator_values.csv"
    assert proven(counted, changed(files, table, line_of("upper_secondary", "pct,,,1000", "pct,,2,1000"))) == [
        ("disclosure_exposed", "narrow", key("extramural_distance")),
        ("disclosure_exposed", "printed", key("upper_secondary")),
    ]
    # The company that a small number needs: with it the small one can be worked out.
    assert proven(counted, changed(files, table, line_of("extramural_distance", "pct,,,1000", "pct,,10,1000"))) == [
        ("disclosure_exposed", "narrow", key("upper_secondary"))
    ]


def test_a_share_printed_without_its_number_is_found_when_it_is_too_exact(counted, files: dict[str, bytes]) -> None:
    table = "data/indicator_values.csv"
    assert proven(counted, changed(files, table, line_of("upper_secondary", "pct,,,1000", "pct,0.2,,1000"))) == [
        ("disclosure_exposed", "narrow", key("extramural_distance")),
        ("disclosure_exposed", "narrow", key("upper_secondary")),
    ]
    # A whole per cent of a large base leaves room enough.
    assert proven(counted, changed(files, table, line_of("upper_secondary", "pct,,,1000", "pct,0,,1000"))) == []


def test_a_number_that_is_not_the_true_one_proves_nothing(counted, files: dict[str, bytes]) -> None:
    table = "data/indicator_values.csv"
    found = proven(counted, changed(files, table, line_of("basic", "20,1000", "21,1000")))
    assert ("disclosure_number_differs", "", key("basic")) in found


def test_a_total_that_the_warehouse_does_not_have_is_found(counted, files: dict[str, bytes]) -> None:
    """It would tell what is left when the others are taken from it."""
    table = "data/indicator_values.csv"
    lines = files[table].decode().splitlines(keepends=True)
    total = next(one for one in lines if "early_leaver_share,Mērs,9,total,2022/2023," in one)
    with_total = without_workbook(files, table) | {
        table: "".join([*lines, total.replace("2022/2023", "2021/2022")]).encode()
    }
    assert proven(counted, with_total) == [
        ("disclosure_number_differs", "", "ezerzeme-2024 early_leaver_share total 2021/2022")
    ]


def test_of_two_definitions_of_one_time_both_may_be_shown(counted, tmp_path: Path) -> None:
    for number in (24, 30):
        add_figure(counted, number, 300, "belonging_share")
    told = finished(counted, tmp_path)
    assert [",24,300," in told["data/indicator_values.csv"].decode(), proven(counted, told)] == [True, []]


def test_a_cost_of_some_of_the_money_binds_nothing(counted, tmp_path: Path) -> None:
    """Of 100 EUR only some were spent where somebody said how many came."""
    counted.execute(
        "update marts.table_4_4 set participants = 70, invested_funding_eur = 100, cost_per_participant_eur = 5 "
        "where activity_nr = '2.1' and results_year = 2024"
    )
    assert proven(counted, finished(counted, tmp_path)) == []


def test_a_mean_is_not_taken_for_its_number(counted, tmp_path: Path) -> None:
    reach(counted, "participants", 2024, 24)
    counted.execute(
        "update marts.activity_target_result set denominator = 12, achieved_value = 2 where activity_nr = '2.1'"
    )
    counted.execute("update marts.table_4_4 set achieved_value = 2 where activity_nr = '2.1' and results_year = 2024")
    assert proven(counted, finished(counted, tmp_path)) == []


def test_what_a_former_publication_showed_counts(counted, files: dict[str, bytes]) -> None:
    former = changed(files, "data/indicator_values.csv", line_of("extramural_distance", "pct,,,1000", "pct,,10,1000"))
    assert proven(counted, files, [former]) == [("disclosure_exposed", "narrow", key("upper_secondary"))]
    assert proven(counted, files, [files]) == []


def test_a_number_that_any_edition_showed_counts_whatever_another_says(counted, files: dict[str, bytes]) -> None:
    table = "data/indicator_values.csv"
    true, corrected_since = (
        changed(files, table, line_of("extramural_distance", "pct,,,1000", f"pct,,{number},1000"))
        for number in (10, 12)
    )
    for former in ([true, corrected_since], [corrected_since, true]):
        assert proven(counted, files, former) == [("disclosure_exposed", "narrow", key("upper_secondary"))]
    assert proven(counted, files, [corrected_since]) == []


def test_a_mark_that_was_taken_off_is_found_also_when_what_it_protected_is_large_now(
    counted, files: dict[str, bytes]
) -> None:
    """The reader of the edition before would work out from its total how few there were then."""
    counted.execute("update marts.fct_indicator_value set numerator = 8 where breakdown = 'upper_secondary'")
    counted.execute(
        "update marts.fct_indicator_value set numerator = 38 where breakdown = 'total' "
        "and indicator_key = 'early_leaver_share'"
    )
    table = "data/indicator_values.csv"
    corrected = changed(files, table, line_of("total", "pct,3.2,32,1000", "pct,3.8,38,1000"))
    assert proven(counted, corrected, [files]) == []
    for breakdown, number in (("upper_secondary", 8), ("extramural_distance", 10)):
        corrected = changed(corrected, table, line_of(breakdown, "pct,,,1000", f"pct,,{number},1000"))
    assert proven(counted, corrected) == []
    assert proven(counted, corrected, [files]) == [
        ("disclosure_exposed", "unmarked", key("extramural_distance")),
        ("disclosure_exposed", "unmarked", key("upper_secondary")),
    ]


def test_a_school_does_not_learn_of_another_by_its_own_part(counted, files: dict[str, bytes]) -> None:
    counted.execute(
        "insert into marts.fct_indicator_value_school values ('ezerzeme', 'ezerzeme-2024', 'early_leaver_share', "
        "'extramural_distance', '2022/2023', 'skola', 10, null)"
    )
    assert ("disclosure_exposed", "narrow", key("upper_secondary")) in proven(counted, files)


@pytest.mark.parametrize("name", ["index.html", "lapai.html", "dcat.jsonld"])
def test_a_hidden_number_is_found_in_text(counted, files: dict[str, bytes], name: str) -> None:
    found = proven(counted, changed(files, name, lambda text: text.replace("Ezerzemes", f"{UNUSUAL} Ezerzemes", 1)))
    assert [(rule_id, file) for rule_id, file, _ in found] == [("disclosure_printed", name)]


@pytest.mark.parametrize(
    "words",
    ["5 273 no 5 277", "99,9 %", "5\u00a0273", '<img alt="5273">', "<!-- nav --><b>5273</b>"],
    ids=["of_base", "share", "grouped", "picture", "markup"],
)
def test_a_hidden_number_is_found_as_it_may_be_written(counted, files: dict[str, bytes], words: str) -> None:
    found = proven(counted, changed(files, "index.html", lambda text: text.replace("</h1>", f"</h1><p>{words}</p>", 1)))
    assert {(rule_id, file) for rule_id, file, _ in found} == {("disclosure_printed", "index.html")}


def test_a_hidden_number_in_a_text_of_the_working_group_is_found_in_the_open_data_too(
    counted, files: dict[str, bytes], tmp_path: Path
) -> None:
    counted.execute("update marts.narrative set publishable_text = 'Ir 0,2 %.' where publishable_text = '60 vecāki'")
    told = finished(counted, tmp_path / "cits")
    found = proven(counted, told)
    assert {(rule_id, cell) for rule_id, _, cell in found} == {("disclosure_printed", key("upper_secondary"))}
    names = {"index.html", "lapai.html", "rezultati.pdf", "tabula-4-4.docx", "tabula-4-4.xlsx", "dati.xlsx"}
    assert {file for _, file, _ in found} >= names | {"data/table_4_4.csv"}


def say(marts, text: str) -> None:
    of_activity = "activity_key = 'k1' and field = 'achieved_result' and results_year = 2024"
    marts.execute(f"update marts.narrative set publishable_text = $1 where {of_activity}", [text])  # noqa: S608


def test_few_people_in_the_text_of_an_activity_are_found(counted, tmp_path: Path) -> None:
    reach(counted, "events", 2024, 3)
    reach(counted, "families", 2024, 3, target_nr=2)
    say(counted, "3\u00a0pasākumi; cilvēku skaits netiek publicēts, lai nevienu nevarētu atpazīt")
    assert proven(counted, finished(counted, tmp_path)) == []
    say(counted, "3\u00a0pasākumi; 13 vai 3,5 reizes")
    assert proven(counted, finished(counted, tmp_path)) == []
    say(counted, "3\u00a0pasākumi; piedalījās 3 ģimenes")
    assert proven(counted, finished(counted, tmp_path)) == [
        ("disclosure_exposed", "printed", "achieved k1 2 2024"),
        ("disclosure_few_people", "data/table_4_4.csv", "2.1, Sasniegtais rezultāts"),
    ]


@pytest.mark.parametrize("former", [False, True], ids=["hidden now", "hidden before"])
def test_a_hidden_number_in_a_text_is_found_whenever_it_was_hidden(
    counted, files: dict[str, bytes], former: bool
) -> None:
    told = with_cells(files, "k1", achieved_result="Ir 0,2 % (2 no 1000).")
    assert proven(counted, told, [files] * former) == [
        ("disclosure_printed", "data/table_4_4.csv", key("upper_secondary"))
    ]


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Kursu pabeidza 3\u00a0vecāki.", True),
        ("Divi jaunieši apmeklēja centru.", True),
        ("Atbalstīti 4 PMP riska izglītojamie", True),
        ("Trijām ģimenēm bija plāns", True),
        ("5 vecāki; vidēji 3 vecāki grupā", False),
        ("13 vecāki, divdesmit bērni, 2,5 pedagogi", False),
        ("3 pasākumi vecākiem", False),
    ],
)
def test_a_text_about_few_people_is_found_whoever_counts_them(
    counted, files: dict[str, bytes], text: str, is_found: bool
) -> None:
    expected = [("disclosure_few_people", "data/table_4_4.csv", "2.1, Ietekmes faktoru analīze")] * is_found
    assert proven(counted, with_cells(files, "k1", factor_analysis=text)) == expected


def test_the_reason_of_a_correction_tells_of_no_few_people(counted, files: dict[str, bytes]) -> None:
    manifest = json.loads(files["manifest.json"]) | {"corrections": [{"why": "Skola aizmirsa 2 izglītojamos."}]}
    told = files | {"manifest.json": json.dumps(manifest).encode()}
    assert proven(counted, told) == [("disclosure_few_people", "manifest.json", "--why")]


@pytest.mark.parametrize(
    ("words", "is_found"),
    [("Kursā bija 3\u00a0ģimenes.", True), ("Atbalstīti 3 bērni", True), ("3 skolās, 3,5 reizes, 13 ģimenes", False)],
)
def test_few_people_in_another_text_of_the_activity_are_found(
    counted, tmp_path: Path, words: str, is_found: bool
) -> None:
    reach(counted, "families", 2024, 3)
    told = with_cells(finished(counted, tmp_path), "k1", impact_assessment=words)
    found = [one for one in proven(counted, told) if one[0] != "disclosure_few_people"]
    assert found == [("disclosure_exposed", "printed", "achieved k1 1 2024")] * is_found


def with_cells(files: dict[str, bytes], activity: str, **cells: str) -> dict[str, bytes]:
    """The publication with other cells in the row of an activity."""
    name, table = "data/table_4_4.csv", StringIO()
    rows = list(csv.DictReader(StringIO(files[name].decode("utf-8-sig"))))
    writer = csv.DictWriter(table, rows[0].keys())
    writer.writeheader()
    writer.writerows(row | cells if row["activity_key"] == activity else row for row in rows)
    return without_workbook(files, name) | {name: table.getvalue().encode()}


def test_the_company_of_few_people_in_a_text_is_found(counted, tmp_path: Path) -> None:
    """Two more came in the second year: the sum that is hidden for them stands in the text of the first."""
    reach(counted, "graduates", 2024, 20)
    reach(counted, "graduates", 2025, 22)
    say(counted, "Pietiekami daudz")
    files = finished(counted, tmp_path)
    next_year = with_cells(files, "k1", results_year="2025", achieved_value="22")
    assert proven(counted, files, [next_year]) == []
    assert proven(counted, with_cells(files, "k1", achieved_result="20 absolventi"), [next_year]) == [
        ("disclosure_exposed", "narrow", "achieved k1 1 2025 own")
    ]


def test_how_an_activity_with_few_people_stands_is_found(counted, files: dict[str, bytes], tmp_path: Path) -> None:
    reach(counted, "graduates", 2024, 4)
    told = finished(counted, tmp_path)
    assert proven(counted, told) == []
    judged = with_cells(told, "k1", achievement_status="met")
    assert proven(counted, judged) == [("disclosure_printed", "data/table_4_4.csv", "achieved k1 1 2024")]


def test_a_number_that_the_plan_prints_gives_nothing_away(counted, tmp_path: Path) -> None:
    counted.execute("update marts.dim_activity set planned_result = '99,9 % no 5 273' where activity_nr = '2.1'")
    counted.execute("update marts.table_4_4 set planned_result = '99,9 % no 5 273' where activity_nr = '2.1'")
    assert proven(counted, finished(counted, tmp_path)) == []


def test_a_share_of_others_beside_what_it_was_counted_from_is_no_hidden_one(counted, files: dict[str, bytes]) -> None:
    words = "<p>0,2 % vecāku (1 no 500)</p>"
    assert proven(counted, changed(files, "index.html", lambda text: text.replace("</h1>", f"</h1>{words}", 1))) == []


@pytest.mark.parametrize("words", ["2 no 1000", "2 no 1 000", "0,2 %"], ids=["of_base", "grouped", "share"])
def test_a_small_hidden_number_is_found_beside_its_base(counted, files: dict[str, bytes], words: str) -> None:
    found = proven(counted, changed(files, "lapai.html", lambda text: text.replace("Ezerzemes", f"{words} – E", 1)))
    assert {(rule_id, file, cell) for rule_id, file, cell in found} == {
        ("disclosure_printed", "lapai.html", key("upper_secondary"))
    }


@pytest.mark.parametrize(("role", "is_found"), [("role-axis-label", False), ("role-mark", True)])
def test_the_scale_of_a_chart_tells_nothing(counted, files: dict[str, bytes], role: str, is_found: bool) -> None:
    picture = f'<svg><g class="mark-text {role}"><text>0.2%</text></g></svg>'.encode()
    chart = f'<img src="data:image/svg+xml;base64,{b64encode(picture).decode()}">'
    found = proven(counted, changed(files, "index.html", lambda text: text.replace("</h1>", f"</h1>{chart}", 1)))
    assert {cell for _, _, cell in found} == ({key("upper_secondary")} if is_found else set())


@pytest.mark.parametrize("name", ["tabula-4-4.docx", "tabula-4-4.xlsx", "dati.xlsx"])
def test_a_hidden_number_is_found_in_packed_files(counted, files: dict[str, bytes], name: str) -> None:
    packed = BytesIO()
    with ZipFile(BytesIO(files[name])) as old, ZipFile(packed, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b"Ezerzemes", f"{UNUSUAL} E".encode(), 1))
    found = proven(counted, files | {name: packed.getvalue()})
    assert {(rule_id, file) for rule_id, file, _ in found} == {("disclosure_printed", name)}


@pytest.mark.parametrize("name", ["kopsavilkums.pdf", "rezultati.pdf"])
def test_a_hidden_number_is_found_in_pdf_files(counted, files: dict[str, bytes], name: str, tmp_path: Path) -> None:
    counted.execute("update marts.dim_plan set plan_title = $1", [f"Plāns {UNUSUAL}"])
    found = proven(counted, files | {name: finished(counted, tmp_path)[name]})
    assert {(rule_id, file) for rule_id, file, _ in found} == {("disclosure_printed", name)}
