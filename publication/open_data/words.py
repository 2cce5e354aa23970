"""What the data of a publication are called, in all their descriptions alike."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.typography import written_language
from publication import sentences
from publication.phrases import load_phrases
from publication.results import Results


@dataclass(frozen=True)
class Words:
    """Names of the data set.

    Attributes:
        status: That it is a draft, and whether figures are invented.
        mark: The same at the beginning of a line.
        description: What it holds; ends with the status.
    """

    identifier: str
    title: str
    status: str
    mark: str
    description: str
    keywords: list[str]


def words_of(results: Results) -> Words:
    """Name the data of a municipality and results year."""
    phrases, language = load_phrases(), written_language()
    words = phrases["open_data"]
    status = sentences.status(results, phrases)
    mark = status[0].upper() + status[1:]
    return Words(
        identifier=f"pmp-{results.municipality}-{results.year}{'' if language == 'lv' else f'-{language}'}",
        title=words["title"].format(municipality=results.municipality_name, year=results.year),
        status=status,
        mark=mark,
        description=words["description"].format(status=mark),
        keywords=words["keywords"],
    )
