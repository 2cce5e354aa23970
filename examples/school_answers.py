"""What a school answers in its report: figures of its strands and what follows from them, so that all sums hold."""

from __future__ import annotations

from collections.abc import Iterator

from examples.chance import dice, part_of, read_data, split, within
from examples.schools import FIRST_YEAR, School, Strand
from ingest.excel.values import CellValue
from ingest.forms.code_lists import dimension
from ingest.periods import Collection

Values = dict[tuple[str, str], CellValue]
"""Answers by field and breakdown; choices as codes."""


def school_values(school: School, collection: Collection) -> Values:
    """Everything a school could be asked in a collection; its order says what of it is."""
    year = collection.start_year
    strands = school.strands(year)
    values = dict(_learners(strands, is_half=collection.kind == "S1"))
    for stage in dict.fromkeys(strand.stage for strand in strands):
        values |= _of_stage(school, stage, [strand for strand in strands if strand.stage == stage], collection)
    for grade in ("grade_9", "grade_12"):
        values |= final_grade(school, grade, year)
    return values | _staff(school, strands, year) | _texts(school, collection)


def _learners(strands: tuple[Strand, ...], *, is_half: bool) -> Iterator[tuple[tuple[str, str], CellValue]]:
    """January tells half of what June tells."""
    for strand in strands:
        so_far = {
            "arrived": strand.arrived,
            "moved_school": strand.moved_school,
            "moved_abroad": strand.moved_abroad,
            "early_leavers": strand.leavers,
        }
        if is_half:
            so_far = {name: count // 2 for name, count in so_far.items()}
        end = strand.start + 2 * so_far["arrived"] - sum(so_far.values())
        figures = {
            "learners_start": strand.start,
            **so_far,
            "learners_end": end,
            "at_risk": strand.at_risk,
            "learners_supported": strand.supported,
            "individual_plans": strand.individual_plans,
            "summer_leavers": strand.summer_leavers,
        }
        yield from (((field, strand.stage_form), count) for field, count in figures.items())


def _of_stage(school: School, stage: str, strands: list[Strand], collection: Collection) -> Values:
    figures, chance = read_data("figures"), dice(school.seed, school.reporter_id, stage, collection)
    learners = sum(strand.end for strand in strands)
    leavers = sum(strand.leavers for strand in strands)
    reasons = split(chance, leavers, figures["reasons"])
    semesters = 1 if collection.kind == "S1" else 2
    values: Values = {
        ("unexcused_lessons_mean", stage): round(semesters * within(chance, figures["unexcused_lessons"]), 1),
        ("unexcused_over_20", stage): part_of(chance, learners, figures["absentees"]),
        ("repeaters", stage): part_of(chance, learners, figures["repeaters"]),
        ("extended_year_passed", stage): part_of(chance, learners, figures["extended_year"]),
    }
    for reason in dimension("leaving_reason"):
        values["leavers_by_reason", f"{stage}.{reason}"] = reasons.get(reason, 0)
    for subject in dimension("subject"):
        for field in ("insufficient_grades", "extended_year"):
            values[field, f"{stage}.{subject}"] = part_of(chance, learners, figures[field])
    return values


def final_grade(school: School, grade: str, start_year: int) -> Values:
    """Learners of grade 9 or 12, what they finished with, and where they study in September."""
    figures, chance = read_data("figures"), dice(school.seed, school.reporter_id, grade, start_year)
    stage, grades = ("basic", 9) if grade == "grade_9" else ("upper_secondary", 3)
    learners = sum(strand.end for strand in school.strands(start_year) if strand.stage == stage) // grades
    transcripts = part_of(chance, learners, figures["transcripts"])
    later = part_of(chance, transcripts, figures["certificate_later"])
    weights = dict(figures["destinations"][grade])
    if not any(name.startswith("upper_secondary") for name in school.stage_forms):
        weights.pop("general", None)
    somewhere = split(chance, learners - transcripts + later, weights)
    values: Values = {
        (f"{grade}_learners", "total"): learners,
        (f"{grade}_certificate", "total"): learners - transcripts,
        (f"{grade}_transcript", "total"): transcripts,
        (f"{grade}_certificate_later", "total"): later,
    }
    for destination in dimension("destination"):
        values[f"{grade}_destination", destination] = somewhere.get(destination, 0)
    return values


def _staff(school: School, strands: tuple[Strand, ...], year: int) -> Values:
    figures, chance = read_data("figures"), dice(school.seed, school.reporter_id, "staff")
    learners = sum(strand.end for strand in strands)
    grades_7_12 = sum(s.end // 3 if s.stage == "basic" else s.end for s in strands if s.stage != "vocational")
    teachers, trained = teachers_of(school, year)
    families = round(learners / figures["learners_a_family"])
    ranks = chance.sample(["1", "2", "3", "4"], k=4)
    values: Values = {
        ("learners_grades_7_12", "total"): grades_7_12,
        ("career_counselling", "total"): part_of(chance, grades_7_12, figures["career_counselling"]),
        ("interest_education_learners", "total"): part_of(chance, learners, figures["interest_education"]),
        ("volunteers", "total"): part_of(chance, learners, figures["volunteers"]),
        ("bullying_cases", "total"): round(within(chance, figures["bullying_cases"])),
        ("teachers", "total"): teachers,
        ("teachers_trained", "total"): trained,
        ("teachers_in_supervision", "total"): part_of(chance, teachers, figures["in_supervision"]),
        ("has_pmp_system", "total"): "yes" if round(within(chance, figures["system_since"])) <= year + 1 else "no",
        ("families", "total"): families,
        ("families_reached", "total"): part_of(chance, families, figures["families_reached"]),
    }
    values |= {("risk_group_rank", group): rank for group, rank in zip(dimension("risk_group"), ranks, strict=True)}
    for role, learners_a_post in figures["learners_a_post"].items():
        values["support_posts", role] = round(learners / learners_a_post * 4) / 4
    return values


def teachers_of(school: School, start_year: int) -> tuple[int, int]:
    """Teachers, and those of them who were trained to identify risk until then."""
    figures, chance = read_data("figures"), dice(school.seed, school.reporter_id, "teachers")
    learners = sum(strand.start for strand in school.strands(FIRST_YEAR))
    teachers = max(6, round(learners / within(chance, figures["learners_a_teacher"])))
    share = within(chance, figures["trained"]) + figures["trained_a_year"] * (start_year - FIRST_YEAR)
    return teachers, min(teachers, round(teachers * share))


def _texts(school: School, collection: Collection) -> Values:
    phrases, chance = read_data("phrases"), dice(school.seed, school.reporter_id, "texts", collection)
    fields = {"special_programmes": "special_programmes", "measures_needed": "measures_needed", "partners": "partners"}
    fields["comment"] = "comments"
    return {(field, "total"): chance.choice(phrases[name]) for field, name in fields.items()}
