"""Which arrival counts, over the life of a submission."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from ingest.submissions.standing import is_known, judged_before, receipt_id, standing
from tests.ingest.submissions.arrivals import NOON, arrival


def test_the_latest_accepted_counts() -> None:
    first = arrival("a", "accepted")
    second = arrival("b", "accepted", first)
    assert standing([first], first.slot) == first
    assert standing([first, second], first.slot) == second


def test_a_rejected_file_leaves_the_former_one_standing() -> None:
    first = arrival("a", "accepted")
    second = arrival("b", "rejected", first)
    assert standing([first, second], first.slot) == first


def test_a_partly_accepted_file_never_replaces_a_fully_accepted_one() -> None:
    whole = arrival("a", "accepted")
    part = arrival("b", "accepted_partly", whole)
    assert standing([whole, part], whole.slot) == whole
    forced = arrival("b", "accepted_partly", whole, again=True)
    assert standing([whole, forced], whole.slot) == forced


def test_a_partly_accepted_file_counts_until_a_better_one_comes() -> None:
    part = arrival("a", "accepted_partly")
    later = arrival("b", "accepted_partly", part)
    whole = arrival("c", "accepted", later)
    assert standing([part, later], part.slot) == later
    assert standing([part, later, whole], part.slot) == whole


def test_demonstration_data_never_take_the_place_of_real_ones() -> None:
    demo = arrival("a", "accepted", is_demo=True)
    real = arrival("b", "accepted_partly", demo)
    assert standing([demo, real], demo.slot) == real
    later = arrival("c", "accepted", real, again=True, is_demo=True)
    assert standing([demo, real, later], demo.slot) == real


def test_a_b_a_the_third_is_known_as_judged_and_counts_only_when_told() -> None:
    first = arrival("a", "accepted")
    second = arrival("b", "accepted", first)
    assert judged_before([first, second], "a") == first
    third = arrival("a", "duplicate", second)
    assert standing([first, second, third], first.slot) == second
    told = arrival("a", "accepted", second, again=True)
    assert standing([first, second, told], first.slot) == told


def test_a_file_that_was_only_refused_may_be_judged_later() -> None:
    refused = arrival("a", "refused")
    assert judged_before([refused], "a") is None
    assert judged_before([refused, arrival("a", "rejected", refused)], "a") is not None


def test_a_slot_is_form_municipality_reporter_and_collection() -> None:
    first = arrival("a", "accepted")
    others = [
        replace(first, form="activity_log"),
        replace(first, municipality="kraslava"),
        replace(first, reporter_id="4413900224"),
        replace(first, collection="2024/2025-S2"),
    ]
    assert standing(others, first.slot) is None


def test_scanning_the_same_bytes_at_the_same_place_is_no_arrival() -> None:
    first = arrival("a", "accepted")
    assert is_known([first], "inbox", "a.xlsx", "a")
    assert not is_known([first], "inbox", "b.xlsx", "a")
    assert not is_known([first], "inbox", "a.xlsx", "b")
    assert not is_known([first], "command", "a.xlsx", "a")


def test_an_arrival_is_named_by_channel_name_time_and_bytes() -> None:
    names = {
        receipt_id(*what)
        for what in [
            ("inbox", "a.xlsx", NOON, "1"),
            ("command", "a.xlsx", NOON, "1"),
            ("inbox", "b.xlsx", NOON, "1"),
            ("inbox", "a.xlsx", NOON + dt.timedelta(seconds=1), "1"),
            ("inbox", "a.xlsx", NOON, "2"),
        ]
    }
    assert {len(name) for name in names} == {16}
    assert len(names) == 5
