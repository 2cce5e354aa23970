"""The shape of a table of lines: one pandera schema made from its definition, for any number of workbooks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from ingest.forms.definition import PLAN_CODES, Field, load_form
from quality.submissions.lines import Line

if TYPE_CHECKING:
    import pandera.pandas as pa

_WORKBOOK = "workbook"


@cache
def line_schema(form: str, table: str) -> pa.DataFrameSchema:
    """Schema of the lines of a table; the error of each check is the rule id of its message."""
    import pandera.pandas as pa

    definition = load_form(form).table_named(table)
    columns = {field.field: _column(field) for field in definition.fields}
    return pa.DataFrameSchema(
        {_WORKBOOK: pa.Column(int), **columns}, unique=[_WORKBOOK, *definition.key], strict="filter"
    )


def failures(form: str, table: str, lines: Sequence[tuple[int, Line]]) -> Iterator[tuple[int, str, str]]:
    """Lines that break a rule: position, field and rule; all rules of all lines at once.

    Args:
        form: Id of the form.
        table: Id of the table.
        lines: Lines, each with the number of its workbook: two lines are only the same inside one.
    """
    import pandas as pd
    from pandera.errors import SchemaErrors

    if not lines:
        return
    definition = load_form(form).table_named(table)
    names = [field.field for field in definition.fields]
    frame = pd.DataFrame([[line.values.get(name) for name in names] for _, line in lines], columns=names, dtype=object)
    frame[_WORKBOOK] = [workbook for workbook, _ in lines]
    try:
        line_schema(form, table).validate(frame, lazy=True)
    except SchemaErrors as error:
        for case in error.failure_cases[["index", "column", "check"]].drop_duplicates().to_dict("records"):
            index, rule_id, column = int(case["index"]), str(case["check"]), str(case["column"])
            if rule_id == "multiple_fields_uniqueness":
                rule_id = "form_line_repeated"
                if column != definition.key[0] or not all(lines[index][1].values.get(name) for name in definition.key):
                    continue
            yield index, column, "form_value_missing" if rule_id == "not_nullable" else rule_id


def _column(field: Field) -> pa.Column:
    import pandera.pandas as pa

    checks: list[Any] = []
    if field.type == "count":
        checks.append(pa.Check(lambda values: values % 1 == 0, error="form_not_whole"))
    if field.is_figure:
        checks.append(pa.Check(lambda values: values.between(field.low, field.high), error="form_number_outside"))
    if field.type == "choice" and field.codes not in PLAN_CODES:
        checks.append(pa.Check.isin(list(field.choices()), error="form_code_unknown"))
    return pa.Column(object, checks=checks, nullable=not field.required)
