from __future__ import annotations

from pathlib import Path

import pytest

from ingest.storage import replace_link, write_derived, write_folder_once, write_many_once, write_once


def test_write_once_keeps_the_first_bytes(tmp_path: Path) -> None:
    path = tmp_path / "archive" / "aa" / "file.xlsx"
    write_once(path, b"first")
    write_once(path, b"first")
    with pytest.raises(FileExistsError):
        write_once(path, b"second")
    assert path.read_bytes() == b"first"
    assert [entry.name for entry in path.parent.iterdir()] == ["file.xlsx"]


def test_write_once_leaves_nothing_when_the_disk_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ingest.storage.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_once(tmp_path / "file", b"content")
    assert not (tmp_path / "file").exists()
    assert list(tmp_path.iterdir()) == []


def test_write_derived_replaces_and_leaves_equal_bytes_alone(tmp_path: Path) -> None:
    path = tmp_path / "table.parquet"
    write_derived(path, b"one")
    before = path.stat().st_ino
    write_derived(path, b"one")
    assert path.stat().st_ino == before
    write_derived(path, b"two")
    assert path.read_bytes() == b"two"


def test_replace_link_points_on_and_stays_relative(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).write_text(name)
    link = tmp_path / "link"
    replace_link(link, tmp_path / "one")
    replace_link(link, tmp_path / "two")
    assert link.read_text() == "two"
    assert link.readlink() == Path("two")


def test_write_many_once_writes_all_and_says_which_would_change(tmp_path: Path) -> None:
    files = [(tmp_path / f"{number % 3}" / f"{number}", str(number).encode()) for number in range(50)]
    write_many_once(files)
    write_many_once(files)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == dict(files)
    with pytest.raises(FileExistsError):
        write_many_once([(tmp_path / "new", b"new"), (files[7][0], b"other")])
    assert files[7][0].read_bytes() == b"7"
    assert (tmp_path / "new").read_bytes() == b"new"


def test_a_folder_written_once_is_whole_read_only_and_never_replaced(tmp_path: Path) -> None:
    left_behind = tmp_path / ".final-1.part" / "old"
    left_behind.parent.mkdir()
    left_behind.write_text("of a killed run")
    folder = tmp_path / "final-1"
    write_folder_once(folder, {"a": b"1", "data/b": b"2"})
    with pytest.raises(OSError, match="final-1"):
        write_folder_once(folder, {"a": b"other"})
    files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert files == {folder / "a": b"1", folder / "data" / "b": b"2"}
    assert {path.stat().st_mode & 0o777 for path in files} == {0o444}
