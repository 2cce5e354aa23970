"""Writing files so that a reader sees the old bytes or the new ones, never half of them."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

_WRITERS = 8
"""A write mostly waits for the disk, and what waits together is flushed together."""


def write_once(path: Path, content: bytes) -> None:
    """Write a permanent file; it is never changed afterwards.

    Args:
        path: Final place; folders are made.
        content: The whole file.

    Raises:
        FileExistsError: If the path holds other bytes. The same bytes again are no error.
    """
    if not _holds(path, content):
        _link_once(path, content)
    sync_folder(path.parent)


def write_many_once(files: Iterable[tuple[Path, bytes]]) -> None:
    """Write permanent files, each as `write_once` does; several at a time, and each folder flushed once.

    Args:
        files: Final place and content of each.

    Raises:
        FileExistsError: If a path holds other bytes.
    """
    files = list(files)
    missing = [(path, content) for path, content in files if not _holds(path, content)]
    with ThreadPoolExecutor(_WRITERS) as pool:
        list(pool.map(lambda file: _link_once(*file), missing))
        list(pool.map(sync_folder, {path.parent for path, _ in files}))


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _link_once(path: Path, content: bytes) -> None:
    temporary = _write_beside(path, content)
    try:
        # Unlike a rename, a hard link refuses an existing name in one step.
        os.link(temporary, path)
    except FileExistsError:
        if path.read_bytes() != content:
            raise
    finally:
        temporary.unlink()


def write_derived(path: Path, content: bytes) -> None:
    """Write a file that can be made again, replacing what was there in one step."""
    if _holds(path, content):
        return
    temporary = _write_beside(path, content)
    try:
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def name_once(temporary: Path, path: Path) -> None:
    """Give a temporary file, written and flushed, its permanent name; where that is taken, by the same bytes, nothing.

    Args:
        temporary: On the same file system; the caller removes it.
        path: Final place, named by the content; folders are made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary.chmod(0o644)
    with suppress(FileExistsError):
        os.link(temporary, path)
    sync_folder(path.parent)


def replace_link(link: Path, target: Path) -> None:
    """Point a symbolic link at another target in one step (relative, so a workspace can be moved)."""
    temporary = link.with_name(f".{link.name}.new")
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(os.path.relpath(target, link.parent))
    temporary.replace(link)
    sync_folder(link.parent)


def write_folder_once(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a permanent folder of files that nobody may change: readers see all of it or nothing.

    Args:
        folder: Final place; what a killed run left beside it is thrown away.
        files: Content by place in the folder.

    Raises:
        OSError: If there is a folder with files in it already.
    """
    unfinished = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(unfinished, ignore_errors=True)
    for name, content in files.items():
        path = unfinished / name
        write_derived(path, content)
        path.chmod(0o444)
    # Unlike a file, a folder that holds anything is never replaced by a rename.
    unfinished.rename(folder)
    sync_folder(folder.parent)


def _write_beside(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        Path(name).unlink()
        raise
    Path(name).chmod(0o644)
    return Path(name)


def sync_folder(folder: Path) -> None:
    """Make a rename or a link in the folder outlast a power failure."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
