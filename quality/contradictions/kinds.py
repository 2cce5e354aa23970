"""Contradictions in words: what each kind means, what a subject is called."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from ingest.plans.tables import code_list
from ingest.typography import Language
from ingest.yaml_file import read_yaml_file


def kind_words(language: Language = "lv") -> dict[str, dict[str, str]]:
    """Title and meaning of each kind, in the order in which people read them."""
    return {kind: words[language] for kind, words in _load()["kinds"].items()}


def subject_in_words(subject: str, language: Language = "lv") -> str:
    """What a contradiction is about: `indicator 8 basic` is `rādītājs 8 (pamatskolas posms)`."""
    kind, number, *rest = subject.split(" ", maxsplit=2)
    if kind == "observation":
        return _figure(rest[0].split("|"), language)
    word = _load()["subjects"][kind][language]
    names = code_list("breakdown") if language == "lv" else {}
    part = "".join(f" ({names.get(code, code.replace('_', ' '))})" for code in rest)
    return f"{word} {number}{part}"


def _figure(told: list[str], language: Language) -> str:
    """A printed figure by what it counts: `slodzes, likmes: logopēds, visa pašvaldība, 2022./2023. m. g.`."""
    measure, breakdown, scope, period = told
    if language == "en":
        return f"{measure.replace('_', ' ')}: " + ", ".join((breakdown, scope, period))
    part = code_list("breakdown").get(breakdown, breakdown)
    whom = code_list("observation_scope").get(scope, scope)
    return f"{code_list('observation_measure')[measure]}: {part}, {whom}, {_period(period)}"


def _period(period: str) -> str:
    """A period of the registry in Latvian: `2024. gads`, `2022./2023. m. g.`, a span of either."""
    years = re.sub(r"(\d{4})", r"\1.", period)
    if years == period:
        return "laiks nav norādīts"
    return f"{years} m.\u00a0g." if "/" in years else f"{years} gads"


@cache
def _load() -> dict[str, Any]:
    loaded: dict[str, Any] = read_yaml_file(Path(__file__).with_name("kinds.yml"))
    return loaded
