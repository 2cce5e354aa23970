"""The published tables: what stands in them, what must not, and that their description holds."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from frictionless import Package

from ingest.workspace import PRODUCT
from ingest.yaml_file import read_yaml_file
from publication.open_data.csv_table import write_csv
from publication.open_data.files import render_open_data
from publication.open_data.tables import tables
from publication.results import read_results

DRAFT = "darba versija, nav publicējama"


def read(files: dict[str, bytes], table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(files[f"data/{table}.csv"].decode(), newline="")))


def everything(files: dict[str, bytes]) -> str:
    """The text of all files, workbooks unpacked."""
    texts = []
    for name, content in files.items():
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(BytesIO(content)) as book:
                texts += [book.read(part).decode() for part in book.namelist()]
        else:
            texts.append(content.decode())
    return "\n".join(texts)


def test_the_files_of_a_publication(files):
    assert list(files) == [
        "data/table_4_4.csv",
        "data/goals.csv",
        "data/indicators.csv",
        "data/indicator_values.csv",
        "data/indicator_targets.csv",
        "data/tasks.csv",
        "data/referrals.csv",
        "data/coverage.csv",
        "dati.xlsx",
        "datapackage.json",
        "dcat.jsonld",
    ]


def test_the_results_table_has_the_values_of_the_mart(files):
    rows = read(files, "table_4_4")
    assert [row["activity_nr"] for row in rows] == ["2.1", "2.2", "10.1"]
    assert rows[0] == {
        "prevention_level": "1",
        "goal_nr": "2",
        "goal_name": "Vecāku kompetence",
        "activity_nr": "2.1",
        "activity_key": "k1",
        "activity_name": "CAP kurss",
        "is_planned_year": "true",
        "planned_result": ' =1+1 <script>alert("x")</script>',
        "achieved_result": "60 vecāki",
        "achieved_value": "60",
        "achievement_status": "met",
        "impact_assessment": " @SUM(A1)",
        "factor_analysis": " -sals",
        "planned_funding_text": "Balvu fonds 150,00 EUR",
        "invested_funding_eur": "12345.60",
        "eur_municipality": "12000.00",
        "eur_state": "345.60",
        "eur_projects": "",
        "eur_other": "",
        "participants": "60",
        "cost_per_participant_eur": "205.76",
        "log_entries": "3",
        "texts_reviewed": "true",
        "municipality": "ezerzeme",
        "results_year": "2024",
        "data_status": DRAFT,
    }
    # Nobody said how much: that is not nothing.
    assert [row["invested_funding_eur"] for row in rows] == ["12345.60", "", ""]
    assert [row["is_planned_year"] for row in rows] == ["true", "", "false"]


def test_cases_and_coverage_are_told_for_the_municipality_up_to_the_year(files):
    shared = ("ezerzeme", "2024", DRAFT)
    assert [tuple(row.values()) for row in read(files, "referrals")] == [
        ("bāriņtiesa", "2022/2023", "2", "", "", "18", "true", "", *shared),
        ("pašvaldības policija", "2023/2024", "2", "3", "2", "61", "true", "-5", *shared),
    ]
    # A file taken in part counts, a rejected one does not; January's logs are about the year before.
    assert [tuple(row.values()) for row in read(files, "coverage")] == [
        ("2023/2024-S2", "school_report", "1", "0", *shared),
        ("2024/2025-S1", "activity_log", "3", "2", *shared),
    ]


def test_every_line_of_the_results_is_published(files, marts):
    results = read_results(marts, "ezerzeme", 2024)
    assert {table.name: len(read(files, table.name)) for table in tables()} == {
        "table_4_4": len(results.activities),
        "goals": 3,
        "indicators": 2,
        "indicator_values": len(results.figures),
        "indicator_targets": 3,
        "tasks": 2,
        "referrals": 2,
        "coverage": 2,
    }


def test_a_share_beside_its_counts_is_rounded(marts):
    marts.execute("""
        update marts.fct_indicator_value set ci_low = 5.1477, ci_high = 10.7333 where value_source = 'submission';
        update marts.indicator_progress set latest_value = 7.471264 where latest_period = '2023/2024';
    """)
    value = "period", "value", "numerator", "denominator", "ci_low", "ci_high"

    def values() -> list[tuple[str, ...]]:
        rows = read(render_open_data(read_results(marts, "ezerzeme", 2024)), "indicator_values")
        return [tuple(row[name] for name in value) for row in rows if row["value_source"] == "submission"]

    assert values() == [("2023/2024", "7.5", "26", "348", "5.1", "10.7")]
    indicators = read(render_open_data(read_results(marts, "ezerzeme", 2024)), "indicators")
    assert [row["latest_value"] for row in indicators] == ["", "7.5"]
    marts.execute("update marts.fct_indicator_value set denominator = 99 where denominator = 348")
    assert values() == [("2023/2024", "7", "26", "99", "5", "11")]


def test_a_count_is_exact(files):
    posts = [row for row in read(files, "indicator_values") if row["indicator_key"] == "posts"]
    assert [(row["indicator_nr"], row["measure_unit"], row["value"]) for row in posts] == [("", "posts", "11.633")]


def test_what_is_not_to_be_published_is_in_no_file(files):
    hidden = [row for row in read(files, "indicator_values") if row["is_publishable"] == "false"]
    numbers = ("value", "numerator", "denominator", "ci_low", "ci_high")
    assert [(row["period"], *(row[name] for name in numbers)) for row in hidden] == [
        ("2019/2020", "", "", "", "", ""),
        ("2021/2022", "", "", "", "", ""),
    ]
    text = everything(files)
    # Counts behind hidden values, other sides, reasons, years and versions.
    for number in ("7771", "8882", "87.49", "6661", "6662", "6663", "6664", "99.9", "88.8"):
        assert number not in text
    # Who has not sent a form is nobody's business outside.
    assert not re.search(r"\b(late|next year|reporter_id|submission_id)\b", text)


def test_no_words_of_a_reporter_are_told_before_they_were_reviewed(marts):
    typed = "Jānis iemācījās lasīt"
    marts.execute("update marts.table_4_4 set factor_analysis = $1 where activity_nr = '2.2'", [typed])
    marts.execute("update marts.narrative set text = $1, drafted_text = $1 where not is_reviewed", [typed])
    assert typed not in repr(read_results(marts, "ezerzeme", 2024))
    marts.execute("update marts.task_status set note = $1", [typed])
    results = read_results(marts, "ezerzeme", 2024)
    assert typed not in everything(render_open_data(results))
    marts.execute("update marts.narrative set publishable_text = text where not is_reviewed")
    files = render_open_data(read_results(marts, "ezerzeme", 2024))
    reviewed = read(files, "table_4_4")[1]
    assert [reviewed[name] for name in ("achieved_result", "impact_assessment", "factor_analysis")] == [
        typed,
        "",
        typed,
    ]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", " =1+1"),
        ("+5% vecāku", " +5% vecāku"),
        ("-5", " -5"),
        ("@SUM(A1)", " @SUM(A1)"),
        ("\t=1+1", " =1+1"),
        ("\r=1+1", " =1+1"),
        ("saraksts\r\n- viens", "saraksts\n - viens"),
        ("a;=1+1", "a; =1+1"),
        ('a;"=1+1', 'a; "=1+1'),
        ("a\t=1+1", "a\t =1+1"),
        ("1 = 1, e-pasts", "1 = 1, e-pasts"),
        ("zvans\x07 un \x00nulle", "zvans\ufffd un \ufffdnulle"),
        (' "citāts", komats ', '"citāts", komats'),
    ],
)
def test_a_text_stays_the_text(marts, text, written):
    marts.execute("update marts.table_4_4 set planned_result = ? where activity_nr = '2.1'", [text])
    files = render_open_data(read_results(marts, "ezerzeme", 2024))
    assert read(files, "table_4_4")[0]["planned_result"] == written


def test_a_negative_number_stays_a_number(files):
    assert ",61,true,-5,ezerzeme," in files["data/referrals.csv"].decode()


def test_csv_is_that_of_rfc_4180(files):
    content = files["data/tasks.csv"]
    assert content.decode().splitlines(keepends=True) == [
        "task_nr,activity_nr,task_name,deadline_text,start_date,end_date,executor,supervisor,planned_state,"
        "task_status,municipality,results_year,data_status\r\n",
        "2.1.1,2.1,Atrast vadītāju,2024.g. septembris,2024-09-01,2024-09-30,Pārvalde,Dome,running,done,ezerzeme,2024,"
        f'"{DRAFT}"\r\n',
        f'2.1.2,2.1,Vadīt grupu,2025.g.,2025-01-01,2025-12-31,Skola,,before_start,unknown,ezerzeme,2024,"{DRAFT}"\r\n',
    ]
    assert all(b"\r\n" in files[table.path] for table in tables())


def test_a_value_without_a_way_to_write_it_is_an_error(marts):
    table = tables()[0]
    with pytest.raises(TypeError):
        write_csv(table, [(b"bytes",)])


@pytest.mark.parametrize("municipality", ["ezerzeme", "kalnava"])
def test_every_file_says_that_it_is_a_draft_and_of_what(marts, municipality):
    results = read_results(marts, municipality, 2024)
    status = f"PARAUGDATI, {DRAFT}" if results.is_demo else DRAFT
    files = render_open_data(results)
    for table in tables():
        assert {row["data_status"] for row in read(files, table.name)} <= {status}
        assert {row["municipality"] for row in read(files, table.name)} <= {municipality}
    assert {row["data_status"] for row in read(files, "table_4_4")} == {status}
    for name in ("dati.xlsx", "datapackage.json", "dcat.jsonld"):
        text = everything({name: files[name]})
        assert status in text
        assert ("PARAUGDATI" in text) == results.is_demo or name != "dcat.jsonld"


def test_the_same_results_give_the_same_bytes(marts, files):
    assert render_open_data(read_results(marts, "ezerzeme", 2024)) == files


def write(files: dict[str, bytes], folder: Path) -> Package:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return Package(str(folder / "datapackage.json"))


@pytest.mark.parametrize("municipality", ["ezerzeme", "kalnava"])
def test_the_data_package_is_valid(marts, tmp_path, municipality):
    report = write(render_open_data(read_results(marts, municipality, 2024)), tmp_path).validate()
    assert report.flatten(["path", "rowNumber", "fieldName", "message"]) == []
    assert [task.name for task in report.tasks] == [table.name for table in tables()]


@pytest.mark.parametrize(
    ("file", "old", "new", "error"),
    [
        ("table_4_4", b",met,", b",reached,", "constraint-error"),
        ("table_4_4", b"12345.60", b"12345,60", "type-error"),
        ("table_4_4", b"\r\n1,2,Vec", b"\r\n1,,Vec", "constraint-error"),
        ("tasks", b"2.1.2,", b"2.1.1,", "primary-key"),
        ("tasks", b"2024-09-30", b"30.09.2024.", "type-error"),
        ("coverage", b"3,2", b"3,1", "hash-count"),
        ("coverage", b"form,", b"", "incorrect-label"),
    ],
)
def test_spoilt_data_do_not_pass_as_valid(files, tmp_path, file, old, new, error):
    path = f"data/{file}.csv"
    assert old in files[path]
    report = write(files | {path: files[path].replace(old, new, 1)}, tmp_path).validate()
    assert error in {found for (found,) in report.flatten(["type"])}


def test_the_data_package_names_licence_publisher_and_columns(files):
    package = json.loads(files["datapackage.json"])
    assert package["name"] == "pmp-ezerzeme-2024"
    assert [licence["name"] for licence in package["licenses"]] == ["CC-BY-4.0"]
    assert package["contributors"] == [{"title": "Ezerzemes novads", "role": "publisher"}]
    status = next(
        field for field in package["resources"][0]["schema"]["fields"] if field["name"] == "achievement_status"
    )
    assert status["title"] == "Izpilde"
    assert status["description"].startswith("Sasniegtais pret plānoto. exceeded – pārsniegts; met – sasniegts; ")
    assert status["constraints"] == {
        "required": True,
        "enum": ["exceeded", "met", "partly", "not_met", "described", "not_published", "no_data"],
    }


def test_lines_are_known_by_their_key_which_is_declared_where_no_column_of_it_may_be_empty(files):
    schemas = {resource["name"]: resource["schema"] for resource in json.loads(files["datapackage.json"])["resources"]}
    for table in tables():
        keys = [tuple(row[name] for name in table.key) for row in read(files, table.name)]
        assert len(set(keys)) == len(keys)
    # A measure may have no indicator.
    assert [name for name, schema in schemas.items() if "primaryKey" not in schema] == ["indicator_values"]
    assert schemas["indicators"]["primaryKey"] == ["indicator_nr", "breakdown"]


MARTS = {
    "table_4_4": ["table_4_4"],
    "goals": ["dim_goal"],
    "indicators": ["dim_indicator", "indicator_progress"],
    "indicator_values": ["fct_indicator_value"],
    "indicator_targets": ["dim_indicator_target"],
    "tasks": ["task_status"],
}


def allowed_values(model: str) -> dict[str, set[str]]:
    """The values that a mart's tests allow, by column."""
    (definition,) = read_yaml_file(PRODUCT / f"dbt_project/models/marts/{model}.yml")["models"]
    return {
        column["name"]: set(test["accepted_values"]["arguments"]["values"])
        for column in definition["columns"]
        for test in column.get("data_tests", [])
        if "accepted_values" in test
    }


def test_columns_know_the_codes_that_the_marts_allow():
    checked = set()
    for table in tables():
        allowed: dict[str, set[str]] = {}
        for model in MARTS.get(table.name, []):
            allowed |= allowed_values(model)
        for column in table.columns:
            if column.name in allowed and column.type == "string":
                # Where a value is hidden, its standing is too: that is decided after the marts.
                hidden = {"not_published"} if column.name in ("progress_status", "achievement_status") else set()
                assert set(column.codes) == allowed[column.name] | hidden, (table.name, column.name)
                checked.add(column.name)
    assert checked == {
        "achievement_status",
        "better_direction",
        "comparator",
        "goal_list",
        "missing_reason",
        "planned_state",
        "progress_status",
        "target_kind",
        "task_status",
        "unit",
        "value_source",
    }


def test_every_word_of_the_definition_is_a_word():
    for table in tables():
        assert set(table.key) <= {column.name for column in table.columns}
        for column in table.columns:
            texts = (column.name, column.type, column.title, column.description, *column.codes, *column.codes.values())
            assert all(isinstance(text, str) and text for text in texts), column
