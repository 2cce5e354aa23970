"""The shape of the plan workbook, read from `layout.yml`: sheets, headings, kinds of cells, help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ingest.excel.headings import REQUIRED_MARK
from ingest.plans.tables import code_list
from ingest.yaml_file import read_yaml_file

Kind = Literal[
    "text", "printed", "nr", "numbers", "lines", "years", "slug", "day", "int", "date", "flag", "code", "codes"
]  # fmt: skip
Catalogue = Sequence[tuple[str, str]]
"""Keys of the indicator catalogue with their Latvian names."""

FLAGS = {"true": "jā", "false": "nē"}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Field(_Strict):
    """One column of a sheet, or one question of the form."""

    heading: str
    kind: Kind
    help: str
    required: bool = False
    codes: str | None = None
    default: str = ""
    width: int = 20
    grey: bool = False
    low: int = 0
    high: int = 0

    @property
    def shown_heading(self) -> str:
        """The heading with the mark of a required field."""
        return self.heading + (REQUIRED_MARK if self.required else "")


class Form(_Strict):
    """A sheet of questions and answers."""

    sheet: str
    headings: list[str]
    fields: dict[str, Field]


class TableSheet(_Strict):
    """A sheet with one row a thing; `unique` names the columns that tell rows apart."""

    sheet: str
    fields: dict[str, Field]
    unique: list[str] = []
    is_needed: bool = False


class Topic(_Strict):
    """A paragraph of the guide."""

    title: str
    lines: list[str]


class Guide(_Strict):
    """The page of help."""

    sheet: str
    title: str
    lead: str
    topics: list[Topic]


class Layout(_Strict):
    """The whole workbook."""

    guide: Guide
    form: Form
    tables: dict[str, TableSheet]
    codes: dict[str, dict[str, str]]

    @property
    def read_sheets(self) -> list[str]:
        """Sheets that a plan is read from, in order."""
        return [self.form.sheet, *(table.sheet for table in self.tables.values())]


@cache
def workbook_layout() -> Layout:
    """The layout, loaded once."""
    return Layout.model_validate(read_yaml_file(Path(__file__).parent / "layout.yml"))


def labels_of(field: Field, catalogue: Catalogue) -> Mapping[str, str]:
    """What a field offers to choose from: code to Latvian label; empty for other kinds."""
    if field.kind == "flag":
        return FLAGS
    if field.codes is None:
        return {}
    if field.codes == "catalogue":
        return dict(catalogue)
    own = workbook_layout().codes
    return own[field.codes] if field.codes in own else code_list(field.codes)
