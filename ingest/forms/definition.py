"""What a form is: sections or tables of fields, read from one YAML file a form and checked as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

from ingest.forms.code_lists import Words, code_labels, dimension, read_yaml
from ingest.periods import CollectionKind

FORMS = ("school_report", "referral_counts", "activity_log", "survey_results", "task_report", "board_values")
"""All forms, in the order in which people read of them."""

FieldType = Literal["count", "number", "eur", "text", "choice", "date"]
Known = Literal["start", "so_far", "now", "window", "school_year", "calendar_year", "autumn"]

ASKABLE: dict[Known, frozenset[CollectionKind]] = {
    "start": frozenset({"S1", "S2"}),
    "so_far": frozenset({"S1", "S2"}),
    "now": frozenset({"S1", "S2", "R"}),
    "window": frozenset({"S1", "S2"}),
    "school_year": frozenset({"S2", "R"}),
    "calendar_year": frozenset({"S1"}),
    "autumn": frozenset({"R"}),
}
"""When a figure can be asked for: a school year is over in June, a calendar year in January, a summer in September."""

PLAN_CODES = frozenset({"plan_activities"})
"""Code lists that each plan brings itself."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Feed(_Strict):
    """What an answer adds to an indicator.

    Attributes:
        indicator: Key of the indicator catalogue.
        numerator: Factor with which it is added to the numerator.
        denominator: Factor for the denominator; `answers` adds one for each reporter that answered.
        only: Last code of the breakdown that counts; empty means all.
    """

    indicator: str
    numerator: Literal[-1, 0, 1] = 0
    denominator: Literal[0, 1, "answers"] = 0
    only: str | None = None


class Field(_Strict):
    """One thing that is asked.

    Attributes:
        field: Its id, stable over versions of the form.
        definition: What exactly is meant, in Latvian, printed beside the cell.
        unit: What one of it is (learners, posts); empty for texts, dates and choices.
        counts: What is counted in the words of a reporter; unique learners and participations are different things.
        by: Dimensions it is broken down by (`dimensions.yml`, or `task`); empty means one figure.
        leave_out: Codes of the dimension or code list that make no sense here.
        only_stage: Asked only in schools with this stage.
        only_reporters: Asked only of these kinds of reporters; empty means all that owe the form.
        known: When the figure can be known; decides when it may be asked.
        low: Smallest value that can be true; `high` the largest.
        codes: Code list of a choice (`codes.yml`, the plans' lists, or the plan's own activities).
        rules: Rules it takes part in that are more than sums; those are in `arithmetic.yml`.
        feeds: Indicators it is a part of. The answers to a survey feed the indicator that their question names.
        audiences: Audiences of activity targets that it counts, in a column of the activity log.
        board_may_supply: True where the board's own value stands in for the reporters' when it is there.
        is_sensitive: True where the figure never leaves the house below the higher threshold.
        source: The printed form, table or rule that asks for it.
    """

    field: str
    label: Words
    definition: str
    type: FieldType
    unit: str | None = None
    counts: str | None = None
    by: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    only_stage: str | None = None
    only_reporters: tuple[str, ...] = ()
    known: Known
    asked_in: tuple[CollectionKind, ...]
    required: bool
    low: float = 0
    high: float | None = None
    codes: str | None = None
    rules: tuple[str, ...] = ()
    feeds: tuple[Feed, ...] = ()
    audiences: tuple[str, ...] = ()
    board_may_supply: bool = False
    is_sensitive: bool = False
    source: str

    @property
    def is_figure(self) -> bool:
        """True where the answer is a number."""
        return self.type in {"count", "number", "eur"}

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        too_early = set(self.asked_in) - ASKABLE[self.known]
        if too_early:
            raise ValueError(f"{self.field}: known {self.known}, so it cannot be asked in {sorted(too_early)}")
        if self.is_figure != (self.high is not None):
            raise ValueError(f"{self.field}: a figure needs `high`, and nothing else has it")
        if (self.type == "choice") != (self.codes is not None):
            raise ValueError(f"{self.field}: a choice needs `codes`, and nothing else has it")
        listed = code_labels(self.codes) if self.codes and self.codes not in PLAN_CODES else {}
        unknown = set(self.leave_out) - set(listed) - {code for name in self.by for code in dimension(name)}
        if unknown:
            raise ValueError(f"{self.field}: leave_out names unknown codes {sorted(unknown)}")
        return self

    def choices(self) -> dict[str, str]:
        """Codes with Latvian labels that may be answered; empty where the plan brings them."""
        if self.codes is None or self.codes in PLAN_CODES:
            return {}
        return {code: label for code, label in code_labels(self.codes).items() if code not in self.leave_out}


class Section(_Strict):
    """Fields under one heading of a form that asks single values."""

    title: Words
    fields: tuple[Field, ...]


class Table(_Strict):
    """Columns of one sheet of a form that takes lines.

    Attributes:
        table: Its id.
        sheet: Name of the sheet.
        rows: Lines a template offers.
        key: Fields that tell two lines apart.
    """

    table: str
    sheet: str
    title: Words
    rows: int
    key: tuple[str, ...]
    fields: tuple[Field, ...]


class Change(_Strict):
    """What a version of a form changed against the one before it.

    Attributes:
        version: The version that brought the change.
        add: Fields that are new.
        rename: Former id to present id; the answer means the same.
        remove: Fields that are asked no more; answers in older workbooks are read and kept under their id.
        reason: Why, for the reporter.
    """

    version: int
    add: tuple[str, ...] = ()
    rename: dict[str, str] = {}
    remove: tuple[str, ...] = ()
    reason: Words


class Form(_Strict):
    """One form: `fields` (one value a field and breakdown, in sections) or `rows` (lines, in tables)."""

    form: str
    version: int
    shape: Literal["fields", "rows"]
    title: Words
    sheet: str | None = None
    changes: tuple[Change, ...]
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()

    @property
    def parts(self) -> tuple[Section | Table, ...]:
        """Its sections or its tables."""
        return self.sections or self.tables

    @property
    def fields(self) -> Iterator[Field]:
        """All fields, in the order of the sheets."""
        for part in self.parts:
            yield from part.fields

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if bool(self.sections) != (self.shape == "fields") or bool(self.tables) != (self.shape == "rows"):
            raise ValueError(f"{self.form}: a form of shape {self.shape} has other parts")
        if (self.sheet is None) != (self.shape == "rows"):
            raise ValueError(f"{self.form}: fields stand on one sheet of the form, rows on one of each table")
        for fields in [table.fields for table in self.tables] or [tuple(self.fields)]:
            names = [field.field for field in fields]
            if len(names) != len(set(names)):
                raise ValueError(f"{self.form}: a field stands twice")
        for table in self.tables:
            if not set(table.key) <= {field.field for field in table.fields}:
                raise ValueError(f"{self.form}: the key of {table.table} names a field that it has not")
        if [change.version for change in self.changes] != list(range(2, self.version + 1)):
            raise ValueError(f"{self.form}: every version from 2 to {self.version} needs its changes")
        return self

    def table_named(self, name: str) -> Table:
        """One of its tables."""
        return next(table for table in self.tables if table.table == name)

    def present_name(self, field: str, version: int) -> str:
        """What a field of an older version is called now.

        Args:
            field: Id of the field in that version.
            version: Version of the filled-in workbook.
        """
        for change in self.changes:
            if change.version > version:
                field = change.rename.get(field, field)
        return field


@cache
def load_form(name: str) -> Form:
    """The definition of a form, by its id."""
    return Form.model_validate(read_yaml(f"{name}.yml"))


@cache
def all_forms() -> tuple[Form, ...]:
    """The definitions of all forms."""
    return tuple(load_form(name) for name in FORMS)
