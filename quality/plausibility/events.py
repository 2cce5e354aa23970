"""Whether every event stands in one institution's log only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quality.plausibility.concern import Concern

if TYPE_CHECKING:
    from great_expectations.expectations import Expectation


def _expectations() -> list[Expectation]:
    from great_expectations import expectations

    return [
        expectations.ExpectColumnValuesToBeBetween(
            column="institutions",
            max_value={"$PARAMETER": "institutions_max"},
            severity="warning",
            meta={"rule_id": "event_logged_by_several", "value": "event"},
            notes="Two schools may hold the same lesson on a day; one event in two logs counts people and money twice.",
        )
    ]


EVENTS = Concern("int_logged_events", ("event_logged_by_several",), _expectations)
