from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from ingest.forms.arithmetic import arithmetic_rules
from ingest.forms.definition import all_forms
from ingest.problems import Problem
from ingest.workspace import PRODUCT
from quality.messages import catalogue, in_words, without_value
from quality.submissions.personal_data import TOPICS


def constants(node: ast.AST) -> set[str]:
    return {part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)}


def raised_rule_ids() -> set[str]:
    """First arguments of the calls that make a problem."""
    found = set()
    for tree in TREES:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in {"Problem", "row_problem", "header_problem", "add"}:
                    found.add(str(node.args[0].value))
    return {rule_id for rule_id in found if re.fullmatch(r"[a-z]+(_[a-z]+)+", rule_id)} - {"activity_nr"}


TREES = [
    ast.parse(path.read_text(encoding="utf-8"))
    for room in ("ingest", "quality", "publication", "orchestration")
    for path in (PRODUCT / room).rglob("*.py")
]
BUILT_FROM_TOPICS = {f"sensitive_{topic}" for topic in TOPICS}
BUILT_FROM_TYPES = {"plan_not_int", "plan_not_number", "plan_not_month_day", "plan_not_flag"}


def test_every_problem_has_a_message_and_every_message_a_problem() -> None:
    assert sorted(raised_rule_ids() - set(catalogue())) == []
    named_in_data = {
        *arithmetic_rules(),
        *(rule for form in all_forms() for field in form.fields for rule in field.rules),
    }
    assert sorted(named_in_data - set(catalogue())) == []
    mentioned = set().union(*map(constants, TREES)) | BUILT_FROM_TYPES | named_in_data | BUILT_FROM_TOPICS
    assert sorted(set(catalogue()) - mentioned) == []


def test_messages_are_complete_in_both_languages() -> None:
    for rule_id, languages in catalogue().items():
        assert set(languages) == {"lv", "en"}, rule_id
        assert languages["lv"]["cause"] != languages["en"]["cause"], rule_id
        assert all(set(message) - {"title", "board"} == {"cause", "remedy"} for message in languages.values()), rule_id
        for name in ("title", "board"):
            assert len({name in message for message in languages.values()}) == 1, rule_id
        assert re.findall(r"{\w+}", languages["lv"]["cause"]) == re.findall(r"{\w+}", languages["en"]["cause"]), rule_id


def test_place_cause_and_remedy_in_one_line() -> None:
    problem = Problem("plan_not_int", "smiltene/x/goals.csv", row=3, column="goal_nr", value="divi")
    assert in_words(problem) == (
        "smiltene/x/goals.csv, 3. rinda, kolonna goal_nr: «divi» nav vesels skaitlis → ierakstiet veselu skaitli"
    )
    assert in_words(problem, "en").startswith("smiltene/x/goals.csv, row 3, column goal_nr: `divi` is not")


@pytest.mark.parametrize(
    ("text", "value", "left"),
    [
        ("«ap 5» nav skaitlis («Vecāki»)", "ap 5", "«…» nav skaitlis («Vecāki»)"),
        ("tekstā ir kods («Ieraksts»: s ●●●)", "s ●●●", "tekstā ir kods («Ieraksts»: …)"),
        ("datumā «31.12.24.» gads", "31.12.24.", "datumā «…» gads"),
        ("«9. klase» ir 9, bet", "9", "«9. klase» ir 9, bet"),
        ("«Vecāki» nav aizpildīts", "", "«Vecāki» nav aizpildīts"),
    ],
)
def test_a_letter_does_not_repeat_what_was_typed(text: str, value: str, left: str) -> None:
    assert without_value(text, value) == left


@pytest.mark.parametrize("value", ["a\nb", "a\x1b[31mb", "a\u202eb"])
def test_control_characters_of_an_input_never_reach_the_screen(value: str) -> None:
    assert "«a" in in_words(Problem("plan_not_int", value=value))
    assert value not in in_words(Problem("plan_not_int", value=value))


def test_long_values_are_cut(tmp_path: Path) -> None:
    assert len(in_words(Problem("plan_not_int", value="x" * 10_000))) < 600
