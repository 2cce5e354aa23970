"""Whether everybody who owes a form has reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quality.plausibility.concern import Concern

if TYPE_CHECKING:
    from great_expectations.expectations import Expectation


def _expectations() -> list[Expectation]:
    from great_expectations import expectations

    return [
        expectations.ExpectColumnValuesToBeBetween(
            column="reported_pct",
            min_value={"$PARAMETER": "reported_min_pct"},
            severity="warning",
            meta={"rule_id": "collection_incomplete", "value": "reported_pct"},
            notes="A total over the institutions that reported is not one over all; nothing is imputed for the rest.",
        )
    ]


COMPLETENESS = Concern("int_collection_coverage", ("collection_incomplete",), _expectations)
