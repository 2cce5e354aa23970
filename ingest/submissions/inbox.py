"""Files as they arrive: found, bounded, archived; nothing is parsed here."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.archive import keep_original, submission_id
from ingest.excel.container import MOST_COMPRESSED
from ingest.workspace import Workspace

_LONGEST_NAME = 120
_OF_THE_SYSTEM = ("~$", ".", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class Found:
    """A file that lies there.

    Attributes:
        channel: `inbox`, or `command` where a person named the file.
        file_name: Its name as shown, relative to the inbox.
    """

    path: Path
    channel: str
    file_name: str


@dataclass(frozen=True)
class Delivery:
    """A file whose bytes are in the archive.

    Attributes:
        content: The bytes; empty where the file is too large to be read at all.
        submission_id: Name of the bytes; empty then too.
    """

    found: Found
    content: bytes
    digest: str

    @property
    def submission_id(self) -> str:
        """Name of the submission."""
        return submission_id(self.digest)


def find_files(workspace: Workspace, paths: Sequence[Path]) -> Iterator[Found]:
    """The files to take in, in the order of their names.

    Args:
        workspace: Whose inbox is looked through when no path is given.
        paths: Files, or folders with everything below them.
    """
    for path in paths or [opened_inbox(workspace)]:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in inside:
            if path.is_dir() and (not file.is_file() or file.name.startswith(_OF_THE_SYSTEM)):
                continue
            in_inbox = file.resolve().is_relative_to(workspace.inbox.resolve())
            name = str(file.resolve().relative_to(workspace.inbox.resolve())) if in_inbox else file.name
            yield Found(file, "inbox" if in_inbox else "command", shown_name(name))


def opened_inbox(workspace: Workspace) -> Path:
    """The inbox, made where it is missing: whoever is told of it shall find it."""
    workspace.inbox.mkdir(parents=True, exist_ok=True)
    return workspace.inbox


def receive(workspace: Workspace, found: Found) -> Delivery | None:
    """Put a file's bytes into the archive before anything reads them; None where it is too large to be ours."""
    if found.path.stat().st_size > MOST_COMPRESSED:
        return None
    content = found.path.read_bytes()
    return Delivery(found, content, keep_original(workspace, content))


def shown_name(name: str) -> str:
    """A name that somebody chose, fit to be shown: one line, no control or direction marks, not endless."""
    plain = "".join(
        character if unicodedata.category(character)[0] != "C" else "�"
        for character in unicodedata.normalize("NFC", name)
    )
    return plain if len(plain) <= _LONGEST_NAME else f"{plain[:_LONGEST_NAME]}…"
