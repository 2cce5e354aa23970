from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from ingest.problems import Problem
from ingest.workspace import PRODUCT
from quality.messages import catalogue, in_words


def rule_ids_in_code() -> set[str]:
    """First arguments of `Problem(...)`, and every text that looks like one of the catalogue's ids."""
    found = set()
    for room in ("ingest", "quality", "orchestration", "publication"):
        for path in (PRODUCT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    if re.fullmatch(
                        r"(plan|workbook|query|publication|warehouse|build|inputs|file)_[a-z_]+", node.value
                    ):
                        found.add(node.value)
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem" and node.args:
                    first = node.args[0]
                    if isinstance(first, ast.Constant):
                        found.add(first.value)
    return found


def test_every_rule_of_the_code_has_a_message_in_both_languages() -> None:
    used = {rule_id for rule_id in rule_ids_in_code() if rule_id not in NOT_RULES}
    assert sorted(used - set(catalogue())) == []
    assert sorted(set(catalogue()) - used - {"plan_not_int", "plan_not_number", "plan_not_flag"}) == []
    for rule_id, languages in catalogue().items():
        assert set(languages) == {"lv", "en"}, rule_id
        assert all(set(message) == {"cause", "remedy"} for message in languages.values()), rule_id


NOT_RULES = {"plan_id", "plan_title", "plan_registry", "plan_period", "plan_tables", "file_name"}


def test_place_cause_and_remedy_in_one_line() -> None:
    problem = Problem("plan_not_int", "smiltene/x/goals.csv", row=3, column="goal_nr", value="divi")
    assert in_words(problem) == (
        "smiltene/x/goals.csv, 3. rinda, kolonna goal_nr: «divi» nav vesels skaitlis → ierakstiet veselu skaitli"
    )
    assert in_words(problem, "en").startswith("smiltene/x/goals.csv, row 3, column goal_nr: `divi` is not")


@pytest.mark.parametrize("value", ["a\nb", "a\x1b[31mb", "a\u202eb"])
def test_control_characters_of_an_input_never_reach_the_screen(value: str) -> None:
    assert "«a" in in_words(Problem("plan_not_int", value=value))
    assert value not in in_words(Problem("plan_not_int", value=value))


def test_long_values_are_cut(tmp_path: Path) -> None:
    assert len(in_words(Problem("plan_not_int", value="x" * 10_000))) < 600
