"""Final publications are what they were when they were frozen: the audit log holds the hash of each manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.lock import workspace_lock
from ingest.problems import InputError, Problem
from ingest.submissions import audit
from ingest.workspace import Workspace
from publication.final import changed_files
from publication.finals import MANIFEST, Final, final_folders, read_final


def changed_finals(workspace: Workspace, municipality: str = "*") -> list[Problem]:
    """Every file of a final publication that was changed, added or is gone.

    Raises:
        InputError: `audit_log_broken`.
    """
    logged = _logged(workspace)
    known = {*logged, *_unlogged(workspace, logged)}
    of_municipality = [
        folder for folder in sorted(known) if municipality in ("*", folder.relative_to(workspace.publications).parts[0])
    ]
    return [problem for folder in of_municipality for problem in changed_files(workspace, folder, logged.get(folder))]


def log_finals(workspace: Workspace) -> None:
    """Log the final publications that are not in the log: one just made, or one whose making was cut short.

    Args:
        workspace: Locked by the caller.
    """
    unlogged = _unlogged(workspace, _logged(workspace))
    whole = [read_final(folder) for folder in unlogged if not any(changed_files(workspace, folder, None))]
    if whole:
        audit.append(workspace, [_event(workspace, final) for final in whole])


@contextmanager
def telling_changed_finals(workspace: Workspace) -> Iterator[None]:
    """Do the work inside; then, or when it fails, say what of the final publications is no longer as it was frozen.

    Raises:
        InputError: What the work raised and every change.
    """
    try:
        yield
    except InputError as error:
        raise InputError(dict.fromkeys([*error.problems, *changed_finals(workspace)])) from error
    if _unlogged(workspace, _logged(workspace)):
        with workspace_lock(workspace):
            log_finals(workspace)
    if changed := changed_finals(workspace):
        raise InputError(changed)


def _logged(workspace: Workspace) -> dict[Path, str]:
    """The hash of the manifest of each final publication, by its folder."""
    events = audit.logged_events(workspace, "final")
    return {workspace.home / event["folder"]: event["manifest_sha256"] for event in events}


def _unlogged(workspace: Workspace, logged: dict[Path, str]) -> list[Path]:
    return sorted(folder for folder in final_folders(workspace.publications, "*/*/**") if folder not in logged)


def _event(workspace: Workspace, final: Final) -> dict[str, str | int | bool | None]:
    return {
        "event": "final",
        "at": final.edition.day.isoformat(),
        "folder": final.folder.relative_to(workspace.home).as_posix(),
        "approved_by": final.edition.approved_by,
        "decision": final.edition.decision,
        "manifest_sha256": hashlib.sha256((final.folder / MANIFEST).read_bytes()).hexdigest(),
    }
