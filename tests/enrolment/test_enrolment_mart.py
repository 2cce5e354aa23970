"""Collect, build, query: what the state's workbooks say is what `marts.enrolment` says."""

from __future__ import annotations

import json

import pytest
from python_calamine import CalamineWorkbook
from state_workbook import institution, state_workbook

from ingest.enrolment.layout import enrolment_layout
from ingest.workspace import PRODUCT, Workspace
from orchestration import warehouse
from tests.product import pmp, rows

pytestmark = pytest.mark.slow
STATE = PRODUCT.parent / "shared" / "data" / "viis" / "izglitojamoskvispizglprogr_pa_iestadem_01122022.xlsx"
needs_state_file = pytest.mark.skipif(not STATE.is_file(), reason=f"the state's workbook is not at hand ({STATE.name})")

FORMER = state_workbook([institution("4501900001", g9=99)])
CORRECTED = state_workbook(
    [
        institution("4501900001", g1=20, g9=15, pre_5plus=4),
        institution("4501900002", "RĪGA", g12=30, vocational=2),
        institution("4501900003", "OGRES NOVADS", g1="astoņi"),
        institution("4501900004", "OGRES NOVADS", g1=8, all_total=9),
    ]
)


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """One build of everything: two invented workbooks for 2023 and, where it is at hand, the state's for 2022."""
    workspace = Workspace(tmp_path_factory.mktemp("collected"))
    folder = tmp_path_factory.mktemp("files")
    for name, content in (("former_01122023.xlsx", FORMER), ("corrected_01122023.xlsx", CORRECTED)):
        (folder / name).write_bytes(content)
    first = pmp(workspace, "collect", str(folder / "former_01122023.xlsx"))
    assert (first.returncode, first.stderr) == (0, "")
    second = pmp(workspace, "collect", str(folder / "corrected_01122023.xlsx"), "--again")
    assert second.returncode == 1
    assert (
        "! corrected_01122023.xlsx: izglītojamie 01.12.2023.; uzņemts bez 1\u00a0noraidītās iestādes" in second.stdout
    )
    assert "failā: 4, uzņemtas: 3, noraidītas: 1" in second.stdout
    rejected, warning = second.stderr.splitlines()
    assert rejected.startswith("✖ corrected_01122023.xlsx, lapa «Sheet1», šūna L4: ailē «1. klase» ir «astoņi»")
    assert warning.startswith("! corrected_01122023.xlsx, lapa «Sheet1», šūna Z5: ailē")
    if STATE.is_file():
        assert pmp(workspace, "collect", str(STATE)).returncode == 0
    built = pmp(workspace, "build")
    assert built.returncode == 0, built.stderr
    return workspace


def test_query_gives_what_the_corrected_workbook_says(collected: Workspace) -> None:
    done = pmp(
        collected,
        "query",
        "select municipality_name, municipality, registration_number, grade, learners from marts.enrolment "
        "where school_year = '2023/2024' and learners > 0 order by registration_number, grade",
        "--format=json",
    )
    assert [tuple(row.values()) for row in json.loads(done.stdout)] == [
        ("LUDZAS NOVADS", "ludza", "4501900001", "1", 20),
        ("LUDZAS NOVADS", "ludza", "4501900001", "9", 15),
        ("LUDZAS NOVADS", "ludza", "4501900001", "pre_5plus", 4),
        ("RĪGA", "riga", "4501900002", "12", 30),
        ("RĪGA", "riga", "4501900002", "vocational", 2),
        ("OGRES NOVADS", None, "4501900004", "1", 8),
    ]


def test_findings_are_in_the_warehouse(collected: Workspace) -> None:
    found = rows(collected, "select rule_id, severity, sheet, cell, value, is_current from marts.enrolment_finding")
    assert sorted(found) == [
        ("enrolment_not_count", "reject_row", "Sheet1", "L4", "astoņi", True),
        ("enrolment_total_differs", "warning", "Sheet1", "Z5", "9", True),
    ]


def test_the_build_is_current_until_something_lands(collected: Workspace) -> None:
    assert warehouse.is_current(collected)
    assert "Nekas nav mainījies" in pmp(collected, "build").stdout


@needs_state_file
def test_learners_by_municipality_and_grade_are_the_workbooks_own_sums(collected: Workspace) -> None:
    """The sums are made from the file by column number, not through the reader."""
    headings, *lines = CalamineWorkbook.from_path(str(STATE)).get_sheet_by_index(0).to_python()
    grades = {heading: column.name for column in enrolment_layout().of_kind("learners") for heading in column.headings}
    expected: dict[tuple[str, str], int] = {}
    for line in lines:
        for heading, value in zip(headings[8:], line[8:], strict=True):
            if heading in grades:
                key = (line[0], grades[heading])
                expected[key] = expected.get(key, 0) + int(value)
    found = rows(
        collected,
        "select municipality_name, grade, sum(learners)::int from marts.enrolment "
        "where school_year = '2022/2023' group by all",
    )
    assert len({municipality for municipality, _ in expected}) == 43
    assert {(municipality, grade): learners for municipality, grade, learners in found} == expected
    assert sum(expected.values()) == sum(int(line[-1]) for line in lines)


@needs_state_file
def test_the_five_municipalities_have_their_slug(collected: Workspace) -> None:
    found = rows(
        collected,
        "select distinct municipality, municipality_name from marts.enrolment "
        "where school_year = '2022/2023' and municipality is not null order by municipality",
    )
    assert found == [
        ("aizkraukle", "AIZKRAUKLES NOVADS"),
        ("kraslava", "KRĀSLAVAS NOVADS"),
        ("ludza", "LUDZAS NOVADS"),
        ("riga", "RĪGA"),
        ("smiltene", "SMILTENES NOVADS"),
    ]
