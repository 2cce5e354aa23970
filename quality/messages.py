"""Problems in words: the catalogue `messages.yml`, keyed by rule id, in Latvian and English."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from ingest.excel.values import shortest
from ingest.problems import Detail, Problem
from ingest.typography import Language, day, number
from ingest.yaml_file import read_yaml_file

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
def catalogue() -> dict[str, dict[Language, dict[str, Any]]]:
    """All messages: rule id, language, cause and remedy, often a title; a remedy may differ by what is asked."""
    loaded: dict[str, dict[Language, dict[str, Any]]] = read_yaml_file(Path(__file__).parent / "messages.yml")
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
    place = place_of(problem, language)
    return f"{place}: {cause} → {remedy}" if place else f"{cause} → {remedy}"


def cause_and_remedy(problem: Problem, language: Language = "lv") -> tuple[str, str]:
    """What is wrong and what to do, without the place.

    Raises:
        KeyError: If the rule has no message.
    """
    if problem.told:
        return problem.told
    message = catalogue()[problem.rule_id][language]
    fields = {name: _said(value, language) for name, value in (("value", problem.value), *problem.details)}
    if problem.rule_id == "plan_header":
        fields["cause"] = _header_cause(fields["cause"], language)
    remedy = message["remedy"]
    if isinstance(remedy, dict):
        remedy = remedy[fields["asked"]]
    return message["cause"].format(**fields), remedy.format(**fields)


def board_remedy(rule_id: str, language: Language = "lv") -> str | None:
    """What the board does where a reporter is told to turn to the board; None where both are told the same."""
    return catalogue()[rule_id][language].get("board")


def in_general(rule_id: str, language: Language = "lv") -> str:
    """A rule in words for all its findings: its title, or its cause where that is the same for each, as a heading."""
    message = catalogue()[rule_id][language]
    words = str(message.get("title", message["cause"]))
    return f"{words[:1].upper()}{words[1:]}"


def without_value(text: str, value: str) -> str:
    """A message without the words that somebody typed; a plain number tells nothing about anybody and stays."""
    typed = re.escape(_shown(value))
    pattern = rf"(?<!\w){typed}(?!\w)" if any(map(str.isalpha, value)) else rf"(?<=«){typed}(?=»)"
    return re.sub(pattern, "…", text)


def shown_date(date: dt.date, language: Language) -> str:
    """A date as people write it: 01.12.2022. in Latvian, 2022-12-01 in English."""
    return day(date) if language == "lv" else date.isoformat()


def _said(detail: Detail, language: Language) -> str:
    if isinstance(detail, str):
        return _shown(detail)
    if isinstance(detail, dt.date):
        return shown_date(detail, language)
    if language == "en":
        return shortest(detail) if isinstance(detail, float) else str(detail)
    return number(detail, decimals=2) if isinstance(detail, Decimal) else number(detail)


def _header_cause(error_type: str, language: Language) -> str:
    causes = _HEADER_CAUSES[language]
    return next(words for beginning, words in causes.items() if error_type.startswith(beginning))


def place_of(problem: Problem, language: Language = "lv") -> str:
    """Where a problem stands: file, sheet, row, column or cell; empty where it has no place."""
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
