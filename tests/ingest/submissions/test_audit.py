"""The audit log: appended, chained, and telling where it was touched."""

from __future__ import annotations

import hashlib

import pytest

from ingest.problems import InputError
from ingest.submissions.audit import Break, append, first_break, log_file, logged
from ingest.workspace import Workspace

EVENTS = [{"event": "receipt", "at": f"2025-01-20T1{hour}:00:00+00:00", "receipt_id": str(hour)} for hour in range(3)]


def lines(workspace: Workspace) -> list[str]:
    return log_file(workspace).read_text(encoding="utf-8").splitlines(keepends=True)


def test_a_log_that_nobody_touched_holds(workspace: Workspace) -> None:
    assert first_break(workspace) is None
    append(workspace, EVENTS[:2])
    append(workspace, EVENTS[2:])
    assert len(lines(workspace)) == 3
    assert first_break(workspace) is None


@pytest.mark.parametrize("separator", ["\u2028", "\u0085", "\n", "\r", "\x1e"])
def test_whatever_somebody_typed_an_event_stays_one_line(workspace: Workspace, separator: str) -> None:
    append(workspace, [{"event": "allow_late", "at": "", "sha256": "1", "allowed_by": f"vadītājs{separator}Ludzā"}])
    append(workspace, [{"event": "allow_late", "at": "", "sha256": "2"}])
    assert logged(workspace, "allow_late", "sha256") == {"1", "2"}
    assert first_break(workspace) is None


def test_a_changed_line_shows(workspace: Workspace) -> None:
    append(workspace, EVENTS)
    changed = lines(workspace)
    changed[1] = changed[1].replace('"receipt_id": "1"', '"receipt_id": "9"')
    log_file(workspace).write_text("".join(changed), encoding="utf-8")
    assert first_break(workspace) == Break(2, "changed")


def test_a_removed_line_shows(workspace: Workspace) -> None:
    append(workspace, EVENTS)
    kept = lines(workspace)
    log_file(workspace).write_text(kept[0] + kept[2], encoding="utf-8")
    assert first_break(workspace) == Break(2, "gap")


def test_a_removed_beginning_shows(workspace: Workspace) -> None:
    append(workspace, EVENTS)
    log_file(workspace).write_text("".join(lines(workspace)[1:]), encoding="utf-8")
    assert first_break(workspace) == Break(1, "gap")


def test_half_a_line_left_by_a_dead_process_is_cut_off_and_the_chain_goes_on(workspace: Workspace) -> None:
    append(workspace, EVENTS[:1])
    whole = log_file(workspace).read_bytes()
    log_file(workspace).write_bytes(whole + whole[:40])
    assert first_break(workspace) == Break(2, "unfinished")
    append(workspace, EVENTS[1:])
    assert len(lines(workspace)) == 3
    assert first_break(workspace) is None


def test_a_line_that_no_event_is_shows(workspace: Workspace) -> None:
    append(workspace, EVENTS)
    written = lines(workspace)
    rightly_hashed = hashlib.sha256(b"garbage").hexdigest()
    for line, cause in (("garbage\n", "changed"), (f"{rightly_hashed} garbage\n", "unreadable")):
        log_file(workspace).write_text("".join([*written, line]), encoding="utf-8")
        assert first_break(workspace) == Break(4, cause)
        with pytest.raises(InputError) as refused:
            logged(workspace, "receipt", "receipt_id")
        (problem,) = refused.value.problems
        assert (problem.rule_id, problem.file, problem.row) == ("audit_log_broken", "audit/log.jsonl", 4)


def test_what_was_told_is_known_though_the_last_line_is_unfinished(workspace: Workspace) -> None:
    append(workspace, EVENTS)
    whole = log_file(workspace).read_bytes()
    log_file(workspace).write_bytes(whole + "ā".encode()[:1])
    assert logged(workspace, "receipt", "receipt_id") == {"0", "1", "2"}
