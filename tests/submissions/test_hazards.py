"""Every hazard of the file, the value and the arithmetic: verdict, rules and places, and what lands."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from cases import Case
from form_workbook import NAME, checked
from told import FILED, in_text, outcome, place, told_before

from ingest.problems import InputError
from ingest.workspace import PRODUCT
from quality.messages import catalogue, in_words
from quality.submissions.check import CheckedForm

SECTIONS = (
    "The file", "The value", "The arithmetic", "The life of a submission", "The review", "The calendar", "The way out",
)  # fmt: skip
HAZARDS = Path(__file__).parents[1] / "hazards.csv"


def hazards() -> list[dict[str, str]]:
    with HAZARDS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def landed(result: CheckedForm, name: str) -> object:
    for rows in result.rows.values():
        for row in rows:
            if f"{row.get('field_id')}|{row.get('breakdown')}" == name:
                return row["value_text"] if row["value_number"] is None else row["value_number"]
            if name in row:
                return row[name]
    raise AssertionError(f"{name} has not landed")


@pytest.mark.parametrize(
    ("verdict", "case"),
    [pytest.param(verdict, case, id=f"{verdict}-{case.name}") for verdict, cases in FILED.items() for case in cases],
)
def test_hazard(verdict: str, case: Case) -> None:
    problems, result = outcome(case)
    assert [(problem.rule_id, place(problem)) for problem in problems] == list(case.rules)
    assert {problem.file for problem in problems} <= {NAME}
    assert in_text(problems) == told_before().get(f"{verdict}-{case.name}", "")
    assert verdict == verdict_of(result)
    if verdict == "rejected":
        assert result is None or result.rows_accepted == 0
    elif result is not None:
        assert result.rows_rejected == 0
        assert {name: landed(result, name) for name in case.values} == dict(case.values)


def verdict_of(result: CheckedForm | None) -> str:
    severities = {finding.severity for finding in result.findings} if result else {"reject_delivery"}
    if severities & {"reject_row", "reject_delivery"}:
        assert result is None or result.verdict == "rejected"
        return "rejected"
    assert result is not None
    assert result.verdict == "accepted"
    return "warned" if "warning" in severities else "accepted"


def test_what_is_told_is_told_of_a_case_there_is() -> None:
    told_nothing = [f"{verdict}-{case.name}" for verdict, cases in FILED.items() for case in cases if not case.rules]
    every = [f"{verdict}-{case.name}" for verdict, cases in FILED.items() for case in cases]
    assert list(told_before()) == [name for name in every if name not in told_nothing]


@pytest.mark.parametrize(
    "name",
    ["../../etc/parole.xlsx", "a" * 300 + ".xlsx", "a\u202exslx.exe", "a\x1b[31m\n.xlsx"],
    ids=["path", "long", "right-to-left", "control"],
)
def test_name_of_an_upload_is_shown_harmlessly(name: str) -> None:
    with pytest.raises(InputError) as error:
        checked(b"", FILED["accepted"][0].order, name)
    (problem,) = error.value.problems
    assert problem.rule_id == "workbook_empty_file"
    assert in_words(problem).isprintable()
    assert len(in_words(problem)) < 600


def test_every_case_is_listed_as_a_hazard_with_its_verdict_and_rule() -> None:
    listed = {row["test"]: (row["verdict"], row["rule_id"]) for row in hazards()}
    for verdict, cases in FILED.items():
        for case in cases:
            rule_id = case.rules[0][0] if case.rules else ""
            assert listed[f"tests/submissions/test_hazards.py::test_hazard[{verdict}-{case.name}]"] == (
                verdict,
                rule_id,
            )


def test_every_hazard_has_a_collected_test() -> None:
    named = [row["test"] for row in hazards()]
    files = sorted({name.split("::")[0] for name in named if name.startswith("tests/")})
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *files]
    done = subprocess.run(command, cwd=PRODUCT, capture_output=True, text=True, check=False)
    collected = set(re.findall(r"^tests/\S.*::.*$", done.stdout, re.MULTILINE))
    collected |= set(unit_tests({name.split("::")[0] for name in named if name.startswith("dbt_project/")}))
    assert sorted(set(named) - collected) == []
    assert len(named) > 170


def unit_tests(files: set[str]) -> Iterator[str]:
    """dbt's unit tests, which `tests/warehouse/test_dbt_unit_tests.py` runs all together."""
    for file in files:
        for test in yaml.safe_load((PRODUCT / file).read_text(encoding="utf-8"))["unit_tests"]:
            yield f"{file}::{test['name']}"


def test_every_hazard_names_a_section_a_verdict_and_a_rule_there_is() -> None:
    verdicts = {"accepted", "accepted_partly", "warned", "rejected", "refused", "duplicate"}
    for row in hazards():
        assert row["section"] in SECTIONS
        assert row["verdict"] in verdicts, row["hazard"]
        assert row["rule_id"] in catalogue() or (not row["rule_id"] and row["verdict"] == "accepted"), row["hazard"]
    assert len({(row["section"], row["hazard"]) for row in hazards()}) == len(hazards())
