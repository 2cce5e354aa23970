"""Printed totals and shares on invented plans: what agrees, what does not, the edge between, and parts not printed."""

from __future__ import annotations

from itertools import count

import pytest
from invented import Rows, invented_plan

from ingest.plans.registry import RawPlan
from quality.composition_rules import composition_unclear
from quality.contradictions.comparison import Contradiction
from quality.contradictions.figures import share_not_from_counts, total_differs_from_parts


def composition(*members: dict[str, str], number: str = "1") -> Rows:
    return [
        {"composition_nr": number, "position": str(at), **member} for at, member in zip(count(1), members, strict=False)
    ]


def plan(figure: dict[str, str], *others: dict[str, str]) -> RawPlan:
    """A plan with one composition: the figure, then observations with their role and things with their name."""
    rows = [figure, *others]
    observations = [
        {"observation_nr": str(number), **{key: row[key] for key in row if key not in ("role", "name")}}
        for number, row in enumerate(rows, start=1)
        if "value" in row
    ]
    members = [
        {"role": row["role"], **({"observation_nr": str(number)} if "value" in row else {"name": row["name"]})}
        for number, row in enumerate(rows, start=1)
    ]
    return invented_plan(observations=observations, compositions=composition(*members))


def total(value: str, quote: str = "") -> dict[str, str]:
    return {"role": "total", "value": value, "quote": quote or f"kopā {value}"}


def share(value: str, quote: str) -> dict[str, str]:
    return {"role": "share", "value": value, "quote": quote, "unit": "pct"}


def part(value: str, **told: str) -> dict[str, str]:
    return {"role": "part", "value": value, "place": "B", **told}


def whole(value: str, **told: str) -> dict[str, str]:
    return {"role": "whole", "value": value, "place": "C", **told}


def name(text: str) -> dict[str, str]:
    return {"role": "name", "name": text}


def readings(found: list[Contradiction]) -> list[tuple[str, str, str, str, str]]:
    return [(one.subject.partition(" learners|")[0], one.a.place, one.a.text, one.b.place, one.b.text) for one in found]


def test_a_total_that_its_parts_do_not_make_is_quoted_beside_their_sum() -> None:
    parts = [part("23", breakdown="mūzika"), part("23", scope="BJC"), part("20", period="2022", breakdown="dejas")]
    assert readings(list(total_differs_from_parts(plan(total("69"), *parts)))) == [
        ("observation 1", "A", "69 – kopā 69", "B", "23 (mūzika) + 23 (BJC) + 20 (dejas, 2022) = 66")
    ]
    assert list(total_differs_from_parts(plan(total("66"), *parts))) == []


@pytest.mark.parametrize(
    ("value", "quote", "parts", "holds"),
    [
        ("3.25", "3,25 slodzes", ["1", "2.245"], True),
        ("3.25", "3,25 slodzes", ["1", "2.255"], True),
        ("3.25", "3,25 slodzes", ["1", "2.2449"], False),
        ("3.25", "3,25 slodzes", ["1", "2.2"], False),
        ("2", "2,0 slodzes", ["1", "1.05"], True),
        ("2", "2,0 slodzes", ["1", "1.051"], False),
        ("2", "2 slodzes", ["1", "1.4"], True),
        ("2", "2,0 un 2,00 slodzes", ["1", "1.05"], True),
        ("3.034", "3, 034 slodzes", ["3.0335"], True),
        ("3.034", "3, 034 slodzes", ["3.03"], False),
        ("66", "66", ["66"], True),
        ("66", "66", ["65"], False),
        ("6512", "6 512", ["6185", "327"], True),
        ("5798", "5 798", ["6736", "-938"], True),
        ("5798", "5 798", ["6736", "-939"], False),
        ("0", "nav", ["0", "0"], True),
    ],
)
def test_a_total_holds_within_half_a_unit_of_its_last_digit(
    value: str, quote: str, parts: list[str], holds: bool
) -> None:
    assert (not list(total_differs_from_parts(plan(total(value, quote), *map(part, parts))))) is holds


def test_a_negative_part_is_subtracted_in_the_words() -> None:
    (found,) = total_differs_from_parts(plan(total("1"), part("-2.5"), part("3"), part("-1")))
    assert found.b.text == "−2,5 + 3 − 1 = −0,5"


def test_a_part_printed_as_a_dash_has_no_row_and_adds_nothing() -> None:
    assert list(total_differs_from_parts(plan(total("80"), part("58"), part("22")))) == []
    assert [one.b.text for one in total_differs_from_parts(plan(total("80"), part("58")))] == ["58"]


def test_names_printed_beside_a_number_are_counted() -> None:
    three = [name("Bilskas pamatskolā"), name("Blomes pamatskolā"), name("Raunas pamatskolā")]
    assert list(total_differs_from_parts(plan(total("3", "3 skolās"), *three))) == []
    assert readings(list(total_differs_from_parts(plan(total("2", "2 skolās"), *three)))) == [
        ("observation 1", "A", "2 – 2 skolās", "A", "Bilskas pamatskolā, Blomes pamatskolā, Raunas pamatskolā: 3")
    ]


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (["Gaujienas skola", "Vācieša Gaujienas skola"], "Gaujienas skola, Vācieša Gaujienas skola: 2"),
        (["Apes skola", "Raunas skola", "«apes»  Skola"], "Apes skola, Raunas skola: 2"),
        (["Gaujienas skola", "Jaungaujienas skola"], "Gaujienas skola, Jaungaujienas skola: 2"),
    ],
)  # fmt: skip
def test_the_same_name_printed_twice_counts_once_and_only_the_same_one(names: list[str], text: str) -> None:
    assert [one.b.text for one in total_differs_from_parts(plan(total("9"), *map(name, names)))] == [text]


def test_a_share_that_its_counts_do_not_make_is_quoted_beside_them() -> None:
    wholes = [whole("491", scope="1. skola"), whole("519", scope="2. skola", period="2022")]
    assert readings(list(share_not_from_counts(plan(share("0.01", "0,01%"), part("27"), *wholes)))) == [
        (
            "observation 1",
            "A",
            "0,01 % – 0,01%",
            "C",
            "27 no 1010 = 2,673 %; 491 (1. skola) + 519 (2. skola, 2022) = 1010",
        )
    ]


@pytest.mark.parametrize(
    ("value", "quote", "counted", "of", "holds"),
    [
        ("30.87", "30.87%", "6736", "21819", True),
        ("30.88", "30.88%", "6736", "21819", False),
        ("2", "2%", "15", "1000", True),
        ("2", "2%", "25", "1000", True),
        ("2", "2%", "26", "1000", False),
        ("2", "2,0%", "21", "1000", False),
        ("0", "0%", "0", "348", True),
        ("0", "0%", "1", "348", True),
        ("0", "0%", "2", "348", False),
        ("100", "100%", "7", "7", True),
        ("5", "5%", "0", "0", True),
    ],
)
def test_a_share_holds_within_half_a_unit_of_its_last_digit(
    value: str, quote: str, counted: str, of: str, holds: bool
) -> None:
    assert (not list(share_not_from_counts(plan(share(value, quote), part(counted), whole(of))))) is holds


@pytest.mark.parametrize(
    ("value", "quote", "of", "holds"),
    [
        ("0.02", "0,02%", "2879", False),
        ("0.02", "0,02%", "3999", False),
        ("0.02", "0,02%", "4000", True),
        ("10", "10%", "9", False),
        ("10", "10%", "10", True),
        ("70", "70%", "2879", True),
        ("0", "0%", "12", True),
        ("0", "0,00%", "12", True),
        ("0.02", "0,02%", "0", True),
    ],
)
def test_a_share_without_printed_part_is_not_less_than_one_of_the_whole(
    value: str, quote: str, of: str, holds: bool
) -> None:
    assert (not list(share_not_from_counts(plan(share(value, quote), whole(of))))) is holds


def of_indicator(**baseline: str) -> list[Contradiction]:
    members = [
        {"role": "share", "indicator_nr": "8", "breakdown": "basic"},
        {"role": "whole", "observation_nr": "1"},
    ]
    tables: dict[str, Rows] = {
        "indicators": [{"indicator_nr": "8", "breakdown": "basic", **baseline}],
        "observations": [{"observation_nr": "1", "value": "348", "breakdown": "9. klase", "place": "B"}],
        "compositions": composition(*members),
    }
    return list(share_not_from_counts(invented_plan(**tables)))


def test_the_baseline_of_an_indicator_is_a_share_too() -> None:
    assert readings(of_indicator(baseline_value="0.02", baseline_text="2022.g. 0,02%")) == [
        ("indicator 8 basic", "A", "2022.g. 0,02%", "B", "1 no 348 = 0,287 %; 348 (9. klase, 2023)")
    ]
    assert of_indicator(baseline_value="2", baseline_text="2%") == []


def test_a_baseline_without_figure_is_no_share() -> None:
    assert of_indicator(baseline_value="", baseline_text="tiks noteikta 2024. gadā") == []


def figure(role: str) -> dict[str, str]:
    return {"role": role, "observation_nr": "1"}


OF_INDICATOR = {"role": "share", "indicator_nr": "8", "breakdown": "basic"}


@pytest.mark.parametrize(
    "members",
    [
        [figure("total"), figure("part")],
        [figure("total"), name("Skola")],
        [figure("share"), figure("whole")],
        [OF_INDICATOR, figure("part"), figure("whole")],
    ],
)
def test_compositions_that_can_be_read(members: list[dict[str, str]]) -> None:
    assert list(composition_unclear(invented_plan(compositions=composition(*members)))) == []


@pytest.mark.parametrize(
    ("members", "row", "column"),
    [
        ([figure("total")], 2, "composition_nr"),
        ([figure("part")], 2, "composition_nr"),
        ([figure("share"), figure("part")], 2, "composition_nr"),
        ([figure("total"), figure("whole")], 2, "composition_nr"),
        ([figure("total"), figure("part"), name("Skola")], 2, "composition_nr"),
        ([figure("total"), figure("total"), figure("part")], 2, "composition_nr"),
        ([figure("share"), figure("total"), figure("whole")], 2, "composition_nr"),
        ([figure("total"), {"role": "part"}], 3, "role"),
        ([figure("total"), {"role": "part", "name": "Skola"}], 3, "role"),
        ([figure("total"), {**name("Skola"), "observation_nr": "2"}], 3, "role"),
        ([{**OF_INDICATOR, "role": "total"}, figure("part")], 2, "role"),
        ([{**OF_INDICATOR, "observation_nr": "1"}, figure("whole")], 2, "role"),
        ([{"role": "share", "indicator_nr": "8"}, figure("whole")], 2, "role"),
    ],
)
def test_compositions_that_cannot_be_read(members: list[dict[str, str]], row: int, column: str) -> None:
    sound = composition(figure("total"), figure("part"), number="2")
    (problem,) = composition_unclear(invented_plan(compositions=[*composition(*members), *sound]))
    assert (problem.rule_id, problem.file, problem.row, problem.column, problem.value) == (
        "plan_composition_unclear",
        "compositions.csv",
        row,
        column,
        "1",
    )
