"""What is repeated: a publication a municipality and results year."""

from __future__ import annotations

from dataclasses import dataclass

import dagster as dg

publications = dg.DynamicPartitionsDefinition(name="publication")
"""Keys `<municipality>/<results year>`; registered from the warehouse, so a new plan needs no change here."""


@dataclass(frozen=True, order=True)
class PublicationKey:
    """One publication."""

    municipality: str
    year: int

    @classmethod
    def parse(cls, key: str) -> PublicationKey:
        """Read a partition key."""
        municipality, year = key.rsplit("/", 1)
        return cls(municipality, int(year))

    def __str__(self) -> str:
        return f"{self.municipality}/{self.year}"
