"""What a suite is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from great_expectations.expectations import Expectation


@dataclass(frozen=True)
class Concern:
    """One intermediate model and what is expected of its rows.

    Attributes:
        model: The model; its columns are what the messages of the rules may name.
        rules: Rule ids, one an expectation; known without building the suite, so that a missing one is noticed.
        expectations: Builds the expectations; each has its rule id and the column of the doubtful value in `meta`, its
            reason in `notes`, and warning (asks for an answer) or info (asks for a look) as `severity`.
    """

    model: str
    rules: tuple[str, ...]
    expectations: Callable[[], list[Expectation]]
