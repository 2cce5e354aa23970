"""The shape of each plan table: pandera schemas built from `ingest/plans/tables.yml`, over rows that are still text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from ingest.plans.registry import RawTable
from ingest.plans.tables import Column, code_list, plan_tables
from ingest.problems import Problem

if TYPE_CHECKING:
    import pandera.pandas as pa
    from pandera.errors import SchemaErrors

_PATTERNS = {
    "int": r"-?[0-9]{1,9}",
    "number": r"-?[0-9]{1,12}(\.[0-9]{1,6})?",
    "month_day": r"(0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|1\d|2[0-8])",
    "flag": r"true|false",
}


@cache
def plan_schema(name: str) -> pa.DataFrameSchema:
    """Schema of one plan table: strict columns, required values, codes, types, key.

    The error of each check is the rule id of its message. An absent value is null in the frame, every other a text.
    """
    import pandera.pandas as pa

    table = plan_tables()[name]
    return pa.DataFrameSchema(
        {column: _column(spec) for column, spec in table.columns.items()},
        unique=table.key,
        strict=True,
    )


def table_problems(name: str, raw: RawTable) -> list[Problem]:
    """Check one table against its schema, all findings at once, in the order of the file."""
    import pandas as pd
    from pandera.errors import SchemaErrors

    if not raw.rows:
        return []
    frame = pd.DataFrame(raw.rows, columns=list(plan_tables()[name].columns), dtype="str").replace("", None)
    try:
        plan_schema(name).validate(frame, lazy=True)
    except SchemaErrors as error:
        found = dict.fromkeys(_problems(name, raw, error))
        return sorted(found, key=lambda problem: (problem.row or 0, problem.column))
    return []


def _column(spec: Column) -> pa.Column:
    import pandera.pandas as pa

    checks = []
    if spec.type in _PATTERNS:
        checks.append(pa.Check.str_matches(rf"^(?:{_PATTERNS[spec.type]})\Z", error=f"plan_not_{spec.type}"))
    if spec.type == "date":
        checks.append(pa.Check(_is_date, element_wise=True, error="plan_not_date"))
    if spec.codes:
        checks.append(pa.Check(_are_codes(spec), element_wise=True, error="plan_code_unknown"))
    return pa.Column(str, checks=checks, nullable=not spec.required)


def _are_codes(spec: Column) -> Callable[[str], bool]:
    known = set(code_list(str(spec.codes)))
    return (lambda text: known.issuperset(text.split(","))) if spec.several else known.__contains__


def _is_date(text: str) -> bool:
    """Only `2024-09-01`: Python also reads `20240901` and `2024-W35-7`, which the warehouse does not."""
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _problems(name: str, raw: RawTable, error: SchemaErrors) -> Iterator[Problem]:
    """Pandera's failure cases as problems; a repeated key is one problem a row."""
    table = plan_tables()[name]
    for case in error.failure_cases.to_dict("records"):
        rule_id, column = str(case["check"]), str(case["column"])
        row = raw.rows[int(case["index"])]
        line = raw.lines[int(case["index"])]
        if rule_id == "not_nullable":
            rule_id = "plan_value_missing"
        elif rule_id == "multiple_fields_uniqueness":
            rule_id, column = "plan_key_repeated", ", ".join(table.key)
        value = ", ".join(row[part] for part in column.split(", "))
        codes = table.columns[column].codes if rule_id == "plan_code_unknown" else None
        details = (("codes", ", ".join(code_list(codes))),) if codes else ()
        yield Problem(rule_id, raw.shown_as, row=line, column=column, value=value, details=details)
