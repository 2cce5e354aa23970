"""Code lists and dimensions of the forms, with their words: `codes.yml` and `dimensions.yml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from ingest.plans.tables import code_list
from ingest.typography import Language
from ingest.yaml_file import read_yaml_file


class Words(BaseModel):
    """The same words in both languages."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    lv: str
    en: str

    def said_in(self, language: Language) -> str:
        """The words of one of the languages."""
        return self.lv if language == "lv" else self.en


@cache
def dimension(name: str) -> dict[str, Words]:
    """Codes of a dimension with their words; `task` has none of its own, a plan brings them."""
    if name == "task":
        return {}
    return {code: Words.model_validate(words) for code, words in read_yaml("dimensions.yml")[name].items()}


@cache
def code_labels(name: str, language: Language = "lv") -> dict[str, str]:
    """Codes of a list with their labels, from the forms' lists or else the plans'."""
    own = read_yaml("codes.yml").get(name)
    return {str(code): words[language] for code, words in own.items()} if own else code_list(name, language)


@cache
def read_yaml(name: str) -> dict[str, Any]:
    """A file of this package; read once."""
    loaded: dict[str, Any] = read_yaml_file(Path(__file__).parent / name)
    return loaded
