"""Where the achieved figure of an activity target comes from, or why it can only be told in words."""

from __future__ import annotations

from functools import cache
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

from ingest.forms.code_lists import read_yaml


class Input(BaseModel):
    """One figure: from the activity log, from a field of a form, or none.

    Attributes:
        log: `quantity` in the unit of the measure, `unique` people, or `reporters` that logged it.
        unit: Unit of the quantity where it is not the measure.
        audience: Whom it counts where that is not the target's audience.
        is_default: True where a line without quantity and unit counts as one.
        in_part_of_year: What counts instead of unique people in a mean over days, weeks or months: who was there.
        form: Form that has the figure in `field`.
        words_only: Why no form counts it, in Latvian.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    log: Literal["quantity", "unique", "reporters"] | None = None
    unit: str | None = None
    audience: str | None = None
    is_default: bool = False
    in_part_of_year: Literal["participations"] | None = None
    form: str | None = None
    field: str | None = None
    words_only: str | None = None

    @model_validator(mode="after")
    def _has_one_source(self) -> Self:
        if sum(source is not None for source in (self.log, self.field, self.words_only)) != 1:
            raise ValueError("a figure comes from the log, from a field, or is words only")
        if (self.form is None) != (self.field is None):
            raise ValueError("a field needs its form")
        return self


class TargetInputs(BaseModel):
    """Inputs by measure, by audience of a share, and by what a target is meant for each of."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    numerators: dict[str, Input]
    denominators: dict[str, Input]
    each: dict[str, Input]


@cache
def target_inputs() -> TargetInputs:
    """The inputs of all targets, from `target_inputs.yml`."""
    return TargetInputs.model_validate(read_yaml("target_inputs.yml"))
