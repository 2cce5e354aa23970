"""A problem with what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ingest.problems import Problem

Severity = Literal["info", "warning", "reject_row", "reject_delivery"]


@dataclass(frozen=True)
class Finding:
    """Something wrong in a delivery.

    Attributes:
        severity: What happens next: nothing, the value is taken all the same, its row is not, the delivery is not.
    """

    severity: Severity
    problem: Problem
