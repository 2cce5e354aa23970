"""pandera schemas of the plan tables, built from `ingest/plans/tables.yml`; the rows are still text."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

from ingest.plans.tables import Column, Table, code_list, plan_tables

if TYPE_CHECKING:
    import pandera.pandas as pa

_PATTERNS = {"int": r"-?\d{1,9}", "number": r"-?\d{1,12}(\.\d{1,6})?", "flag": r"true|false"}


@cache
def plan_schema(name: str) -> pa.DataFrameSchema:
    """Schema of one plan table, every column text: strict columns, required values, codes, types, key.

    The name of each check is the rule id of its message. An empty text is an absent value (null) in the frame.
    """
    import pandera.pandas as pa

    table = plan_tables()[name]
    return pa.DataFrameSchema(
        {column: _column(spec) for column, spec in table.columns.items()},
        checks=[_key_check(table)],
        strict=True,
    )


def _column(spec: Column) -> pa.Column:
    import pandera.pandas as pa

    checks = []
    if spec.type in _PATTERNS:
        checks.append(pa.Check.str_matches(rf"^(?:{_PATTERNS[spec.type]})$", name=f"plan_not_{spec.type}"))
    if spec.type == "date":
        checks.append(pa.Check(_is_date, element_wise=True, name="plan_not_date"))
    if spec.codes:
        checks.append(pa.Check.isin(list(code_list(spec.codes)), name="plan_code_unknown"))
    return pa.Column(str, checks=checks, nullable=not spec.required)


def _key_check(table: Table) -> pa.Check:
    import pandera.pandas as pa

    return pa.Check(lambda frame: ~frame.duplicated(table.key, keep="first"), name="plan_key_repeated")


def _is_date(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True
