"""The invented life of a school: its learners from one September to the next, by stage and study form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from examples.chance import dice, part_of, read_data, within

FIRST_YEAR = 2023


@dataclass(frozen=True)
class Strand:
    """The learners of one stage and study form in one school year; counts for the whole year.

    Attributes:
        stage_form: Such as `basic.full_time`.
        leavers: Who stopped before June; `summer_leavers` after it.
    """

    stage_form: str
    start: int
    arrived: int
    moved_school: int
    moved_abroad: int
    leavers: int
    summer_leavers: int
    at_risk: int
    supported: int
    individual_plans: int

    @property
    def stage(self) -> str:
        """Its stage."""
        return self.stage_form.split(".")[0]

    @property
    def end(self) -> int:
        """Learners in June."""
        return self.start + self.arrived - self.moved_school - self.moved_abroad - self.leavers


@dataclass(frozen=True)
class School:
    """Who a school is, as far as chance depends on it."""

    seed: int
    municipality: str
    reporter_id: str
    stage_forms: tuple[str, ...]

    def strands(self, start_year: int) -> tuple[Strand, ...]:
        """Its learners in the school year that begins in a year."""
        return tuple(_strand(self, stage_form, start_year) for stage_form in self.stage_forms)


@cache
def _strand(school: School, stage_form: str, start_year: int) -> Strand:
    figures = read_data("figures")
    chance = dice(school.seed, school.reporter_id, stage_form, start_year)
    start = _start(school, stage_form, start_year)
    years = start_year - FIRST_YEAR
    leavers = figures["leavers"].get(stage_form, figures["leavers"]["other"])
    at_risk = part_of(chance, start, figures["at_risk"])
    supported = [share * figures["supported_trend"] ** years for share in figures["supported"]]
    helped = part_of(chance, at_risk, supported)
    return Strand(
        stage_form,
        start,
        arrived=part_of(chance, start, figures["arrived"]),
        moved_school=part_of(chance, start, figures["moved_school"]),
        moved_abroad=part_of(chance, start, figures["moved_abroad"]),
        leavers=part_of(chance, start, [share * figures["leavers_trend"] ** years for share in leavers]),
        summer_leavers=part_of(chance, start, figures["summer_leavers"]),
        at_risk=at_risk,
        supported=helped,
        individual_plans=part_of(chance, helped, figures["individual_plans"]),
    )


def _start(school: School, stage_form: str, start_year: int) -> int:
    """Who finishes makes room for about as many new ones, so a September is near the June before it."""
    figures = read_data("figures")
    if start_year > FIRST_YEAR:
        former = _strand(school, stage_form, start_year - 1)
        chance = dice(school.seed, school.reporter_id, stage_form, "drift", start_year)
        return max(5, round(former.end * within(chance, figures["drift"])))
    stage, form = stage_form.split(".")
    size = within(dice(school.seed, school.reporter_id, stage_form), figures["learners"][stage])
    size *= figures["size"].get(school.municipality, 1)
    return round(size if form == "full_time" else size * figures["other_study_form"])
