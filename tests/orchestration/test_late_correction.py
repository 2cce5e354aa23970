"""A correction that comes after the final publication: laid beside the first, the second gives away nothing hidden."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingest.workspace import Workspace
from orchestration import cli, warehouse
from publication.disclosure.finished_files import proof_of
from publication.finals import Final, finals_of
from tests.orchestration.conftest import NOT_FOUND, READ, change, rebuild
from tests.product import readable_text
from tests.publication.disclosure.published import Attack, Figures
from tests.publication.disclosure.test_published import add_figure

STAGES = ("basic", "upper_secondary", "extramural_distance")
PERIOD = "2022/2023"

# What was counted of 1000 in each stage when the first edition came out, and what a school corrected since.
BEFORE = {
    "early_leaver_share": {"total": 36, "basic": 20, "upper_secondary": 6, "extramural_distance": 10},
    "belonging_share": {"total": 32, "basic": 20, "upper_secondary": 2, "extramural_distance": 10},
    "not_continuing_after_basic_share": {"total": 36, "basic": 20, "upper_secondary": 6, "extramural_distance": 10},
}
NOW = {
    "early_leaver_share": {"total": 33, "basic": 20, "upper_secondary": 3, "extramural_distance": 10},
    "belonging_share": {"total": 38, "basic": 20, "upper_secondary": 8, "extramural_distance": 10},
    # The total stays as it was: what one stage loses the other gains.
    "not_continuing_after_basic_share": {"total": 36, "basic": 23, "upper_secondary": 3, "extramural_distance": 10},
}
UNUSUAL = {"career_counselling_share": (5273, 5081)}
"""All but four of its base: hidden for the few that are left; far from that now."""
UNUSUAL_BASE = 5277

PROGRESS = """
    update marts.fct_indicator_value set indicator_nr = '8' where indicator_key = 'early_leaver_share';
    insert into marts.dim_indicator by name
        select 'ezerzeme' as municipality, 'ezerzeme-2024' as plan_id, '8' as indicator_nr,
            'upper_secondary' as breakdown, 9 as indicator_order, 3 as prevention_level,
            'Pārtraukušie' as indicator_name, 'early_leaver_share' as indicator_key, 'pct' as unit,
            'lower' as better_direction, 'value' as baseline_kind;
    insert into marts.indicator_progress by name
        select 'ezerzeme' as municipality, 'ezerzeme-2024' as plan_id, 2024 as results_year, '8' as indicator_nr,
            'upper_secondary' as breakdown, 0.6 as latest_value, '2022/2023' as latest_period,
            true as is_latest_publishable, true as is_baseline_publishable, 'no_target' as progress_status;
"""


@dataclass(frozen=True)
class Editions:
    """A final publication and its correction, with the warehouse behind it."""

    workspace: Workspace
    first: Final
    second: Final
    first_as_frozen: dict[str, bytes]


def approve(*more: str) -> None:
    named = ["--municipality", "ezerzeme", "--year", "2024", "--approved-by", "Vadītāja", "--decision", "Nr. 7"]
    with pytest.raises(SystemExit) as ended:
        cli.main(["publish", "--final", *named, *more])
    assert ended.value.code == 0


def count_people(workspace: Workspace) -> None:
    with duckdb.connect(warehouse.real_path(workspace)) as connection:
        for measure, stages in BEFORE.items():
            for stage, number in stages.items():
                add_figure(connection, number, 1000, measure, breakdown=stage)
        for measure, (number, _) in UNUSUAL.items():
            add_figure(connection, number, UNUSUAL_BASE, measure)
        connection.execute(PROGRESS)


def corrections() -> Iterator[str]:
    figure = "update marts.fct_indicator_value set numerator = {}, value = {} where indicator_key = '{}'"
    for measure, stages in NOW.items():
        for stage, number in stages.items():
            yield f"{figure.format(number, number / 10, measure)} and breakdown = '{stage}'"
    for measure, (_, number) in UNUSUAL.items():
        yield figure.format(number, 100 * number / UNUSUAL_BASE, measure)
    yield "update marts.indicator_progress set latest_value = 0.3 where indicator_nr = '8'"


@pytest.fixture(scope="module")
def editions(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Editions:
    workspace = Workspace(tmp_path_factory.mktemp("late") / "workspace")
    shutil.copytree(small, workspace.home, symlinks=True)
    change(workspace, NOT_FOUND, READ)
    count_people(workspace)
    publication = workspace.publication("ezerzeme", 2024)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PMP_HOME", str(workspace.home))
        approve()
        (first,) = finals_of(publication)
        as_frozen = first.files()
        rebuild(workspace, *corrections())
        approve("--why", "Skola izlaboja skaitu.")
    first, second = finals_of(publication)
    return Editions(workspace, first, second, as_frozen)


def figures_in(edition: Final) -> dict[tuple[str, str], dict[str, str]]:
    """The lines of the open data, as anybody reads them."""
    lines = csv.DictReader(StringIO(edition.files()["data/indicator_values.csv"].decode("utf-8-sig")))
    return {(line["indicator_key"], line["breakdown"]): line for line in lines if line["period"] == PERIOD}


def attack(measure: str, truth: dict[str, int], edition: Final, other: Final) -> tuple[Attack, set[str]]:
    """Somebody with an edition who knows besides what the other shows and is as true; and the marks of the one."""
    here, there = ({stage: figures_in(one)[measure, stage] for stage in truth} for one in (edition, other))
    marked = {stage for stage, line in here.items() if not line["numerator"]}
    assert {here[stage][column] for stage in marked for column in ("value", "ci_low", "ci_high")} <= {""}
    assert {line["denominator"] for line in here.values()} == {"1000"}
    parts: dict[str, tuple[str, ...]] = {"total": STAGES} | {stage: (stage,) for stage in STAGES}
    rests = {f"{stage} rest": 1000 - number for stage, number in truth.items()}
    sums = parts | {rest: (rest,) for rest in rests}
    sums |= {f"{stage} base": (*parts[stage], f"{stage} rest") for stage in truth}
    figures = Figures({stage: truth[stage] for stage in STAGES} | rests, sums, {one: f"{one} base" for one in truth})
    known = {stage for stage, line in there.items() if line["numerator"] == str(truth[stage])}
    return Attack(figures, marked - known, rests), marked


@pytest.mark.parametrize("measure", NOW)
def test_no_mark_of_the_correction_is_worked_out_from_the_first_edition(editions: Editions, measure: str) -> None:
    reader, marked = attack(measure, NOW[measure], editions.second, editions.first)
    assert "upper_secondary" in marked
    assert reader.marked == marked  # none of them is told by the first edition
    assert {stage: reader.numbers(stage) >= 3 for stage in marked} == dict.fromkeys(marked, True)
    assert reader.given_away() == set()
    # Alone it could be worked out, from the total and the stages that the first edition showed.
    assert Attack(reader.figures, {"upper_secondary"}, reader.unseen - marked).given_away() == {"upper_secondary"}


@pytest.mark.parametrize("measure", BEFORE)
def test_nor_a_mark_of_the_first_edition_from_the_correction(editions: Editions, measure: str) -> None:
    reader, marked = attack(measure, BEFORE[measure], editions.first, editions.second)
    assert (len(marked) >= 2) == (measure == "belonging_share")
    assert reader.marked == marked
    assert reader.given_away() == set()


def test_what_was_published_once_and_is_as_true_stays_and_a_mark_stays_a_mark(editions: Editions) -> None:
    first, second = (
        {key: line["numerator"] for key, line in figures_in(one).items()} for one in (editions.first, editions.second)
    )
    marks = {(measure, stage) for (measure, stage), number in second.items() if measure in NOW and not number}
    assert marks == {
        ("early_leaver_share", "total"),
        ("early_leaver_share", "upper_secondary"),
        ("belonging_share", "extramural_distance"),
        ("belonging_share", "upper_secondary"),
        ("not_continuing_after_basic_share", "basic"),
        ("not_continuing_after_basic_share", "upper_secondary"),
    }
    assert {key for key, number in first.items() if not number} - {key for key, number in second.items()} == set()
    assert (first["career_counselling_share", "basic"], second["career_counselling_share", "basic"]) == ("", "")


def test_the_gate_proves_the_correction_beside_the_first_edition(editions: Editions) -> None:
    files, former = editions.second.files(), [editions.first.files()]
    with duckdb.connect(warehouse.real_path(editions.workspace), read_only=True) as connection:
        proof = proof_of(connection, "ezerzeme")
        assert proof(files, former) == []
        table = "data/indicator_values.csv"
        shown = files[table].decode().replace(",8,total,2022/2023,pct,,,1000,", ",8,total,2022/2023,pct,,33,1000,")
        exposed = proof(files | {table: shown.encode()}, former)
    assert [(one.rule_id, one.value) for one in exposed] == [
        ("disclosure_exposed", f"ezerzeme-2024 early_leaver_share upper_secondary {PERIOD}"),
        # The workbook beside it still has the mark.
        ("disclosure_printed", "Rādītāju vērtības"),
    ]


def test_the_first_edition_is_as_it_was_byte_by_byte(editions: Editions) -> None:
    assert editions.first.files() == editions.first_as_frozen


def test_the_note_tells_what_changed_and_holds_no_hidden_number(editions: Editions) -> None:
    (correction,) = editions.second.edition.corrections
    assert (correction.revision, correction.why) == (2, "Skola izlaboja skaitu.")
    told = {
        (one.key[0], one.key[2], one.column): (one.before, one.after)
        for one in correction.changes or ()
        if one.table == "indicator_values"
    }
    assert told["belonging_share", "total", "numerator"] == ("32", "38")
    withdrawn = {("early_leaver_share", "total"), ("early_leaver_share", "upper_secondary")}
    withdrawn |= {("not_continuing_after_basic_share", stage) for stage in ("basic", "upper_secondary")}
    assert {key[:2] for key, values in told.items() if key[2] == "numerator" and values == ("", "")} == withdrawn
    assert {values for key, values in told.items() if key[:2] in withdrawn and key[2] == "value"} == {("", "")}
    assert not {key[0] for key in told} & UNUSUAL.keys()
    latest = [(one.before, one.after) for one in correction.changes or () if one.column == "latest_value"]
    assert latest == [("", "")]


def test_a_number_hidden_before_and_after_stands_in_no_file_of_either(editions: Editions) -> None:
    ((before, now),) = UNUSUAL.values()
    for edition in (editions.first, editions.second):
        hidden: list[Any] = json.loads((edition.folder / "manifest.json").read_bytes())["not_published"]["counts"]
        assert f"ezerzeme-2024 career_counselling_share basic {PERIOD}" in hidden
        for name in edition.files():
            text = "".join(readable_text(edition.folder / name).split())
            assert (name, [number for number in (before, now) if str(number) in text]) == (name, [])
