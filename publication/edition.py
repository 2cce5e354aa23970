"""A publication that a person made final: who, by which decision, on which day, and what was corrected since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Change:
    """A value of the published data that a correction changed, as the CSV files write it; empty where there was none.

    Attributes:
        table: Name of the table.
        key: What its line is known by.
        column: Name of the column.
    """

    table: str
    key: tuple[str, ...]
    column: str
    before: str
    after: str


@dataclass(frozen=True)
class Correction:
    """Why and when a final publication was followed by another.

    Attributes:
        changes: What it changed in the published data; None in a publication without data.
    """

    revision: int
    day: dt.date
    decision: str
    why: str
    changes: tuple[Change, ...] | None


@dataclass(frozen=True)
class Edition:
    """A final publication.

    Attributes:
        revision: 1, and one more with every correction.
        day: The day on which it was made final.
        corrections: All there have been, the oldest first.
    """

    revision: int
    approved_by: str
    decision: str
    day: dt.date
    corrections: tuple[Correction, ...] = ()

    def as_manifest(self) -> dict[str, Any]:
        """What the manifest says of it."""
        return {
            **asdict(self),
            "day": self.day.isoformat(),
            "corrections": [{**asdict(one), "day": one.day.isoformat()} for one in self.corrections],
        }

    @classmethod
    def of_manifest(cls, manifest: Mapping[str, Any]) -> Edition:
        """The edition that a manifest tells of."""
        return cls(
            revision=manifest["revision"],
            approved_by=manifest["approved_by"],
            decision=manifest["decision"],
            day=dt.date.fromisoformat(manifest["day"]),
            corrections=tuple(_correction(one) for one in manifest["corrections"]),
        )


def _correction(told: Mapping[str, Any]) -> Correction:
    changes = told["changes"]
    if changes is not None:
        changes = tuple(Change(**{**change, "key": tuple(change["key"])}) for change in changes)
    return Correction(**{**told, "day": dt.date.fromisoformat(told["day"]), "changes": changes})
