"""Originals: the bytes of every file that was handed in, kept under their own hash before anything reads them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ingest.storage import write_once
from ingest.workspace import Workspace

_ZIP = b"PK\x03\x04"


def keep_original(workspace: Workspace, content: bytes) -> str:
    """Put a file into the archive; the same bytes are kept once.

    Args:
        workspace: Where the archive is.
        content: The file. What has the look of a workbook is kept as `.xlsx`, anything else as `.bin`: a name
            somebody chose proves nothing.

    Returns:
        Its SHA-256 in hexadecimal digits.
    """
    digest = hashlib.sha256(content).hexdigest()
    write_once(original(workspace, digest, "xlsx" if content.startswith(_ZIP) else "bin"), content)
    return digest


def original(workspace: Workspace, digest: str, extension: str) -> Path:
    """Where an original lies."""
    return workspace.archive / digest[:2] / f"{digest}.{extension}"


def archived(workspace: Workspace, submission: str) -> Path:
    """Where the original of a submission lies.

    Raises:
        FileNotFoundError: The archive has lost it.
    """
    for path in (workspace.archive / submission[:2]).glob(f"{submission}*"):
        return path
    raise FileNotFoundError(submission)


def submission_id(digest: str) -> str:
    """Name of a submission: the first 16 digits of its file's hash."""
    return digest[:16]
