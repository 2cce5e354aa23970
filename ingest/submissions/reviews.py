"""What the working group said of the texts of a results year: each review as Parquet written once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.parquet import ColumnType, parquet_bytes, parquet_rows
from ingest.storage import write_once
from ingest.workspace import Workspace

REVIEW: dict[str, ColumnType] = {
    "submission_id": "text",
    "municipality": "text",
    "plan_id": "text",
    "results_year": "int",
    "subject_kind": "text",
    "subject_key": "text",
    "field": "text",
    "reviewed_text": "text",
    "facts": "text",
    "reviewed_by": "text",
    "reviewed_on": "date",
    "received_at": "time",
    "sheet": "text",
    "cell": "text",
}
"""Columns of the reviewed texts: what a text is about, its words, on what facts, and who accepted or wrote it."""

_OF_ALL_ROWS = ("submission_id", "municipality", "results_year", "reviewed_by", "reviewed_on")


@dataclass(frozen=True)
class ReviewRows:
    """The texts of one submission that a person accepted or rewrote.

    Attributes:
        owner: The columns that are the same in all rows, from the submission to when it was received.
        rows: The others.
    """

    owner: Mapping[str, Any]
    rows: Sequence[Mapping[str, Any]]

    @property
    def place(self) -> Path:
        """Where they land, below the landing."""
        year, municipality = str(self.owner["results_year"]), self.owner["municipality"]
        return Path("review", year, municipality, f"{self.owner['submission_id']}.parquet")


def land_review(workspace: Workspace, review: ReviewRows) -> None:
    """Write the reviewed texts of a submission; those that a killed run left behind stay as they are."""
    path = workspace.landing / review.place
    if not path.exists():
        write_once(path, parquet_bytes(REVIEW, [{**review.owner, **row} for row in review.rows]))


def landed_reviewers(workspace: Workspace) -> dict[str, dict[str, Any]]:
    """What of each review is the same in all its rows, by submission."""
    found = {}
    for path in sorted((workspace.landing / "review").glob("????/*/*.parquet")):
        found[path.stem] = parquet_rows(path, _OF_ALL_ROWS)[0]
    return found
