"""Whether a school's main figures are near its own of a year before and near those of its peers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quality.plausibility.concern import Concern

if TYPE_CHECKING:
    from great_expectations.expectations import Expectation


def _expectations() -> list[Expectation]:
    from great_expectations import expectations
    from great_expectations.expectations.row_conditions import Column

    without_comment = (Column("compared_with") == "former") & (Column("has_comment") == False)  # noqa: E712
    return [
        expectations.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A="allowed_difference",
            column_B="difference",
            or_equal=True,
            row_condition=without_comment,
            severity="warning",
            meta={"rule_id": "figure_far_from_former", "value": "value"},
            notes="A large change is either a mistake or something the school can explain: it asks for a comment.",
        ),
        expectations.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A="allowed_difference",
            column_B="difference",
            or_equal=True,
            row_condition=Column("compared_with") == "peers",
            severity="info",
            meta={"rule_id": "figure_far_from_peers", "value": "value"},
            notes="Schools differ; a figure far from all others may also mean that it is counted in another way.",
        ),
    ]


FIGURES = Concern("int_figure_comparisons", ("figure_far_from_former", "figure_far_from_peers"), _expectations)
