"""The headings of the state's enrolment workbook: `layout.yml`, and how a heading is compared."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ingest.yaml_file import read_yaml_file

ColumnKind = Literal["text", "learners", "total"]


class LayoutColumn(BaseModel):
    """One column of the workbook.

    Attributes:
        name: Name in the house; of a learners column the grade.
        kind: What stands in it.
        headings: Spellings the state has used, the first one is shown in messages.
        parts: Columns a total must be the sum of.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    kind: ColumnKind
    headings: tuple[str, ...]
    parts: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The heading as messages name it."""
        return self.headings[0]


class EnrolmentLayout(BaseModel):
    """The workbook as a whole.

    Attributes:
        columns: All columns in the workbook's order.
        by_programme: Headings only the sister workbook by programme has.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    columns: tuple[LayoutColumn, ...]
    by_programme: tuple[str, ...]

    def of_kind(self, *kinds: ColumnKind) -> list[LayoutColumn]:
        """Columns of some kinds, in order."""
        return [column for column in self.columns if column.kind in kinds]


@cache
def enrolment_layout() -> EnrolmentLayout:
    """The layout, read once."""
    return EnrolmentLayout.model_validate(read_yaml_file(Path(__file__).parent / "layout.yml"))


@cache
def columns_by_heading() -> dict[str, LayoutColumn]:
    """Every known spelling of a heading, folded, with its column."""
    return {folded(heading): column for column in enrolment_layout().columns for heading in column.headings}


def folded(text: object) -> str:
    """Comparison key of a heading: case and the number and kind of spaces do not count."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", str(text)).casefold()).strip()


def tidy(text: str) -> str:
    """A text of the workbook as it is kept: NFC, without padding ("Pašvaldība ")."""
    return " ".join(unicodedata.normalize("NFC", text).split())
