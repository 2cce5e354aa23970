"""What the data of a publication are called, in all their descriptions alike."""

from __future__ import annotations

from dataclasses import dataclass

from publication import sentences
from publication.phrases import load_phrases
from publication.results import Results


@dataclass(frozen=True)
class Words:
    """Names of the data set.

    Attributes:
        status: That it is a draft, and whether figures are invented.
        description: What it holds; ends with the status.
    """

    identifier: str
    title: str
    status: str
    description: str
    keywords: list[str]


def words_of(results: Results) -> Words:
    """Name the data of a municipality and results year."""
    phrases = load_phrases()
    words = phrases["open_data"]
    status = sentences.status(results.is_demo, phrases)
    return Words(
        identifier=f"pmp-{results.municipality}-{results.year}",
        title=words["title"].format(municipality=results.municipality_name, year=results.year),
        status=status,
        description=words["description"].format(status=status[0].upper() + status[1:]),
        keywords=words["keywords"],
    )
