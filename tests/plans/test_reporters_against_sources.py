"""The reporters of each municipality, held against the state's workbook and the plan as printed."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from printed import FILES, PLANS
from python_calamine import CalamineWorkbook
from section import fold

from ingest.enrolment.read import read_enrolment
from ingest.plans.named_reporters import names_of, namings, unmatched_names
from ingest.plans.printed_names import KnownNames, folded
from ingest.plans.registry import RawPlan, RawRegistry, read_registry
from ingest.workspace import PRODUCT

REGISTRY = PRODUCT / "plans"
WORKBOOK = PRODUCT.parent / "shared/data/viis/izglitojamoskvispizglprogr_pa_iestadem_01122022.xlsx"
SLUGS = sorted(path.parent.name for path in REGISTRY.glob("*/reporters.csv"))
PROGRAMMES = WORKBOOK.with_name("izglitojamoskvispizglprogr_pa_progr_01122022.xlsx")
STUDY_FORMS = {"1": "full_time", "3": "extramural", "4": "distance"}
KINDS = {
    "Pirmsskolas izglītības iestāde": "preschool",
    "Vispārējās izglītības iestāde": "school",
    "Speciālās izglītības iestāde": "school",
    "Bērnu un jauniešu interešu izglītības iestāde": "interest_education",
}
STAGES = {"basic": range(1, 10), "upper_secondary": range(10, 13)}
NUMBERS = {"aizkraukle": (41, 25), "kraslava": (27, 14), "ludza": (32, 19), "riga": (268, 248), "smiltene": (32, 16)}
Row = dict[str, str]

with_state_workbook = pytest.mark.skipif(
    not WORKBOOK.is_file(), reason="the state's workbook (../shared/data/viis) is not at hand"
)
with_printed_plans = pytest.mark.skipif(
    not PLANS.is_dir(), reason="the printed plans (../shared/plans) are not at hand"
)


@pytest.fixture(scope="module")
def registry() -> RawRegistry:
    return read_registry([REGISTRY])


@pytest.fixture(scope="module")
def institutions() -> list[dict[str, Any]]:
    sheet = read_enrolment(WORKBOOK.read_bytes(), WORKBOOK.name)
    return [dict(row.values) for row in sheet.rows]


def plan_of(registry: RawRegistry, slug: str) -> RawPlan:
    return next(plan for plan in registry.plans if plan.header.municipality == slug)


def registered(registry: RawRegistry, slug: str) -> dict[str, Row]:
    rows = registry.reporters[slug].rows
    return {row["registration_number"]: row for row in rows if row["registration_number"]}


@with_state_workbook
@pytest.mark.parametrize("slug", SLUGS)
def test_every_institution_the_municipality_founded_is_a_reporter(
    registry: RawRegistry, institutions: list[dict[str, Any]], slug: str
) -> None:
    [founder] = {row["founder"] for row in registered(registry, slug).values()}
    founded = {
        row["registration_number"]: (row["institution_name"], KINDS[row["institution_kind"]], ",".join(stages(row)))
        for row in institutions
        if (row["founder"], row["subordination"]) == (founder, "Pašvaldība")
    }
    listed = {
        number: (row["reporter_name"], row["reporter_kind"], row["education_stages"])
        for number, row in registered(registry, slug).items()
    }
    assert listed == founded


@pytest.mark.skipif(not PROGRAMMES.is_file(), reason="the state's other workbook (../shared/data/viis) is not at hand")
@pytest.mark.parametrize("slug", SLUGS)
def test_study_forms_are_those_of_the_programmes_that_have_learners(registry: RawRegistry, slug: str) -> None:
    """The last digit of a programme's code is its form: 1 full time, 3 extramural, 4 distance."""
    headings, *programmes = CalamineWorkbook.from_path(PROGRAMMES).get_sheet_by_index(0).to_python()
    found: dict[str, set[str]] = {}
    for cells in programmes:
        row = dict(zip(headings, cells, strict=True))
        for stage, grades in STAGES.items():
            if any(row[f"{grade}. klase"] for grade in grades):
                form = STUDY_FORMS[str(row["Izglītības programmas kods"])[-1]]
                found.setdefault(str(row["Iestādes reģistrācijas Nr."]), set()).add(f"{stage}.{form}")
    for number, row in registered(registry, slug).items():
        others = {code.split(".")[0] for code in found.get(number, ()) if not code.endswith(".full_time")}
        named = {code for code in found.get(number, ()) if code.split(".")[0] in others}
        assert set(filter(None, row["study_forms"].split(","))) == named, row["reporter_name"]


def stages(institution: dict[str, Any]) -> Iterator[str]:
    """The stages whose grades have learners."""
    yield from (stage for stage, grades in STAGES.items() if any(institution[str(grade)] for grade in grades))
    if institution["vocational"]:
        yield "vocational"


@with_printed_plans
@pytest.mark.parametrize("slug", SLUGS)
def test_names_are_printed_in_the_plan_or_explained(registry: RawRegistry, slug: str) -> None:
    """A registered institution is called as the state calls it; every other name and every alias is the plan's."""
    text = fold((PLANS / FILES[slug]).read_text(encoding="utf-8")).casefold()
    rows = registry.reporters[slug].rows
    names = [name for row in rows for name in names_of(row)[1 if row["registration_number"] else 0 :]]
    unprinted = [name for name in names if fold(name).casefold() not in text]
    assert sorted(unprinted) == explained(slug)


def explained(slug: str) -> list[str]:
    with (Path(__file__).parent / "unprinted_names.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert all(row["reason"] for row in rows)
    return sorted(row["name"] for row in rows if row["slug"] == slug)


@pytest.mark.parametrize("slug", SLUGS)
def test_no_printed_executor_is_unknown(registry: RawRegistry, slug: str) -> None:
    assert [(naming, name) for naming, name in unmatched_names(registry, plan_of(registry, slug))] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_every_explained_name_is_used(registry: RawRegistry, slug: str) -> None:
    """A meaning that no text of the plan needs would be invented or out of date."""
    plan, executors = plan_of(registry, slug), registry.executors[slug].rows
    own = [name for row in registry.reporters[slug].rows for name in names_of(row)]
    known = KnownNames({folded(name) for name in [*own, *(row["printed_name"] for row in executors)]})
    texts = [naming.text for naming in namings(plan)]
    texts += [row["scope"] for row in plan.tables["observations"].rows]
    used = {name for text in texts for name in known.read(text)[0]}
    assert [row["printed_name"] for row in executors if folded(row["printed_name"]) not in used] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_institutions_with_printed_figures_are_reporters(registry: RawRegistry, slug: str) -> None:
    """What the school profiles join: the scope of an observation is a name or alias letter by letter."""
    known = {name for row in registry.reporters[slug].rows for name in names_of(row)}
    explained_names = {row["printed_name"] for row in registry.executors[slug].rows}
    scopes = {row["scope"] for row in plan_of(registry, slug).tables["observations"].rows}
    assert scopes - known - explained_names <= {"municipality", "country"}


@pytest.mark.parametrize("slug", SLUGS)
def test_of_a_table_of_cases_the_named_institutions_report_theirs(registry: RawRegistry, slug: str) -> None:
    """Groups without a name cannot be asked; only Rīga prints such a table."""
    reporters = {name: row for row in registry.reporters[slug].rows for name in names_of(row)}
    observations = plan_of(registry, slug).tables["observations"].rows
    printed = {row["scope"] for row in observations if row["measure"] == "interinstitutional_cases"}
    asked = {name: reporters[name] for name in printed & set(reporters) if reporters[name]["is_expected"] == "true"}
    assert all("referral_counts" in row["forms"].split(",") for row in asked.values())
    groups = {"Citi", "Krīzes centri", "Nevalstiskās organizācijas", "Ārpusģimenes aprūpes iestādes"}
    assert printed - set(asked) == (groups if slug == "riga" else set())


def test_rigas_child_protection_is_asked_from_the_centre_that_followed_the_inspectorate(registry: RawRegistry) -> None:
    rows = [row for row in registry.reporters["riga"].rows if row["reporter_kind"] == "child_protection"]
    assert [(row["reporter_name"], row["valid_from"], row["valid_to"], row["successor_id"]) for row in rows] == [
        ("Valsts bērnu tiesību aizsardzības inspekcija", "", "2023-12-31", "riga-child-protection-centre"),
        ("Bērnu aizsardzības centrs", "2024-01-01", "", ""),
    ]


@pytest.mark.parametrize("slug", SLUGS)
def test_schools_report_as_schools_and_preschools_only_what_they_do(registry: RawRegistry, slug: str) -> None:
    forms = {kind: set[str]() for kind in ("school", "preschool", "education_board")}
    for row in registry.reporters[slug].rows:
        if row["reporter_kind"] in forms:
            forms[row["reporter_kind"]].add(row["forms"])
    assert forms == {
        "school": {"school_report,referral_counts,activity_log,survey_results,task_report"},
        "preschool": {"activity_log,task_report"},
        "education_board": {"referral_counts,activity_log,survey_results,task_report,board_values"},
    }


@pytest.mark.parametrize("slug", SLUGS)
def test_numbers_of_reporters(registry: RawRegistry, slug: str) -> None:
    """All of them, and those in the register of educational institutions."""
    assert (len(registry.reporters[slug].rows), len(registered(registry, slug))) == NUMBERS[slug]
