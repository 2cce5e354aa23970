"""What is repeated: a publication a municipality and results year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import dagster as dg

from ingest.typography import Language
from ingest.workspace import PublicationKind

publications = dg.DynamicPartitionsDefinition(name="publication")
"""Keys `<municipality>/<results year>`, with `/<kind>` for others than December's and `/en` for those in English;
registered when one is made, so a new plan needs no change here."""


@dataclass(frozen=True, order=True)
class PublicationKey:
    """One publication."""

    municipality: str
    year: int
    kind: PublicationKind = "december"
    language: Language = "lv"

    @classmethod
    def parse(cls, key: str) -> PublicationKey:
        """Read a partition key."""
        municipality, year, *others = key.split("/")
        language: Language = "en" if others[-1:] == ["en"] else "lv"
        kind = others[0] if others[:1] not in ([], ["en"]) else "december"
        return cls(municipality, int(year), cast(PublicationKind, kind), language)

    def __str__(self) -> str:
        of_year = f"{self.municipality}/{self.year}"
        of_kind = of_year if self.kind == "december" else f"{of_year}/{self.kind}"
        return of_kind if self.language == "lv" else f"{of_kind}/{self.language}"
