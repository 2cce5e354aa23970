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
    """A file that is to be judged by its bytes, whatever happens to it where it lay.

    Attributes:
        kept: Where the bytes are read from: the archive, or where the file lies when it is only checked.
        digest: Their hash; empty where nothing is archived.
        is_too_large: Whether it is too large to be ours: it is never read.
    """

    found: Found
    kept: Path
    digest: str
    is_too_large: bool

    @classmethod
    def as_it_lies(cls, found: Found) -> Delivery:
        """A file that is only checked: nothing is archived."""
        return cls(found, found.path, "", _is_too_large(found))

    @property
    def content(self) -> bytes:
        """The bytes, read when they are asked for: thousands of files are known at once."""
        return self.kept.read_bytes()

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


def receive(workspace: Workspace, batch: Sequence[Found]) -> list[Delivery]:
    """Put the bytes of files into the archive before anything reads them."""
    small = [one for one in batch if not _is_too_large(one)]
    kept = dict(zip(small, keep_originals(workspace, [one.path.read_bytes() for one in small]), strict=True))
    return [
        Delivery(one, kept[one], kept[one].stem, is_too_large=False)
        if one in kept
        else Delivery(one, one.path, keep_large_original(workspace, one.path), is_too_large=True)
        for one in batch
    ]


def _is_too_large(found: Found) -> bool:
    return found.path.stat().st_size > MOST_COMPRESSED


def shown_name(name: str) -> str:
    """A name that somebody chose, fit to be shown: one line, no control or direction marks, not endless."""
    plain = "".join(
        character if unicodedata.category(character)[0] != "C" else "�"
        for character in unicodedata.normalize("NFC", name)
    )
    return plain if len(plain) <= _LONGEST_NAME else f"{plain[:_LONGEST_NAME]}…"
