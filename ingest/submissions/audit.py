"""The audit log: one line an event, each with the hash of the one before, so that a change or a gap shows."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest.storage import sync_folder
from ingest.workspace import Workspace

_START = "0" * 64


@dataclass(frozen=True)
class Break:
    """Where the chain does not hold.

    Attributes:
        line: Line of the log, from 1.
        cause: `changed` (the line is not what its hash says), `gap` (it does not follow the one before), `unreadable`.
    """

    line: int
    cause: str


def log_file(workspace: Workspace) -> Path:
    """Where the log lies (permanent, only ever longer)."""
    return workspace.home / "audit" / "log.jsonl"


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


def logged_receipts(workspace: Workspace) -> set[str]:
    """Names of the arrivals that the log tells of."""
    path = log_file(workspace)
    if not path.is_file():
        return set()
    whole, _, _ = path.read_text(encoding="utf-8").rpartition("\n")
    events = (json.loads(line.split(" ", 1)[1]) for line in whole.splitlines())
    return {event["receipt_id"] for event in events if event["event"] == "receipt"}


def first_break(workspace: Workspace) -> Break | None:
    """The first place where the log is not what was written; None where it holds from end to end."""
    path = log_file(workspace)
    if not path.is_file():
        return None
    previous = _START
    with path.open(encoding="utf-8", errors="replace") as file:
        for number, line in enumerate(file, start=1):
            digest, _, text = line.rstrip("\n").partition(" ")
            if not line.endswith("\n"):
                return Break(number, "unreadable")
            if _hash(text) != digest:
                return Break(number, "changed")
            if json.loads(text)["previous"] != previous:
                return Break(number, "gap")
            previous = digest
    return None


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
