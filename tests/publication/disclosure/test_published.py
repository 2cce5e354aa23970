"""What of the marts is a count of people, and what a publication leaves out of them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from ingest.workspace import Workspace
from publication.draft import write_draft
from publication.patterns import pattern_of
from publication.results import Results, read_results
from publication.withholding import without_hidden

PLAN = "ezerzeme-2024"


def public(marts, year: int = 2024) -> Results:
    """What a publication is made from."""
    return without_hidden(
        read_results(marts, "ezerzeme", year), pattern_of(marts, Workspace(Path("nowhere")), "ezerzeme")
    )


def add_figure(marts, counted: int | None, base: int | None, measure="early_leaver_share", **changes) -> None:
    row = {"breakdown": "basic", "period": "2022/2023", "source": "submission"} | changes
    marts.execute(
        "insert into marts.dim_indicator_key by name select $1 as indicator_key, 'Mērs' as name_lv, 'pct' as unit",
        [measure],
    )
    marts.execute(
        "insert into marts.fct_indicator_value by name select 'ezerzeme' as municipality, $1 as plan_id, "
        "$2 as indicator_key, '9' as indicator_nr, $3 as breakdown, $4 as period, $5 as numerator, $6 as denominator, "
        "100.0 * $5 / $6 as value, 1 as ci_low, 2 as ci_high, $7 as value_source, true as is_publishable",
        [PLAN, measure, row["breakdown"], row["period"], counted, base, row["source"]],
    )


def shown(results: Results, measure="early_leaver_share") -> dict[str, tuple]:
    return {
        one.breakdown: (one.numerator, one.denominator, one.value, one.ci_low, one.is_publishable)
        for one in results.figures
        if one.indicator_key == measure
    }


@pytest.mark.parametrize(
    ("counted", "base", "is_shown"),
    [
        (1, 277, False),
        (4, 277, False),
        (5, 277, True),
        (0, 277, True),
        (0, 4, False),
        (273, 277, False),
        (277, 277, True),
        (272, 277, True),
    ],
    ids=["one", "four", "five", "nobody", "nobody of few", "all but four", "all", "all but five"],
)
def test_a_share_of_few_people_has_no_numbers(marts, counted: int, base: int, is_shown: bool) -> None:
    add_figure(marts, counted, base)
    told = shown(public(marts))["basic"]
    if is_shown:
        assert told == (counted, base, pytest.approx(100 * counted / base), 1, True)
    else:
        assert told == (None, base if base > 4 else None, None, None, False)


def test_what_counts_no_people_and_what_the_plan_prints_is_told(marts) -> None:
    add_figure(marts, 2, 8, "institutions_with_pmp_system_share")
    add_figure(marts, 3, 277, source="observation")
    results = public(marts)
    assert shown(results, "institutions_with_pmp_system_share") == {"basic": (2, 8, 25, 1, True)}
    assert shown(results)["basic"][:2] == (3, 277)


def test_a_measure_that_nobody_judged_counts_as_sensitive(marts) -> None:
    add_figure(marts, 9, 277, "new_measure", breakdown="basic")
    add_figure(marts, 10, 277, "new_measure", breakdown="upper_secondary")
    told = shown(public(marts), "new_measure")
    assert {breakdown: figure[0] for breakdown, figure in told.items()} == {"basic": None, "upper_secondary": 10}


def test_a_part_is_not_to_be_worked_out_from_the_total(marts) -> None:
    for breakdown, counted in (("total", 33), ("basic", 20), ("upper_secondary", 3), ("extramural_distance", 10)):
        add_figure(marts, counted, 1000, breakdown=breakdown)
    told = {breakdown: figure[0] for breakdown, figure in shown(public(marts)).items()}
    assert told == {"total": 33, "basic": 20, "upper_secondary": None, "extramural_distance": None}


def test_cases_are_sensitive_and_a_change_does_not_tell_them(marts) -> None:
    marts.execute(
        "update marts.referrals set cases = 9 where institution_code = 'police' and reason = 'all' "
        "and school_year = '2023/2024' and reported_by = 'institution'"
    )
    marts.execute(
        "insert into marts.referrals values ('ezerzeme', 'police', 'pašvaldības policija', '2022/2023', 'all', "
        "'institution', 2, 3, 3, 14, null)"
    )
    referrals = public(marts).reported.referrals
    assert [(one.school_year, one.cases, one.change_from_previous, one.is_publishable) for one in referrals] == [
        ("2022/2023", 18, None, True),
        ("2022/2023", 14, None, True),
        ("2023/2024", None, None, False),
    ]


@pytest.mark.parametrize(("participants", "told"), [(4, (None, None)), (5, (5, 20)), (0, (0, 20))])
def test_few_participations_have_neither_number_nor_cost(marts, participants: int, told: tuple) -> None:
    marts.execute("update marts.table_4_4 set participants = ?, cost_per_participant_eur = 20", [participants])
    activity = public(marts).activities[0]
    assert (activity.participants, activity.cost_per_participant_eur) == told


def reach(marts, measure: str, year: int, number: int, first_year: int = 2024, target_nr: int = 1) -> None:
    """What was reached of the last target of activity 2.1 in a results year; the table shows that of the first."""
    key = "select 'ezerzeme' as municipality, 'ezerzeme-2024' as plan_id, '2.1' as activity_nr, $1 as target_nr"
    marts.execute("delete from marts.dim_activity_target where activity_nr = '2.1' and target_nr >= $1", [target_nr])
    marts.execute(f"insert into marts.dim_activity_target by name {key}, $2 as measure", [target_nr, measure])
    marts.execute(
        "delete from marts.activity_target_result where activity_nr = '2.1' and target_nr >= $1 and results_year = $2",
        [target_nr, year],
    )
    marts.execute(
        f"insert into marts.activity_target_result by name {key}, $2 as results_year, $3 as first_year, "
        "'sum' as calculation, $4 as numerator, $4 as achieved_value",
        [target_nr, year, first_year, number],
    )
    if target_nr == 1:
        marts.execute(
            "update marts.table_4_4 set achieved_value = $2 where activity_nr = '2.1' and results_year = $1",
            [year, number],
        )


@pytest.mark.parametrize(
    ("measure", "number", "told"),
    [("graduates", 4, None), ("graduates", 5, 5), ("graduates", 0, 0), ("participants", 1, None), ("events", 1, 1)],
)
def test_few_people_reached_are_not_told(marts, measure: str, number: int, told: int | None) -> None:
    reach(marts, measure, 2024, number)
    marts.execute("update marts.table_4_4 set achievement_status = 'met' where activity_nr = '2.1'")
    activity = public(marts).activities[0]
    # The plan prints how many it should be: whether they were so many would tell of the few.
    assert (activity.achieved_value, activity.achievement_status) == (told, "not_published" if told is None else "met")


def test_a_figure_beside_few_people_is_told_without_how_the_activity_stands(marts) -> None:
    reach(marts, "events", 2024, 6)
    reach(marts, "families", 2024, 3, target_nr=2)
    results = public(marts)
    assert (results.activities[0].achieved_value, results.activities[0].achievement_status) == (6, "not_published")
    assert results.hidden == ("achieved k1 2 2024",)


def test_people_planned_and_people_who_came_are_hidden_together(marts) -> None:
    """Two more came in the second year: the sum of both years would tell it beside the participations of the first."""
    marts.execute("insert into marts.table_4_4 by name select * replace (2025 as results_year) from marts.table_4_4")
    for year, came, in_all in ((2024, 20, 20), (2025, 2, 22)):
        reach(marts, "participants", year, in_all)
        marts.execute("update marts.table_4_4 set participants = $1 where results_year = $2", [came, year])
    hidden = pattern_of(marts, Workspace(Path("nowhere")), "ezerzeme").hidden
    assert {key for key in hidden if " k1 " in key} == {"participants k1 2025", "achieved k1 1 2025"}


def test_those_of_two_audiences_do_not_tell_of_the_few_of_one(marts) -> None:
    """22 came in all; two planned audiences are all of them."""
    marts.execute("update marts.table_4_4 set participants = 22 where activity_nr = '2.1' and results_year = 2024")
    reach(marts, "participants", 2024, 20)
    reach(marts, "participants", 2024, 2, target_nr=2)
    hidden = pattern_of(marts, Workspace(Path("nowhere")), "ezerzeme").hidden
    assert {key for key in hidden if " k1 " in key} == {"achieved k1 2 2024", "achieved k1 1 2024"}
    # With others among them nobody knows how many are of which.
    marts.execute("update marts.table_4_4 set participants = 32 where activity_nr = '2.1' and results_year = 2024")
    hidden = pattern_of(marts, Workspace(Path("nowhere")), "ezerzeme").hidden
    assert {key for key in hidden if " k1 " in key} == {"achieved k1 2 2024"}


@pytest.mark.parametrize(("counted", "is_shown"), [(4, False), (5, True)])
def test_a_mean_of_few_people_is_not_told(marts, counted: int, is_shown: bool) -> None:
    reach(marts, "participants", 2024, counted)
    of_all = "set calculation = 'mean', denominator = 243, achieved_value = numerator / 243"
    marts.execute(f"update marts.activity_target_result {of_all} where activity_nr = '2.1' and results_year = 2024")
    activity = public(marts).activities[0]
    assert (activity.achieved_value is not None) == is_shown
    assert (activity.achievement_status == "not_published") != is_shown


GRADE_9 = ("basic_finished_without_certificate_share", "not_continuing_after_basic_share")


@pytest.mark.parametrize(
    ("without", "base", "with_later", "hidden"),
    [
        (3, 278, 275, {f"{GRADE_9[0]} total", f"{GRADE_9[0]} total base"}),
        (30, 278, 248, set()),
        (3, 278, 270, {f"{GRADE_9[0]} total"}),
    ],
    ids=["the bases tell it", "enough of them", "not of the same answers"],
)
def test_bases_of_the_same_answers_do_not_tell_a_number(
    marts, without: int, base: int, with_later: int, hidden: set[str]
) -> None:
    """Of those who finish grade 9, all but the ones without a certificate are asked where they go on."""
    add_figure(marts, without, base, GRADE_9[0], breakdown="total")
    add_figure(marts, 100, with_later, GRADE_9[1], breakdown="total")
    pattern = pattern_of(marts, Workspace(Path("nowhere")), "ezerzeme")
    assert pattern.hidden == {
        " ".join(filter(None, (PLAN, *key.split(" ")[:2], "2022/2023", *key.split(" ")[2:]))) for key in hidden
    }


def test_bases_of_the_same_answers_are_one_number(marts) -> None:
    """The base of a stage is company for another; it stands as the base of another share, too."""
    for breakdown, counted, base in (("total", 60, 123), ("basic", 58, 120), ("upper_secondary", 2, 3)):
        add_figure(marts, counted, base, "learners_supported_share", breakdown=breakdown)
        add_figure(marts, min(counted, base) // 2 + 1, base, "interest_education_share", breakdown=breakdown)
    hidden = pattern_of(marts, Workspace(Path("nowhere")), "ezerzeme").hidden
    for stage in ("basic", "upper_secondary"):
        told = {
            f"{PLAN} {measure} {stage} 2022/2023 base"
            for measure in ("learners_supported_share", "interest_education_share")
        }
        assert told <= hidden or not told & hidden
    assert f"{PLAN} interest_education_share upper_secondary 2022/2023 base" in hidden


@pytest.mark.parametrize(("arrived", "is_told"), [(2, False), (5, True), (0, True)])
def test_those_who_arrived_are_not_told_by_two_bases(marts, arrived: int, is_told: bool) -> None:
    add_figure(marts, 60, 123 + arrived, "early_leaver_share")
    add_figure(marts, 50, 123, "learners_supported_share")
    hidden = pattern_of(marts, Workspace(Path("nowhere")), "ezerzeme").hidden
    assert (hidden == set()) == is_told


def test_what_adds_up_over_years_does_not_tell_of_the_few_of_one_year(marts) -> None:
    reach(marts, "graduates", 2024, 20)
    reach(marts, "graduates", 2025, 22)
    marts.execute("insert into marts.table_4_4 by name select * replace (2025 as results_year) from marts.table_4_4")
    pattern = pattern_of(marts, Workspace(Path("nowhere")), "ezerzeme")
    # Both would tell that two more came in the second year: one of them goes, the smaller.
    assert {key for key in pattern.hidden if key.startswith("achieved")} == {"achieved k1 1 2024"}
    assert public(marts).activities[0].achieved_value is None


def test_the_standing_of_a_hidden_value_would_tell_of_it(marts) -> None:
    marts.execute(
        "update marts.fct_indicator_value set numerator = 3 where indicator_key = 'k' and period = '2023/2024'"
    )
    (indicator,) = (one for one in public(marts).indicators if one.indicator_nr == "2")
    assert (indicator.latest_value, indicator.is_latest_publishable, indicator.progress_status) == (
        None,
        False,
        "not_published",
    )
    assert (indicator.numerator, indicator.denominator, indicator.ci_low) == (None, None, None)


def test_the_manifest_names_what_is_hidden_and_of_this_publication_alone(marts, tmp_path: Path) -> None:
    add_figure(marts, 3, 277)
    add_figure(marts, 3, 288, period="2024/2025")
    draft = write_draft(marts, Workspace(tmp_path), "ezerzeme", 2024, "f1")
    manifest = json.loads((draft.folder / "manifest.json").read_bytes())
    assert manifest["not_published"]["counts"] == [f"{PLAN} early_leaver_share basic 2022/2023"]


def test_a_share_whose_base_is_hidden_is_told_nowhere(marts) -> None:
    """The base of one stage is company for the other's: with the total it would be worked out."""
    for breakdown, counted, base in (("total", 60, 123), ("basic", 58, 120), ("upper_secondary", 2, 3)):
        add_figure(marts, counted, base, breakdown=breakdown)
    marts.execute("update marts.indicator_progress set latest_period = '2022/2023' where indicator_nr = '2'")
    marts.execute("update marts.fct_indicator_value set indicator_nr = '2' where indicator_key = 'early_leaver_share'")
    results = public(marts)
    assert {figure[:3] for figure in shown(results).values()} & {(58, 120, None), (58, None, None)} == set()
    hidden = {breakdown for breakdown, figure in shown(results).items() if figure[2] is None}
    assert hidden >= {"upper_secondary", "basic"}
    told = [one for one in results.indicators if (one.indicator_nr, one.breakdown) == ("2", "basic")]
    assert {(one.latest_value, one.denominator) for one in told} == {(None, None)}


@pytest.mark.parametrize("counted", [300, 5])
def test_a_number_above_its_base_is_told_and_stops_nothing(marts, counted: int) -> None:
    add_figure(marts, counted, 4 if counted == 5 else 277)
    assert shown(public(marts))["basic"][0] == counted


def test_two_definitions_of_one_time_are_hidden_by_the_smaller_number(marts) -> None:
    add_figure(marts, 24, 300)
    add_figure(marts, 3, 300)
    told = [one for one in public(marts).figures if one.indicator_key == "early_leaver_share"]
    assert {(one.numerator, one.value, one.is_publishable) for one in told} == {(None, None, False)}


def test_the_board_sees_every_number(marts) -> None:
    add_figure(marts, 3, 277)
    assert shown(read_results(marts, "ezerzeme", 2024))["basic"][0] == 3


def test_company_that_was_published_before_is_none(marts, tmp_path: Path) -> None:
    """With the total published too, the small count needs another's company; one that readers have already is none."""
    stages = {"total": 26, "basic": 20, "upper_secondary": 6}
    for breakdown, counted in stages.items():
        add_figure(marts, counted, 1000, breakdown=breakdown)
    workspace = Workspace(tmp_path)
    draft = write_draft(marts, workspace, "ezerzeme", 2024, "f1")
    for breakdown, counted in {"total": 23, "upper_secondary": 3}.items():
        marts.execute(
            "update marts.fct_indicator_value set numerator = $1 where breakdown = $2 and period = '2022/2023' "
            "and indicator_key = 'early_leaver_share'",
            [counted, breakdown],
        )

    def hidden() -> set[str]:
        return {key.split(" ")[2] for key in pattern_of(marts, workspace, "ezerzeme").hidden}

    assert hidden() == {"upper_secondary", "basic"}
    draft.folder.rename(draft.folder.with_name("final-1"))
    assert hidden() == {"upper_secondary", "total"}


def test_a_mark_of_a_final_publication_stays(marts, tmp_path: Path) -> None:
    add_figure(marts, 3, 277)
    workspace = Workspace(tmp_path)
    draft = write_draft(marts, workspace, "ezerzeme", 2024, "f1")
    draft.folder.rename(draft.folder.with_name("final-1"))
    marts.execute("update marts.fct_indicator_value set numerator = 30 where indicator_key = 'early_leaver_share'")
    assert pattern_of(marts, workspace, "ezerzeme").hidden == {f"{PLAN} early_leaver_share basic 2022/2023"}


@pytest.mark.parametrize("number", [3, 77])
def test_a_share_corrected_to_few_is_hidden_whatever_the_former_text_says(marts, tmp_path: Path, number: int) -> None:
    def reach_share(reached: int) -> None:
        reach(marts, "participants", 2024, reached)
        marts.execute(
            "update marts.activity_target_result set calculation = 'share', denominator = 80, achieved_value = $1 "
            "where activity_nr = '2.1' and results_year = 2024",
            [100 * reached / 80],
        )
        marts.execute(
            "update marts.table_4_4 set achieved_value = $1 where activity_nr = '2.1' and results_year = 2024",
            [100 * reached / 80],
        )

    reach_share(40)
    told = f"50 % (40 no 80) {number} pasākumos"
    marts.execute("update marts.narrative set publishable_text = $1 where publishable_text = '60 vecāki'", [told])
    workspace = Workspace(tmp_path)
    draft = write_draft(marts, workspace, "ezerzeme", 2024, "f1")
    draft.folder.rename(draft.folder.with_name("final-1"))
    reach_share(number)
    assert [key for key in pattern_of(marts, workspace, "ezerzeme").hidden if key.startswith("achieved k1")]


def test_two_versions_of_a_plan_may_tell_two_numbers_of_one_time(marts) -> None:
    add_figure(marts, 3, 277)
    marts.execute(
        "insert into marts.fct_indicator_value by name "
        "select * replace ('ezerzeme-2024-a1' as plan_id, 30 as numerator) "
        "from marts.fct_indicator_value where indicator_key = 'early_leaver_share'"
    )
    assert pattern_of(marts, Workspace(Path("nowhere")), "ezerzeme").hidden == {
        f"{PLAN} early_leaver_share basic 2022/2023"
    }


def test_every_measure_of_the_catalogue_is_judged() -> None:
    room = Path(__file__).parents[3]
    with (room / "dbt_project/seeds/indicator_catalogue.csv").open(encoding="utf-8") as file:
        counts = {line["indicator_key"]: line["counts"] for line in csv.DictReader(file)}
    with (room / "publication/disclosure/measures.csv").open(encoding="utf-8") as file:
        kinds = {line["indicator_key"]: line["kind"] for line in csv.DictReader(file)}
    assert kinds.keys() == counts.keys()
    nobody = {"institutions", "posts", "meetings"}
    assert {key for key, kind in kinds.items() if kind == "none"} == {key for key in counts if counts[key] in nobody}
