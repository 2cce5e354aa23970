"""The shape of a plan: its tables, columns and code lists, read from `tables.yml` and `codes.yml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from ingest.typography import Language
from ingest.yaml_file import read_yaml_file

ColumnType = Literal["text", "int", "number", "date", "month_day", "flag"]


class Column(BaseModel):
    """One column of a plan table."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    type: ColumnType
    about: str
    required: bool = False
    codes: str | None = None
    several: bool = False


class Table(BaseModel):
    """One table of a plan; `key` is its grain inside one plan version (or one municipality)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    about: str
    key: list[str]
    columns: dict[str, Column]
    references: dict[str, list[str]] = {}
    scope: Literal["plan", "municipality"] = "plan"

    @property
    def owner(self) -> list[str]:
        """The columns every landed row starts with."""
        return ["municipality", "plan_id"] if self.scope == "plan" else ["municipality"]


@cache
def plan_tables() -> dict[str, Table]:
    """All tables by name, in the order they are read and landed."""
    return {name: Table.model_validate(entry) for name, entry in _load("tables.yml").items()}


def municipality_tables() -> list[str]:
    """Names of the tables that a municipality has one of, whatever the number of its plan versions."""
    return [name for name, table in plan_tables().items() if table.scope == "municipality"]


@cache
def code_list(name: str, language: Language = "lv") -> dict[str, str]:
    """Codes of one list with their labels; in English only of the lists that a publication names."""
    file = "codes.yml" if language == "lv" else f"codes.{language}.yml"
    return {str(code): str(label) for code, label in _load(file)[name].items()}


@cache
def _load(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = read_yaml_file(Path(__file__).parent / name)
    return loaded
