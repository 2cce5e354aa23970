"""Whether an institution reports at least the cases that schools brought to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quality.plausibility.concern import Concern

if TYPE_CHECKING:
    from great_expectations.expectations import Expectation


def _expectations() -> list[Expectation]:
    from great_expectations import expectations

    return [
        expectations.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A="cases_of_institution",
            column_B="cases_of_schools",
            or_equal=True,
            ignore_row_if="either_value_is_missing",  # a side that has not reported is a matter of completeness
            severity="warning",
            meta={"rule_id": "cases_fewer_than_schools_brought", "value": "cases_of_institution"},
            notes="What a school brings is among what the institution opens; both counts are shown and never added.",
        )
    ]


CASES = Concern("int_case_sides", ("cases_fewer_than_schools_brought",), _expectations)
