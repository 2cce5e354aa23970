"""Contradictions in words: what each kind means, what a subject is called."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ingest.plans.tables import code_list
from quality.messages import Language


def kind_words(language: Language = "lv") -> dict[str, dict[str, str]]:
    """Title and meaning of each kind, in the order in which people read them."""
    return {kind: words[language] for kind, words in _load()["kinds"].items()}


def subject_in_words(subject: str, language: Language = "lv") -> str:
    """What a contradiction is about: `indicator 8 basic` is `rādītājs 8 (pamatskolas posms)`."""
    kind, number, *breakdown = subject.split(" ")
    word = _load()["subjects"][kind][language]
    names = code_list("breakdown") if language == "lv" else {}
    part = "".join(f" ({names.get(code, code.replace('_', ' '))})" for code in breakdown)
    return f"{word} {number}{part}"


@cache
def _load() -> dict[str, Any]:
    text = Path(__file__).with_name("kinds.yml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded
