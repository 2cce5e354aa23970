"""School years, collections and their windows."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from ingest.periods import Collection


@pytest.mark.parametrize("text", ["2024/2025-S1", "2024/2025-S2", "2024/2025-R", " 2024/2025-S1 "])
def test_a_collection_is_written_as_it_is_read(text: str) -> None:
    assert str(Collection.parse(text)) == text.strip()


@pytest.mark.parametrize(
    "text",
    ["", "2024/2026-S1", "2024-2025-S1", "2024/2025-S3", "2024/2025", "1999/2000-S1", "2024/2025-S1\n2024/2025-S2"],
)
def test_a_text_that_names_no_collection_is_refused(text: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 – the text itself is the message
        Collection.parse(text)
    assert str(refused.value) == text


def test_windows_follow_each_other_without_gap() -> None:
    windows = [Collection(year, kind).window or () for year in (2023, 2024, 2025) for kind in ("S1", "S2")]
    assert windows[0] == (date(2023, 7, 1), date(2023, 12, 31))
    assert [following[0] - former[1] for former, following in pairwise(windows)] == [timedelta(days=1)] * 5


def test_the_refinement_takes_no_events_and_belongs_to_its_school_year() -> None:
    refinement = Collection.parse("2024/2025-R")
    assert (refinement.window, refinement.school_year, refinement.answers_in) == (None, "2024/2025", 2025)
    assert (refinement.folder, str(refinement.year_before)) == ("2024-2025-R", "2023/2024-R")


@pytest.mark.parametrize(
    ("collection", "former"),
    [("2024/2025-S1", "2023/2024-S2"), ("2024/2025-S2", "2024/2025-S1"), ("2024/2025-R", "2024/2025-S2")],
)
def test_january_goes_on_from_june_june_from_january_and_september_from_june(collection: str, former: str) -> None:
    assert str(Collection.parse(collection).former) == former


def test_collections_follow_the_days_they_are_due() -> None:
    due = [Collection.parse(text) for text in ("2023/2024-R", "2024/2025-S1", "2024/2025-S2", "2024/2025-R")]
    assert [collection.place for collection in due] == [(2023, 2), (2024, 0), (2024, 1), (2024, 2)]
