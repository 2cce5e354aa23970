"""The audit log: one line an event, each with the hash of the one before, so that a change or a gap shows."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.problems import InputError, Problem
from ingest.storage import sync_folder
from ingest.workspace import Workspace

_START = "0" * 64
_SHOWN = "audit/log.jsonl"


@dataclass(frozen=True)
class Break:
    """Where the chain does not hold.

    Attributes:
        line: Line of the log, from 1.
        cause: `changed` (the line is not what its hash says), `gap` (it does not follow the one before), `unreadable`,
            `unfinished` (the last line was not written to its end; the next event cuts it off).
    """

    line: int
    cause: str


def log_file(workspace: Workspace) -> Path:
    """Where the log lies (permanent, only ever longer)."""
    return workspace.home / _SHOWN


def append(workspace: Workspace, events: Iterable[Mapping[str, str | int | bool | None]]) -> None:
    """Add events; the caller holds the workspace's lock.

    An interrupted write leaves half a line at the end at most; it is cut off first, for what it told was never
    reported as done.

    Args:
        workspace: Whose log.
        events: What happened, each with at least `event` and `at`; never a value a reporter typed.
    """
    path = log_file(workspace)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        previous = _cut_to_last_line(file.fileno(), path)
        for event in events:
            text = json.dumps({**event, "previous": previous}, ensure_ascii=False, sort_keys=True)
            previous = _hash(text)
            file.write(f"{previous} {text}\n".encode())
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)


def logged(workspace: Workspace, kind: str, name: str) -> set[str]:
    """What the events of a kind are about, by the entry that names it.

    Args:
        workspace: Whose log.
        kind: Such as `receipt`.
        name: Such as `receipt_id`.

    Raises:
        InputError: `audit_log_broken`, with the line from which on the log is not what was written.
    """
    return {event[name] for event in logged_events(workspace, kind)}


def logged_events(workspace: Workspace, kind: str) -> list[dict[str, Any]]:
    """The events of a kind, in their order.

    Raises:
        InputError: `audit_log_broken`, as `logged`.
    """
    found, broken = _read(workspace)
    if broken and broken.cause != "unfinished":
        raise InputError([Problem("audit_log_broken", _SHOWN, row=broken.line)])
    return [event for event in found if event["event"] == kind]


def first_break(workspace: Workspace) -> Break | None:
    """The first place where the log is not what was written; None where it holds from end to end."""
    return _read(workspace)[1]


def _read(workspace: Workspace) -> tuple[list[dict[str, Any]], Break | None]:
    """The events up to where the log breaks, if it does."""
    path, events, previous = log_file(workspace), list[dict[str, Any]](), _START
    if not path.is_file():
        return events, None
    with path.open(encoding="utf-8", errors="replace", newline="\n") as file:
        for number, line in enumerate(file, start=1):
            digest, _, text = line.rstrip("\n").partition(" ")
            if not line.endswith("\n"):
                return events, Break(number, "unfinished")
            if _hash(text) != digest:
                return events, Break(number, "changed")
            try:
                event = json.loads(text)
                follows = event["previous"]
            except (ValueError, KeyError, TypeError):
                return events, Break(number, "unreadable")
            if follows != previous:
                return events, Break(number, "gap")
            previous = digest
            events.append(event)
    return events, None


def _cut_to_last_line(descriptor: int, path: Path) -> str:
    """Hash of the last whole line."""
    content = path.read_bytes()
    whole = content.rfind(b"\n") + 1
    if whole < len(content):
        os.ftruncate(descriptor, whole)
    lines = content[:whole].splitlines()
    return lines[-1].split(b" ", 1)[0].decode() if lines else _START


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
