"""Readings against every printed text of the five plans, tabulated by hand, and against what a workbook may hold.

The `printed_*.csv` tables were written from the plans before the parser existed: a failing row is a fault of the
lexicon or the rules, not of the table.
"""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from ingest.plans.lexicon import MAX_LENGTH, lexicon
from ingest.plans.readings import (
    Baseline,
    PlannedTarget,
    Target,
    UnreadableText,
    read_baseline,
    read_deadline,
    read_planned_result,
    read_target,
    unread_figures,
)
from ingest.plans.tables import code_list

HERE = Path(__file__).parent


def printed(name: str) -> list[dict[str, str]]:
    """Rows of a hand-written table."""
    with (HERE / f"printed_{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text: str) -> float | None:
    """A cell of a table; empty is None."""
    return float(text) if text else None


def printed_targets_by_text() -> dict[str, tuple[PlannedTarget, ...]]:
    """Hand readings of every planned result; an empty tuple for words only."""
    readings: defaultdict[str, list[PlannedTarget]] = defaultdict(list)
    for row in printed("planned_results"):
        targets = readings[row["text"]]
        if row["target_nr"]:
            low, high = number(row["low"]), number(row["high"])
            about = row["measure"], row["audience"] or None, low, high, row["per"], row["each"] or None
            targets.append(PlannedTarget(*about, row["target_text"]))
    return {text: tuple(targets) for text, targets in readings.items()}


PRINTED_RESULTS = printed_targets_by_text()


@pytest.mark.parametrize("row", printed("baselines"), ids=lambda row: row["text"])
def test_printed_baseline(row: dict[str, str]) -> None:
    expected = Baseline(row["kind"], number(row["value"]), row["period"] or None)
    assert read_baseline(row["text"]) == expected


@pytest.mark.parametrize("row", printed("targets"), ids=lambda row: f"{row['text']}-{row['better_direction']}")
def test_printed_target(row: dict[str, str]) -> None:
    expected = Target(row["kind"], row["comparator"], number(row["value"]))
    assert read_target(row["text"], row["better_direction"]) == expected


@pytest.mark.parametrize("row", printed("deadlines"), ids=lambda row: row["text"])
def test_printed_deadline(row: dict[str, str]) -> None:
    expected = (date.fromisoformat(row["start_date"]), date.fromisoformat(row["end_date"]))
    assert read_deadline(row["text"]) == expected


@pytest.mark.parametrize("text", PRINTED_RESULTS)
def test_printed_planned_result(text: str) -> None:
    assert read_planned_result(text) == PRINTED_RESULTS[text]


@pytest.mark.parametrize("text", PRINTED_RESULTS)
def test_printed_planned_result_leaves_no_figure_unread(text: str) -> None:
    is_without_known_noun = "3-4 iekļaušanas paņēmienus" in text
    assert unread_figures(text) == (("3-4",) if is_without_known_noun else ())


def test_tables_are_as_large_as_the_plans() -> None:
    assert len(PRINTED_RESULTS) == 177
    assert sum(map(len, PRINTED_RESULTS.values())) == 132
    assert [len(printed(name)) for name in ("baselines", "targets", "deadlines")] == [46, 49, 38]


@pytest.mark.parametrize("targets", PRINTED_RESULTS.items(), ids=lambda item: item[0])
def test_words_of_a_target_stand_in_its_text(targets: tuple[str, tuple[PlannedTarget, ...]]) -> None:
    assert all(target.target_text in targets[0] for target in read_planned_result(targets[0]))


def test_lexicon_speaks_in_codes_of_the_registry() -> None:
    words = lexicon()
    nouns = [code.partition("/") for code in words["nouns"] if code != "none"]
    assert {measure for measure, _, _ in nouns} | set(words["changes"]) < set(code_list("measure"))
    assert {audience for _, _, audience in nouns if audience} < set(code_list("audience"))
    assert set(words["share_of"].values()) | {"at_risk_learners"} < set(code_list("audience"))
    assert set(words["periods"]) - {"years"} | set(words["years"].values()) < set(code_list("per"))
    assert set(words["each"]) == set(code_list("each")) >= set(words["each_alone"]) | set(words["each_of"].values())
    assert set(words["announcements"]) | {"value", "period_only"} == set(code_list("baseline_kind"))
    assert set(words["trends"]) - {"hold"} < set(code_list("comparator"))
    assert set(words["bounds"]) > set(code_list("comparator"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("45", Baseline("value", 45, None)),
        ("~ 45% (2022)", Baseline("value", 45, "2022")),
        ("3.5% (2022)", Baseline("value", 3.5, "2022")),
        ("24 skolēni (2023)", Baseline("value", 24, "2023")),
        ("8,5 slodzes (2023. gads)", Baseline("value", 8.5, "2023")),
        ("1\u00a0240 (2023/24)", Baseline("value", 1240, "2023/2024")),
        ("divas sanāksmes (2023)", Baseline("value", 2, "2023")),
        ("7.–12. klasē 49% (2022./2023.m.g.)", Baseline("value", 49, "2022/2023")),
        ("Tiks noteikta", Baseline("to_be_determined", None, None)),
    ],
)
def test_typed_baseline(text: str, expected: Baseline) -> None:
    assert read_baseline(text) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no_figure"),
        ("vairāk", "no_figure"),
        ("~~", "no_figure"),
        ("45%%", "broken_figure"),
        ("60% (2O25)", "broken_figure"),
        ("45–50% (2022)", "several_figures"),
        ("2022.g. 5%, 2023.g. 6%", "several_figures"),
        ("tiks noteikta 2024.g. 60%", "several_figures"),
        ("< 1% (2022)", "bounded_figure"),
        ("2021.-2023.", "several_periods"),
        ("57% (2022./2025.m.g.)", "broken_period"),
        ("5% " * MAX_LENGTH, "too_long"),
    ],
)
def test_unreadable_baseline(text: str, reason: str) -> None:
    with pytest.raises(UnreadableText) as caught:
        read_baseline(text)
    assert (caught.value.reason, caught.value.text) == (reason, text)


@pytest.mark.parametrize(
    ("text", "better_direction", "expected"),
    [
        ("Līdz 5%", "lower", Target("value", "lte", 5)),
        ("= 60%", "higher", Target("value", "gte", 60)),
        ("> 60%", "higher", Target("value", "gt", 60)),
        ("ne mazāk kā 60%", "higher", Target("value", "gte", 60)),
        ("ne vairāk kā 5%", "lower", Target("value", "lte", 5)),
        ("60% (2027)", "higher", Target("value", "gte", 60)),
        ("-5%", "lower", Target("change", "lte", -5)),
        ("−2,5%", "lower", Target("change", "lte", -2.5)),
        ("samazināt par 5%", "lower", Target("change", "lte", -5)),
        ("par 5% vairāk", "higher", Target("change", "gte", 5)),
        ("samazināts līdz 5%", "lower", Target("value", "lte", 5)),
        ("Saglabāt", "higher", Target("hold", "gte", None)),
        ("Palielināts", "higher", Target("direction", "gt", None)),
    ],
)
def test_typed_target(text: str, better_direction: str, expected: Target) -> None:
    assert read_target(text, better_direction) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no_figure"),
        ("vairāk", "no_figure"),
        ("~~", "no_figure"),
        ("–", "no_figure"),
        ("audzis vai samazinājies", "no_figure"),
        ("45%%", "broken_figure"),
        ("45% (2O25)", "broken_figure"),
        ("45-50%", "several_figures"),
        ("60% vai 70%", "several_figures"),
        ("60% (2023./2027.)", "broken_period"),
        ("5% " * MAX_LENGTH, "too_long"),
    ],
)
def test_unreadable_target(text: str, reason: str) -> None:
    with pytest.raises(UnreadableText) as caught:
        read_target(text, "higher")
    assert (caught.value.reason, caught.value.text) == (reason, text)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024-09-01", date(2024, 9, 1), date(2024, 9, 1)),
        ("29.02.2024.", date(2024, 2, 29), date(2024, 2, 29)),
        ("02.2024.", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024. gada janvāris – decembris", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024. gada 1. septembris – 2025. gada 31. maijs", date(2024, 9, 1), date(2025, 5, 31)),
        ("1. septembris 2024 - 31. maijs 2025", date(2024, 9, 1), date(2025, 5, 31)),
        ("no 2024. gada septembra līdz 2027. gada aprīļa beigām", date(2024, 9, 1), date(2027, 4, 30)),
        ("no 2024. gada līdz 2027. gadam", date(2024, 1, 1), date(2027, 12, 31)),
        ("2024./2025. m. g.", date(2024, 9, 1), date(2025, 8, 31)),
    ],
)
def test_typed_deadline(text: str, start: date, end: date) -> None:
    assert read_deadline(text) == (start, end)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no_date"),
        ("pastāvīgi", "no_date"),
        ("2O25", "broken_date"),
        ("2O25. - 2027.", "broken_date"),
        ("13.2024.", "broken_date"),
        ("31.02.2024.", "broken_date"),
        ("09.24", "broken_date"),
        ("1999.g.", "broken_date"),
        ("septembris", "broken_date"),
        ("2024. gada rudenī", "broken_date"),
        ("2023./2025.m.g.", "broken_date"),
        ("līdz 31.12.2025.", "no_start"),
        ("no 01.09.2024.", "no_end"),
        ("2028.-2024.", "end_before_start"),
        ("2024." * MAX_LENGTH, "too_long"),
    ],
)
def test_unreadable_deadline(text: str, reason: str) -> None:
    with pytest.raises(UnreadableText) as caught:
        read_deadline(text)
    assert (caught.value.reason, caught.value.text) == (reason, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("VISMAZ 5 PASĀKUMI GADĀ", [("events", None, 5, None, "year", None)]),
        ("Vismaz 3 (trīs) pasākumi gadā", [("events", None, 3, None, "year", None)]),
        ("Vismaz divas reizes nedēļā", [("events", None, 2, None, "week", None)]),
        ("ne mazāk kā 1\u00a0200 dalībnieku", [("participants", None, 1200, None, "plan_period", None)]),
        ("No 5 līdz 10 nodarbības mēnesī", [("events", None, 5, 10, "month", None)]),
        ("6—12 pasākumi", [("events", None, 6, 12, "plan_period", None)]),
        ("Trīs nometnes 2 gadu laikā", [("camps", None, 3, 3, "two_years", None)]),
        ("1x gadā", [("events", None, 1, 1, "year", None)]),
        ("reizi mēnesī", [("events", None, 1, 1, "month", None)]),
        ("Absolventi: 50", [("graduates", None, 50, 50, "plan_period", None)]),
        ("5 psihologa konsultācijas ģimenēm", [("consultations", None, 5, 5, "plan_period", None)]),
        ("Vismaz viena nodarbība skolas pedagogiem", [("events", None, 1, None, "plan_period", None)]),
        ("80 procenti vecāku", [("share", "parents", 80, 80, "plan_period", None)]),
        ("palielināts par 10% dalībnieku skaits", [("growth", None, 10, 10, "plan_period", None)]),
        ("20 nodarbības 7.-9. klasē", [("events", None, 20, 20, "plan_period", None)]),
        (
            "Katrā skolā vismaz 2 lekcijas un 1 seminārs gadā",
            [("events", None, 2, None, "year", "institution"), ("events", None, 1, 1, "year", "institution")],
        ),
        (
            "apmācīti 15 pedagogi, 20 vecāki gadā",
            [("participants", "teachers", 15, 15, "year", None), ("participants", "parents", 20, 20, "year", None)],
        ),
        ("", []),
    ],
)
def test_typed_planned_result(text: str, expected: list[tuple[object, ...]]) -> None:
    found = [(t.measure, t.audience, t.low, t.high, t.per, t.each) for t in read_planned_result(text)]
    assert found == expected
    assert unread_figures(text) == ()


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("5 sapņi", ("5",)),
        ("2O25 pasākumi", ("2O25",)),
        ("12 – 6 pasākumi", ("12 – 6",)),
        ("par 5 pasākumiem vairāk", ("5",)),
        ("ar divām sirdīm, 3 pasākumi", ("divām",)),
        ("bērni 13-16 gadus veci", ()),
        ("7.-9. klašu skolēni un 12. klase", ()),
        ("bērni no 0-7 gadiem", ()),
        ("pusaudži (13 līdz 25 g.)", ()),
        ("2026. gadā programma “Stipra jaunatne 12 – 16”", ()),
    ],
)
def test_unread_figures(text: str, unread: tuple[str, ...]) -> None:
    assert unread_figures(text) == unread


def test_a_text_too_long_is_not_read_but_warned_of() -> None:
    text = "Vismaz 5 pasākumi gadā. " * MAX_LENGTH
    assert read_planned_result(text) == ()
    assert set(unread_figures(text)) == {"5"}


def test_a_better_direction_is_one_of_two() -> None:
    with pytest.raises(KeyError):
        read_target("45%", "up")
