"""Keys of the counts of people in publications: what makes two printed numbers the same count."""

from __future__ import annotations


def counted(plan_id: str, measure: str, breakdown: str, period: str) -> str:
    """Key of the number of a figure, or of the one above the line of a share, by a version of the plan."""
    return f"{plan_id} {measure} {breakdown} {period}"


def base(plan_id: str, measure: str, breakdown: str, period: str) -> str:
    """Key of the number below the line of a share."""
    return f"{counted(plan_id, measure, breakdown, period)} base"


def cases(institution: str, school_year: str) -> str:
    """Key of the cases that an institution opened in a school year."""
    return f"cases {institution} {school_year}"


def participants(activity_key: str, year: int) -> str:
    """Key of the participations in the events of an activity in a year."""
    return f"participants {activity_key} {year}"


def achieved(activity_key: str, target_nr: int, year: int) -> str:
    """Key of the people counted in what was achieved of a target of an activity up to a results year."""
    return f"achieved {activity_key} {target_nr} {year}"


def achieved_base(activity_key: str, target_nr: int, year: int) -> str:
    """Key of the people that a share achieved is of."""
    return f"{achieved(activity_key, target_nr, year)} base"


def activity_of(key: str) -> tuple[str, int] | None:
    """Activity and results year of a count of people in what was achieved; nothing of any other count."""
    name, *parts = key.split(" ")
    return (parts[0], int(parts[2])) if name == "achieved" else None
