"""The live checks in the sheet: formulas, each with the value it has for what the workbook holds when it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.excel.values import CellValue
from ingest.forms.arithmetic import Answer, Comparison
from ingest.forms.definition import Field
from ingest.forms.workbook.value_rules import ValueRule, is_blank, number_of

PASSED = "✓"
FAILED, DOUBTFUL = "✖ ", "⚠ "
_MISSING = "jāaizpilda"
_SIGNS = {"equals": "<>", "at_most": ">"}
"""By what a relation is broken."""


@dataclass(frozen=True)
class LiveCheck:
    """A formula and its value; programmes that do not calculate show the value.

    Attributes:
        longest: The longest it may come to show.
    """

    formula: str
    value: str
    longest: str


@dataclass(frozen=True)
class _Step:
    """If the condition holds, this is what the check shows."""

    condition: str
    holds: bool
    shows: str


def check_cell(
    field: Field,
    cell: tuple[str, CellValue],
    rule: ValueRule | None,
    sums: Sequence[tuple[Comparison, str]],
    cells: Mapping[Answer, tuple[str, CellValue]],
) -> LiveCheck:
    """The check of one single value.

    Args:
        field: What is asked.
        cell: Address and value.
        rule: What the value must be by itself.
        sums: Sums that are shown here when they do not hold, with the words for it.
        cells: Address and value of all cells, for the sums.
    """
    address, value = cell
    steps = [_Step(_blank(address), is_blank(value), FAILED + _MISSING if field.required else "")]
    if rule:
        steps.append(_Step(rule.formula(address), rule.is_broken(value), FAILED + rule.words))
    for comparison, text in sums:
        sign = DOUBTFUL if comparison.rule.severity == "warning" else FAILED
        steps.append(_Step(_sum_formula(comparison, cells), _sum_is_broken(comparison, cells), sign + text))
    return _first(steps)


def check_line(cells: Sequence[tuple[Field, str, CellValue, ValueRule | None]]) -> LiveCheck:
    """The check of a whole line; an untouched one says nothing.

    Args:
        cells: Field, address, value and rule, from left to right.
    """
    steps = [
        _Step(f"COUNTA({cells[0][1]}:{cells[-1][1]})=0", all(value == "" for _, _, value, _ in cells), ""),
    ]
    for field, address, value, rule in cells:
        label = f"{FAILED}{field.label.lv}: "
        if field.required:
            steps.append(_Step(_blank(address), is_blank(value), label + _MISSING))
        if rule:
            condition = f"AND(NOT({_blank(address)}),{rule.formula(address)})"
            steps.append(_Step(condition, not is_blank(value) and rule.is_broken(value), label + rule.words))
    return _first(steps)


def _first(steps: Sequence[_Step]) -> LiveCheck:
    """The first step whose condition holds decides."""
    formula = _quoted(PASSED)
    for step in reversed(steps):
        formula = f"IF({step.condition},{_quoted(step.shows)},{formula})"
    value = next((step.shows for step in steps if step.holds), PASSED)
    return LiveCheck(f"={formula}", value, max((step.shows for step in steps), key=len))


def _sum_formula(comparison: Comparison, cells: Mapping[Answer, tuple[str, CellValue]]) -> str:
    """True where the sums do not hold; not asked before every cell is a number."""
    addresses = [cells[answer][0] for answer in comparison.answers]
    left, right = (
        "+".join(cells[answer][0] if factor == 1 else f"{factor}*{cells[answer][0]}" for answer, factor in side)
        for side in (comparison.left, comparison.right)
    )
    broken = f"{left}{_SIGNS[comparison.rule.relation]}{right}"
    return f"IF(COUNT({','.join(addresses)})={len(addresses)},{broken},FALSE)"


def _sum_is_broken(comparison: Comparison, cells: Mapping[Answer, tuple[str, CellValue]]) -> bool:
    numbers = {answer: number_of(cells[answer][1]) for answer in comparison.answers}
    if any(number is None for number in numbers.values()):
        return False
    left, right = (
        sum(factor * (numbers[answer] or 0) for answer, factor in side) for side in (comparison.left, comparison.right)
    )
    return left != right if comparison.rule.relation == "equals" else left > right


def _blank(cell: str) -> str:
    return f"LEN(TRIM({cell}))=0"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
