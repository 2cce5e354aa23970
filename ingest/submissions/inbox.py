"""Files as they arrive: found, bounded, archived; nothing is parsed here."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.archive import keep_large_original, keep_originals, submission_id
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
        digest: Their hash; empty where nothing is archived.
        is_too_large: Whether it is too large to be ours.
    """

    found: Found
    content: bytes
    digest: str
    is_too_large: bool = False

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
    inbox = workspace.inbox.resolve()
    for path in paths or [opened_inbox(workspace)]:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in inside:
            if path.is_dir() and (not file.is_file() or file.name.startswith(_OF_THE_SYSTEM)):
                continue
            real = file.resolve()
            in_inbox = real.is_relative_to(inbox)
            name = str(real.relative_to(inbox)) if in_inbox else file.name
            yield Found(file, "inbox" if in_inbox else "command", shown_name(name))


def opened_inbox(workspace: Workspace) -> Path:
    """The inbox, made where it is missing: whoever is told of it shall find it."""
    workspace.inbox.mkdir(parents=True, exist_ok=True)
    return workspace.inbox


def content_of(found: Found) -> bytes | None:
    """A file's bytes; None where it is too large to be ours."""
    return found.path.read_bytes() if found.path.stat().st_size <= MOST_COMPRESSED else None


def receive(workspace: Workspace, batch: Sequence[Found]) -> list[Delivery]:
    """Put the bytes of files into the archive before anything reads them."""
    contents = {one.path: content for one in batch if (content := content_of(one)) is not None}
    digests = dict(zip(contents, keep_originals(workspace, list(contents.values())), strict=True))
    return [
        Delivery(one, contents[one.path], digests[one.path])
        if one.path in contents
        else Delivery(one, b"", keep_large_original(workspace, one.path), is_too_large=True)
        for one in batch
    ]


def shown_name(name: str) -> str:
    """A name that somebody chose, fit to be shown: one line, no control or direction marks, not endless."""
    plain = "".join(
        character if unicodedata.category(character)[0] != "C" else "�"
        for character in unicodedata.normalize("NFC", name)
    )
    return plain if len(plain) <= _LONGEST_NAME else f"{plain[:_LONGEST_NAME]}…"
