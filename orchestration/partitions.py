"""What is repeated: a publication a municipality and results year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import dagster as dg

from ingest.workspace import PublicationKind

publications = dg.DynamicPartitionsDefinition(name="publication")
"""Keys `<municipality>/<results year>`, with `/<kind>` for others than December's; registered when one is made,
so a new plan needs no change here."""


@dataclass(frozen=True, order=True)
class PublicationKey:
    """One publication."""

    municipality: str
    year: int
    kind: PublicationKind = "december"

    @classmethod
    def parse(cls, key: str) -> PublicationKey:
        """Read a partition key."""
        municipality, year, *kind = key.split("/")
        return cls(municipality, int(year), cast(PublicationKind, kind[0]) if kind else "december")

    def __str__(self) -> str:
        of_year = f"{self.municipality}/{self.year}"
        return of_year if self.kind == "december" else f"{of_year}/{self.kind}"
