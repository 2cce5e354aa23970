"""Problems in words: the catalogue `messages.yml`, keyed by rule id, in Latvian and English."""

from __future__ import annotations

import datetime as dt
import re
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
# Why a key of plan.yml is wrong, by the beginning of pydantic's name for the error.
_HEADER_CAUSES: dict[Language, dict[str, str]] = {
    "lv": {
        "extra_forbidden": "šādas atslēgas nav",
        "missing": "šīs atslēgas trūkst",
        "date": "jābūt datumam, piemēram, 2024-09-01",
        "string_type": "jābūt tekstam",
        "string_pattern": "jābūt mazajiem latīņu burtiem, cipariem un defisēm, sākot ar burtu",
        "int": "jābūt veselam skaitlim",
        "greater": "skaitlis ir par mazu",
        "less": "skaitlis ir par lielu",
        "literal": "šāds kods nav paredzēts",
        "list": "jābūt sarakstam",
        "dict": "jābūt atslēgām ar vērtībām",
        "model": "jābūt atslēgām ar vērtībām",
        "": "vērtība neder",
    },
    "en": {
        "extra_forbidden": "there is no such key",
        "missing": "this key is missing",
        "date": "a date is wanted, for example 2024-09-01",
        "string_type": "a text is wanted",
        "string_pattern": "small Latin letters, digits and hyphens are wanted, beginning with a letter",
        "int": "a whole number is wanted",
        "greater": "the number is too small",
        "less": "the number is too large",
        "literal": "this code is not provided for",
        "list": "a list is wanted",
        "dict": "keys with values are wanted",
        "model": "keys with values are wanted",
        "": "the value does not fit",
    },
}


@cache
def catalogue() -> dict[str, dict[Language, dict[str, str]]]:
    """All messages: rule id, language, cause and remedy."""
    text = (Path(__file__).parent / "messages.yml").read_text(encoding="utf-8")
    loaded: dict[str, dict[Language, dict[str, str]]] = yaml.safe_load(text)
    return loaded


def in_words(problem: Problem, language: Language = "lv", *, for_board: bool = False) -> str:
    """One line: place, cause, remedy. Values are cut and shown without line breaks or control characters.

    Args:
        problem: What is wrong.
        language: Language of the words.
        for_board: Whether the board reads it, which nobody needs to send to the board.

    Raises:
        KeyError: If the rule has no message (a test keeps the catalogue complete).
    """
    cause, remedy = cause_and_remedy(problem, language)
    if for_board:
        remedy = board_remedy(problem.rule_id, language) or remedy
    place = _place(problem, language)
    return f"{place}: {cause} → {remedy}" if place else f"{cause} → {remedy}"


def cause_and_remedy(problem: Problem, language: Language = "lv") -> tuple[str, str]:
    """What is wrong and what to do, without the place.

    Raises:
        KeyError: If the rule has no message.
    """
    message = catalogue()[problem.rule_id][language]
    fields = {
        name: shown_date(value, language) if isinstance(value, dt.date) else _shown(value)
        for name, value in (("value", problem.value), *problem.details)
    }
    if problem.rule_id == "plan_header":
        fields["cause"] = _header_cause(fields["cause"], language)
    return message["cause"].format(**fields), message["remedy"].format(**fields)


def board_remedy(rule_id: str, language: Language = "lv") -> str | None:
    """What the board does where a reporter is told to turn to the board; None where both are told the same."""
    return catalogue()[rule_id][language].get("board")


def in_general(rule_id: str, language: Language = "lv") -> str:
    """The cause of a rule for all its findings: what differs from one to the next is left open."""
    return re.sub(r"[«„]?\{\w+\}[»”]?", "…", catalogue()[rule_id][language]["cause"])


def shown_date(date: dt.date, language: Language) -> str:
    """A date as people write it: 01.12.2022. in Latvian, 2022-12-01 in English."""
    return f"{date:%d.%m.%Y}." if language == "lv" else date.isoformat()


def _header_cause(error_type: str, language: Language) -> str:
    causes = _HEADER_CAUSES[language]
    return next(words for beginning, words in causes.items() if error_type.startswith(beginning))


def _place(problem: Problem, language: Language) -> str:
    words = _PLACES[language]
    parts = [_shown(problem.file)] if problem.file else []
    # In a workbook the column is the cell's address; a text file has rows and columns by name.
    column = "cell" if problem.sheet and problem.row is None else "column"
    for name, value in (("sheet", problem.sheet), ("row", problem.row), (column, problem.column)):
        if value:
            parts.append(words[name].format(_shown(str(value))))
    return ", ".join(parts)


def printable(text: str) -> str:
    """The text with a space in place of every line break and control character."""
    return "".join(character if character.isprintable() else " " for character in text)


def _shown(text: str) -> str:
    visible = printable(text)
    return visible if len(visible) <= _LONGEST * 4 else f"{visible[:_LONGEST]}…"
