"""The files that a person names, under names that name nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ingest.problems import InputError, Problem
from ingest.submissions.inbox import Found, find_files
from ingest.workspace import Workspace
from quality.submissions.personal_data import masked


def files_named(workspace: Workspace, paths: Sequence[Path]) -> list[Found]:
    """The files to look at: what a file is called stands on receipts, on screen and in letters, hence masked.

    Args:
        workspace: Whose inbox is looked through when no path is given.
        paths: Files or folders.

    Raises:
        InputError: `file_missing` for every path that does not exist.
    """
    missing = [Problem("file_missing", file=str(path)) for path in paths if not path.exists()]
    if missing:
        raise InputError(missing)
    return [replace(found, file_name=masked(found.file_name)) for found in find_files(workspace, paths)]
