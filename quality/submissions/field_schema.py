"""The shape of a form of single values: one pandera schema made from its definition, for any number of workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from ingest.forms.definition import load_form
from ingest.forms.workbook.value_rules import DAYS
from quality.submissions.answered import Answered

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa


@cache
def field_schema(form: str) -> pa.DataFrameSchema:
    """Schema of the answers of a form, one a row; the error of each check is the rule id of its message."""
    import numpy as np
    import pandera.pandas as pa

    asked = _definitions(form)
    codes = {(field.field, code) for field in load_form(form).fields for code in field.choices()}

    def of(rows: pd.DataFrame, attribute: str) -> pd.Series:
        return rows["field"].map(asked[attribute])

    def is_required_and(rows: pd.DataFrame, blank_kind: str) -> pd.Series:
        return of(rows, "required") & rows["blank_kind"].eq(blank_kind)

    def is_fraction(rows: pd.DataFrame) -> pd.Series:
        return of(rows, "is_count") & (rows["number"] % 1 > 0)

    def is_outside(rows: pd.DataFrame) -> pd.Series:
        return (rows["number"] < of(rows, "low")) | (rows["number"] > of(rows, "high"))

    def is_another_age(rows: pd.DataFrame) -> pd.Series:
        first, last = (day.isoformat() for day in DAYS)
        return of(rows, "is_date") & rows["text"].notna() & ~rows["text"].between(first, last)

    def is_unknown(rows: pd.DataFrame) -> pd.Series:
        known = [pair in codes for pair in zip(rows["field"], rows["text"], strict=True)]
        return of(rows, "is_choice") & rows["text"].notna() & ~np.array(known)

    checks = [
        pa.Check(lambda rows: ~is_required_and(rows, "blank"), error="form_value_missing"),
        pa.Check(lambda rows: ~is_required_and(rows, "not_applicable"), error="form_not_applicable"),
        pa.Check(lambda rows: ~is_fraction(rows), error="form_not_whole"),
        pa.Check(lambda rows: ~is_outside(rows), error="form_number_outside"),
        pa.Check(lambda rows: ~is_another_age(rows), error="form_date_outside"),
        pa.Check(lambda rows: ~is_unknown(rows), error="form_code_unknown"),
    ]
    number, words = pa.Column(float, nullable=True), pa.Column(object, nullable=True)
    columns = {"field": pa.Column(object), "number": number, "text": words, "blank_kind": words}
    return pa.DataFrameSchema(columns, checks=checks, strict=True)


def failures(form: str, answers: Sequence[Answered]) -> list[tuple[int, str]]:
    """Positions of the answers that break a rule, each with the rule; all rules of all answers at once."""
    import pandas as pd
    from pandera.errors import SchemaErrors

    if not answers:
        return []
    columns = {
        "field": [answered.field.field for answered in answers],
        "text": [answered.value.text for answered in answers],
        "blank_kind": [answered.value.blank_kind for answered in answers],
    }
    frame = pd.DataFrame(columns, dtype=object)
    frame.insert(1, "number", pd.Series([answered.value.number for answered in answers], dtype=float))
    try:
        field_schema(form).validate(frame, lazy=True)
    except SchemaErrors as error:
        cases = error.failure_cases[["index", "check"]].drop_duplicates()
        return [(int(index), str(rule_id)) for index, rule_id in cases.itertuples(index=False)]
    return []


def _definitions(form: str) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame.from_dict(
        {
            field.field: {
                "required": field.required,
                "is_count": field.type == "count",
                "is_date": field.type == "date",
                "is_choice": field.type == "choice",
                "low": field.low,
                "high": float("inf") if field.high is None else field.high,
            }
            for field in load_form(form).fields
        },
        orient="index",
    )
