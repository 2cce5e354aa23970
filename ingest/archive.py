"""Originals: the bytes of every file that was handed in, kept under their own hash before anything reads them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from ingest.storage import write_many_once
from ingest.workspace import Workspace

_ZIP = b"PK\x03\x04"


def keep_originals(workspace: Workspace, contents: Sequence[bytes]) -> list[str]:
    """Put files into the archive; the same bytes are kept once.

    Args:
        workspace: Where the archive is.
        contents: The files. What has the look of a workbook is kept as `.xlsx`, anything else as `.bin`: a name
            somebody chose proves nothing.

    Returns:
        The SHA-256 of each in hexadecimal digits.
    """
    digests = [hashlib.sha256(content).hexdigest() for content in contents]
    kept = {
        original(workspace, digest, "xlsx" if content.startswith(_ZIP) else "bin"): content
        for digest, content in zip(digests, contents, strict=True)
    }
    write_many_once(kept.items())
    return digests


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
