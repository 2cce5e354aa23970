"""The live checks in the sheet: formulas, each with the value it has for what the workbook holds when it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.excel.sheet_xml import cell_name
from ingest.excel.values import CellValue, is_blank
from ingest.forms.arithmetic import Cell, Comparison
from ingest.forms.definition import Field
from ingest.forms.workbook.value_rules import ValueRule, is_not_applicable, number_of
from ingest.forms.workbook.values import NOT_APPLICABLE_WORDS

PASSED = "✓"
FAILED, DOUBTFUL = "✖ ", "⚠ "
_MISSING = "jāaizpilda"
Column = tuple[Field, ValueRule | None]
"""A column of a sheet of lines: what is asked in it, and what its values must be by themselves."""
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
    cells: Mapping[Cell, tuple[str, CellValue]],
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
    return LiveCheck(_formula(steps), _value(steps), max((step.shows for step in steps), key=len))


def line_formula(sheet: str, columns: Sequence[Column]) -> str:
    """The check of any line of a sheet, to be kept once under a name that every line shows.

    In a file, a name is written down as it is meant for the first cell of a sheet: row 1 is the line that shows it.

    Args:
        sheet: Name of the sheet.
        columns: Field and rule of each column, from A on.
    """
    return _formula(_line_steps(sheet, columns, [""] * len(columns)))


def line_value(sheet: str, columns: Sequence[Column], values: Sequence[CellValue]) -> str:
    """What that formula shows beside some values; beside an untouched line nothing."""
    return _value(_line_steps(sheet, columns, values)) if any(value != "" for value in values) else ""


def _line_steps(sheet: str, columns: Sequence[Column], values: Sequence[CellValue]) -> list[_Step]:
    whole_line = f"'{sheet}'!$A1:${cell_name(1, len(columns))}"
    steps = [_Step(f"COUNTA({whole_line})=0", all(value == "" for value in values), "")]
    for number, ((field, rule), value) in enumerate(zip(columns, values, strict=True), start=1):
        address, label = f"'{sheet}'!${cell_name(1, number)}", f"{FAILED}{field.label.lv}: "
        if field.required:
            # No line can do without it: that it does not apply is no answer here.
            none = ",".join(f'LOWER(TRIM({address}))="{words}"' for words in NOT_APPLICABLE_WORDS)
            condition = f"OR({_blank(address)},{none})"
            steps.append(_Step(condition, is_blank(value) or is_not_applicable(value), label + _MISSING))
        if rule:
            condition = f"AND(NOT({_blank(address)}),{rule.formula(address)})"
            steps.append(_Step(condition, not is_blank(value) and rule.is_broken(value), label + rule.words))
    return steps


def _formula(steps: Sequence[_Step]) -> str:
    """The first step whose condition holds decides."""
    formula = _quoted(PASSED)
    for step in reversed(steps):
        formula = f"IF({step.condition},{_quoted(step.shows)},{formula})"
    return f"={formula}"


def _value(steps: Sequence[_Step]) -> str:
    return next((step.shows for step in steps if step.holds), PASSED)


def _sum_formula(comparison: Comparison, cells: Mapping[Cell, tuple[str, CellValue]]) -> str:
    """True where the sums do not hold; not asked before every cell is a number."""
    addresses = [cells[answer][0] for answer in comparison.answers]
    left, right = (
        "+".join(cells[answer][0] if factor == 1 else f"{factor}*{cells[answer][0]}" for answer, factor in side)
        for side in (comparison.left, comparison.right)
    )
    broken = f"{left}{_SIGNS[comparison.rule.relation]}{right}"
    return f"IF(COUNT({','.join(addresses)})={len(addresses)},{broken},FALSE)"


def _sum_is_broken(comparison: Comparison, cells: Mapping[Cell, tuple[str, CellValue]]) -> bool:
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
