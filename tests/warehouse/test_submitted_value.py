"""One query from a figure to the cells it was made of."""

from __future__ import annotations

import re

import duckdb
import pytest

from ingest.forms.definition import all_forms, load_form
from ingest.workspace import PRODUCT

pytestmark = pytest.mark.slow


def test_a_school_figure_of_an_indicator_is_traced_to_its_cells(reported_marts: duckdb.DuckDBPyConnection) -> None:
    found = reported_marts.execute(
        "select school.numerator, school.denominator, collection, field, submitted.breakdown, value_number, cell "
        "from marts.submitted_value as submitted "
        "join marts.bridge_indicator_answer using (municipality, reporter_id, form, collection, field, breakdown) "
        "join marts.fct_indicator_value_school as school using (municipality, reporter_id, indicator_key, period) "
        "where municipality = 'kraslava' and reporter_id = '4212900551' and indicator_key = 'career_counselling_share' "
        "order by field"
    ).fetchall()
    assert [row[:6] for row in found] == [
        (30, 40, "2024/2025-S2", "career_counselling", "total", 30),
        (30, 40, "2024/2025-S2", "learners_grades_7_12", "total", 40),
    ]
    assert all(cell.startswith("C") for *_, cell in found)


def test_what_a_school_indicator_counts_is_the_sum_of_its_answers(reported_marts: duckdb.DuckDBPyConnection) -> None:
    off = reported_marts.execute(
        "select school.indicator_key, school.reporter_id, any_value(school.numerator), sum(answer.numerator) "
        "from marts.fct_indicator_value_school as school "
        "inner join marts.bridge_indicator_answer as answer using (municipality, reporter_id, indicator_key, period) "
        "where school.breakdown = 'total' and school.numerator is not null "
        "group by school.municipality, school.plan_id, school.indicator_key, school.indicator_nr, school.reporter_id, "
        "school.period having abs(any_value(school.numerator) - sum(answer.numerator)) > 1e-9"
    ).fetchall()
    assert off == []


def test_the_queries_of_the_readme_find_something(reported_marts: duckdb.DuckDBPyConnection) -> None:
    readme = (PRODUCT / "README.md").read_text(encoding="utf-8")
    section = readme.split("## From a figure to its cell")[1].split("```")[1]
    at_risk, indicator, money = re.findall(r'pmp query --format csv "\n(.*?)"\n', section, re.DOTALL)
    assert sorted(row[6] for row in reported_marts.execute(at_risk).fetchall()) == [5, 6, 7, 20]
    assert sorted(row[7] for row in reported_marts.execute(indicator).fetchall()) == [30, 40, 90, 180]
    assert reported_marts.execute(money).fetchall() == []  # its log is empty here
    ludza = money.replace("kraslava", "ludza").replace("1.1", "1.3")
    assert sorted(row[5] for row in reported_marts.execute(ludza).fetchall()) == [20, 100.5]


def test_every_column_of_every_line_can_be_traced(reported_marts: duckdb.DuckDBPyConnection) -> None:
    """The list of columns in int_filled_cells is that of the forms."""
    sql = reported_marts.execute("select sql from duckdb_views() where view_name = 'int_filled_cells'").fetchone()[0]
    for form in all_forms():
        for table in form.tables:
            for field in table.fields:
                assert f"'{field.field}' AS field" in sql, (form.form, field.field)


def test_shares_on_a_school_page_have_the_base_of_their_indicator(reported_marts: duckdb.DuckDBPyConnection) -> None:
    bases = dict(reported_marts.execute("select field, base_fields from seeds.school_figures").fetchall())
    fields = {field.field: field for field in load_form("school_report").fields}
    assert set(bases) <= set(fields)
    compared = 0
    for name, base in bases.items():
        for feed in fields[name].feeds if base else ():
            if feed.numerator:
                below = [
                    field.field
                    for field in fields.values()
                    if any(other.indicator == feed.indicator and other.denominator for other in field.feeds)
                    and "S2" in field.asked_in
                ]
                assert sorted(base.split(",")) == sorted(below), name
                compared += 1
    assert compared == 5
