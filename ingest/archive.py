"""Originals: the bytes of every file that was handed in, kept under their own hash before anything reads them."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ingest.storage import name_once, write_many_once
from ingest.workspace import Workspace

_ZIP = b"PK\x03\x04"
_PIECE = 1 << 20
MOST_KEPT = 1_000_000_000
"""A film by mistake is kept as evidence; nobody can fill the disk with one file."""


def keep_originals(workspace: Workspace, contents: Sequence[bytes]) -> list[Path]:
    """Put files into the archive; the same bytes are kept once.

    Args:
        workspace: Where the archive is.
        contents: The files. What has the look of a workbook is kept as `.xlsx`, anything else as `.bin`: a name
            somebody chose proves nothing.

    Returns:
        Where each is kept: its SHA-256 in hexadecimal digits with the extension.
    """
    kept = [
        original(workspace, hashlib.sha256(content).hexdigest(), "xlsx" if content.startswith(_ZIP) else "bin")
        for content in contents
    ]
    write_many_once(dict(zip(kept, contents, strict=True)).items())
    return kept


def keep_large_original(workspace: Workspace, path: Path) -> str:
    """Put a file that is too large to be ours into the archive, in pieces; one beyond all measure is only hashed.

    Args:
        workspace: Where the archive is.
        path: The file.

    Returns:
        Its SHA-256 in hexadecimal digits.
    """
    workspace.archive.mkdir(parents=True, exist_ok=True)
    is_kept = path.stat().st_size <= MOST_KEPT
    with path.open("rb") as file, tempfile.NamedTemporaryFile(dir=workspace.archive, suffix=".part") as copy:
        digest = hashlib.sha256()
        extension = "xlsx" if file.read(len(_ZIP)) == _ZIP else "bin"
        file.seek(0)
        while piece := file.read(_PIECE):
            digest.update(piece)
            if is_kept:
                copy.write(piece)
        if is_kept:
            copy.flush()
            os.fsync(copy.fileno())
            name_once(Path(copy.name), original(workspace, digest.hexdigest(), extension))
    return digest.hexdigest()


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
