"""Problems in words: the catalogue `messages.yml`, keyed by rule id, in Latvian and English."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from ingest.problems import Problem

Language = Literal["lv", "en"]
_LONGEST = 120
_PLACES: dict[Language, dict[str, str]] = {
    "lv": {"sheet": "lapa «{}»", "row": "{}. rinda", "column": "kolonna {}", "cell": "šūna {}"},
    "en": {"sheet": "sheet `{}`", "row": "row {}", "column": "column {}", "cell": "cell {}"},
}


@cache
def catalogue() -> dict[str, dict[Language, dict[str, str]]]:
    """All messages: rule id, language, cause and remedy."""
    text = (Path(__file__).parent / "messages.yml").read_text(encoding="utf-8")
    loaded: dict[str, dict[Language, dict[str, str]]] = yaml.safe_load(text)
    return loaded


def in_words(problem: Problem, language: Language = "lv") -> str:
    """One line: place, cause, remedy. Values are cut and shown without line breaks or control characters.

    Raises:
        KeyError: If the rule has no message (a test keeps the catalogue complete).
    """
    message = catalogue()[problem.rule_id][language]
    fields = {name: _shown(text) for name, text in (("value", problem.value), *problem.details)}
    cause, remedy = (message[part].format(**fields) for part in ("cause", "remedy"))
    place = _place(problem, language)
    return f"{place}: {cause} → {remedy}" if place else f"{cause} → {remedy}"


def _place(problem: Problem, language: Language) -> str:
    words = _PLACES[language]
    parts = [_shown(problem.file)] if problem.file else []
    # In a workbook the column is the cell's address; a text file has rows and columns by name.
    column = "cell" if problem.sheet and problem.row is None else "column"
    for name, value in (("sheet", problem.sheet), ("row", problem.row), (column, problem.column)):
        if value:
            parts.append(words[name].format(_shown(str(value))))
    return ", ".join(parts)


def _shown(text: str) -> str:
    visible = "".join(character if character.isprintable() else " " for character in text)
    return visible if len(visible) <= _LONGEST * 4 else f"{visible[:_LONGEST]}…"
