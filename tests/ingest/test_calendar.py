"""What happens when: the days of the five real plans, and the edges of a calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ingest.calendar import duties, entries, first_working_day, still_due
from ingest.periods import Collection
from ingest.plans.registry import RawPlan, RawRegistry, RawTable, read_registry
from ingest.workspace import PRODUCT

FIVE = ("aizkraukle", "kraslava", "ludza", "riga", "smiltene")


@pytest.fixture(scope="module")
def registry() -> RawRegistry:
    return read_registry([PRODUCT / "plans"])


def with_days(registry: RawRegistry, **days: str) -> RawRegistry:
    """Krāslava's days of S2 are others."""
    raw = registry.collections["kraslava"]
    rows = [{**row, **days} if row["collection_kind"] == "S2" else row for row in raw.rows]
    return replace(registry, collections={**registry.collections, "kraslava": replace(raw, rows=rows)})


def with_publication(registry: RawRegistry, **publication: str) -> RawRegistry:
    """Krāslava's plan prints something else about its publication."""

    def changed(raw: RawTable) -> RawTable:
        return replace(raw, rows=[{**row, **publication} if row["event"] == "publication" else row for row in raw.rows])

    def amended(plan: RawPlan) -> RawPlan:
        return replace(plan, tables={**plan.tables, "calendar": changed(plan.tables["calendar"])})

    return replace(registry, plans=[amended(one) for one in registry.plans])


@pytest.mark.parametrize("municipality", FIVE)
def test_a_year_has_three_days_a_collection_and_a_draft(registry: RawRegistry, municipality: str) -> None:
    year = entries(registry, municipality, date(2026, 1, 1), date(2026, 12, 31))
    assert [(one.day.isoformat()[5:], str(one).removeprefix(f"{municipality}/")) for one in year] == [
        ("01-02", "2025-2026-S1/templates"),
        ("01-31", "2025-2026-S1/status_due"),
        ("02-28", "2025-2026-S1/status_closing"),
        ("06-01", "2025-2026-S2/templates"),
        ("06-20", "2025-2026-S2/status_due"),
        ("07-15", "2025-2026-S2/status_closing"),
        ("09-01", "2025-2026-R/templates"),
        ("09-20", "2025-2026-R/status_due"),
        ("09-30", "2025-2026-R/status_closing"),
        ("12-01", "2025/draft"),
    ]
    assert all(one.basis and not one.is_assumed for one in year if isinstance(one.subject, Collection))


def test_a_draft_quotes_the_plan_or_says_that_the_month_is_ours(registry: RawRegistry) -> None:
    drafts = {slug: entries(registry, slug, date(2026, 12, 1), date(2026, 12, 31))[0] for slug in FIVE}
    assert drafts["kraslava"].basis.startswith("Līdz katra gada decembra beigām darba grupa apkopo")
    assert {slug: (bool(one.basis), one.place, one.is_assumed) for slug, one in drafts.items()} == {
        "kraslava": (True, "4.5", False),
        "riga": (True, "6", True),
        **dict.fromkeys(("aizkraukle", "ludza", "smiltene"), (False, "", True)),
    }


def test_a_draft_is_made_of_each_year_that_a_plan_judges(registry: RawRegistry) -> None:
    of_ludza = entries(registry, "ludza", date(2020, 1, 1), date(2035, 12, 31))
    drafts = [(one.subject, one.day) for one in of_ludza if one.action == "draft"]
    assert drafts == [
        (2024, date(2025, 12, 1)),
        (2025, date(2026, 12, 1)),
        (2026, date(2027, 12, 1)),
        (2027, date(2028, 12, 1)),
    ]
    collections = [one.subject for one in of_ludza if one.action == "templates"]
    assert (str(collections[0]), str(collections[-1])) == ("2023/2024-S1", "2027/2028-S1")


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(2024, 12, 2), (2025, 12, 1), (2029, 12, 3), (2026, 5, 5), (2024, 4, 2), (2025, 6, 2), (2026, 1, 5)],
    ids=["Sunday", "Monday", "Saturday", "4 May", "Easter Monday", "1 June on a Sunday", "2 January moved"],
)
def test_the_first_working_day_is_no_weekend_and_no_holiday(year: int, month: int, day: int) -> None:
    assert first_working_day(year, month) == date(year, month, day)


def test_the_month_that_the_plan_prints_moves_the_draft(registry: RawRegistry) -> None:
    spring = with_publication(registry, month="4")
    (draft,) = [one for one in entries(spring, "kraslava", date(2026, 1, 1), date(2026, 12, 31)) if one.subject == 2025]
    assert (draft.day, draft.last_day, draft.is_assumed) == (date(2026, 4, 1), date(2027, 3, 31), False)


def test_what_is_late_is_done_as_long_as_it_helps(registry: RawRegistry) -> None:
    def due(day: date) -> list[str]:
        return [str(one).partition("/")[2] for one in still_due(registry, "kraslava", day)]

    assert due(date(2026, 1, 1)) == ["2024-2025-R/status_closing", "2024/draft"]
    assert due(date(2026, 1, 2)) == ["2024/draft", "2025-2026-S1/templates"]
    assert due(date(2026, 2, 27)) == ["2024/draft", "2025-2026-S1/templates", "2025-2026-S1/status_due"]
    assert due(date(2026, 2, 28)) == ["2024/draft", "2025-2026-S1/templates", "2025-2026-S1/status_closing"]
    assert due(date(2026, 3, 1)) == ["2024/draft", "2025-2026-S1/status_closing"]
    assert due(date(2026, 12, 1)) == ["2025-2026-R/status_closing", "2025/draft"]


def test_a_collection_that_closes_on_its_due_day_has_one_list(registry: RawRegistry) -> None:
    short = with_days(registry, due_on="07-15")
    july = entries(short, "kraslava", date(2026, 7, 1), date(2026, 7, 31))
    assert [str(one) for one in july] == ["kraslava/2025-2026-S2/status_closing"]


def test_a_list_is_not_lost_where_the_next_collection_opens_before_the_closing_day(registry: RawRegistry) -> None:
    overlapping = with_days(registry, closes_on="09-15")
    closing = [one for one in still_due(overlapping, "kraslava", date(2026, 9, 15)) if one.action == "status_closing"]
    assert [str(one) for one in closing] == ["kraslava/2025-2026-S2/status_closing"]


def test_without_days_of_its_own_a_municipality_has_the_usual_ones_as_an_assumption(registry: RawRegistry) -> None:
    none = replace(registry, collections={})
    january = entries(none, "kraslava", date(2026, 1, 1), date(2026, 1, 31))
    assert [(one.day.day, one.basis, one.is_assumed) for one in january] == [(2, "", True), (31, "", True)]
    assert entries(replace(registry, reporters={}), "kraslava", date(2026, 1, 1), date(2026, 11, 30)) == []


def test_duties_of_people_keep_month_and_quote(registry: RawRegistry) -> None:
    of_smiltene = {year: [(one.event, one.month, one.is_month_assumed) for one in duties(registry, "smiltene", year)]
                   for year in (2025, 2026, 2030)}  # fmt: skip
    assert of_smiltene[2026] == [
        ("annual_review", 6, False),
        ("annual_review", 8, False),
        ("plan_update", 8, False),
        ("data_collection", 8, True),
        ("progress_evaluation", None, False),
        ("data_collection", None, False),
        ("working_group_meeting", None, False),
    ]
    assert set(of_smiltene[2025]) - set(of_smiltene[2026]) == {
        ("mid_term_evaluation", 12, True),
        ("plan_update", 12, True),
    }
    assert of_smiltene[2030] == []
    assert all(one.quote and one.place for one in duties(registry, "riga", 2026))
