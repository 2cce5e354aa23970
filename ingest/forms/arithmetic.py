"""Rules that add up answers of one workbook and compare them, read from `arithmetic.yml`.

The same definition makes the live check in the sheet (`sides` gives the cells) and the check at intake.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ingest.forms.breakdowns import TOTAL
from ingest.forms.code_lists import read_yaml
from ingest.forms.definition import Field

Cell = tuple[str, str]
"""A cell of the form: field and breakdown."""


class ArithmeticRule(BaseModel):
    """One rule: a weighted sum of answers against another.

    Attributes:
        per: `stage` where it is held for each stage by itself.
        left: Fields with factors; `right` what they are compared with.
        severity: What happens when it does not hold.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    form: str
    per: Literal["stage"] | None = None
    left: dict[str, int]
    relation: Literal["equals", "at_most"]
    right: dict[str, int]
    severity: Literal["warning", "reject_delivery"]

    @property
    def fields(self) -> set[str]:
        """All fields it looks at."""
        return {*self.left, *self.right}


@dataclass(frozen=True)
class Comparison:
    """A rule on the cells of one workbook: the cells of both sides with their factors.

    Attributes:
        stage: Stage it is held for, or `total`.
    """

    rule_id: str
    rule: ArithmeticRule
    stage: str
    left: tuple[tuple[Cell, int], ...]
    right: tuple[tuple[Cell, int], ...]

    @property
    def place(self) -> Cell:
        """The cell that shows when it does not hold: the first of what the rule names first."""
        named_first = next(iter(self.rule.left))
        return next(answer for answer, _ in self.left if answer[0] == named_first)

    @property
    def answers(self) -> list[Cell]:
        """All cells that it looks at."""
        return [answer for answer, _ in (*self.left, *self.right)]


@cache
def arithmetic_rules() -> dict[str, ArithmeticRule]:
    """All rules by their id."""
    return {rule_id: ArithmeticRule.model_validate(rule) for rule_id, rule in read_yaml("arithmetic.yml").items()}


def comparisons(form: str, cells: Iterable[tuple[Field, str]]) -> list[Comparison]:
    """Every rule that the cells of one workbook allow to hold, once a stage where it is per stage.

    Args:
        form: Id of the form.
        cells: Its cells for one reporter and collection (`ingest.forms.breakdowns.cells_of`).

    Returns:
        The comparisons; a rule about a field that is not asked this time is left out.
    """
    answers = [(field.field, breakdown) for field, breakdown in cells]
    asked = {field for field, _ in answers}
    found = []
    for rule_id, rule in arithmetic_rules().items():
        if rule.form == form and rule.fields <= asked:
            for stage in _stages(rule, answers):
                left, right = (_side(side, stage, answers) for side in (rule.left, rule.right))
                if left and right:
                    found.append(Comparison(rule_id, rule, stage, left, right))
    return found


def _stages(rule: ArithmeticRule, answers: list[Cell]) -> list[str]:
    if rule.per is None:
        return [TOTAL]
    return list(dict.fromkeys(_stage(breakdown) for field, breakdown in answers if field in rule.fields))


def _side(side: dict[str, int], stage: str, answers: list[Cell]) -> tuple[tuple[Cell, int], ...]:
    return tuple(
        (answer, side[answer[0]]) for answer in answers if answer[0] in side and stage in (TOTAL, _stage(answer[1]))
    )


def _stage(breakdown: str) -> str:
    return breakdown.split(".")[0]
