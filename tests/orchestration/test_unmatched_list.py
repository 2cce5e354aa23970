"""Names that nobody knows in the terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.plans.registry import RawRegistry, read_registry
from ingest.workspace import PRODUCT, Workspace
from orchestration.cli import main
from orchestration.unmatched_list import SHOWN, unmatched_lines


def ludza(is_listed: bool) -> RawRegistry:
    registry = read_registry([PRODUCT / "plans"])
    plans = [plan for plan in registry.plans if plan.header.municipality == "ludza"]
    return replace(registry, plans=plans) if is_listed else RawRegistry(plans)


def test_a_municipality_that_knows_its_names_gets_one_line() -> None:
    registry = ludza(is_listed=True)
    assert unmatched_lines(registry, registry.plans[0], shows_all=True, language="lv") == [
        "ludza-2024: visi izpildītāji un institūcijas ir zināmi"
    ]


def test_without_lists_every_name_stands_once_with_the_tables_that_print_it() -> None:
    registry = ludza(is_listed=False)
    lines = unmatched_lines(registry, registry.plans[0], shows_all=True, language="lv")
    assert lines[0] == (
        f"ludza-2024: nezināmi izpildītāji un institūcijas – {len(lines) - 1}; tos skaidro plans/ludza/executors.csv"
    )
    assert (
        "  «Biedrība Ludzas rajona partnerība»: uzdevums 2.2 [3.4], aktivitāte 2.2 [3.3], aktivitāte 2.2 [3.5]" in lines
    )
    assert len({line.partition("»")[0] for line in lines}) == len(lines)


def test_the_first_are_shown_and_how_many_there_are() -> None:
    registry = ludza(is_listed=False)
    every = unmatched_lines(registry, registry.plans[0], shows_all=True, language="en")
    first = unmatched_lines(registry, registry.plans[0], shows_all=False, language="en")
    assert first[: SHOWN + 1] == every[: SHOWN + 1]
    assert first[SHOWN + 1 :] == [f"  … {len(every) - 1 - SHOWN} more (--all shows them all)"]


def test_plan_check_says_it(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["plan", "check", "kraslava"])
    assert left.value.code == 0
    assert "kraslava-2024: visi izpildītāji un institūcijas ir zināmi" in capsys.readouterr().out
    assert not workspace.home.exists()
