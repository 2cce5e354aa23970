"""Which final publications there are, and what is in them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.workspace import Workspace
from publication.edition import Edition

Files = Mapping[str, bytes]
"""The files of a publication by their place in it, its manifest among them."""

MANIFEST = "manifest.json"
"""Vouches for the other files of a publication."""


@dataclass(frozen=True)
class Final:
    """A final publication as it lies there."""

    folder: Path
    manifest: Mapping[str, Any]

    @property
    def edition(self) -> Edition:
        """Who made it final and what it corrected."""
        return Edition.of_manifest(self.manifest)

    def files(self) -> dict[str, bytes]:
        """Its files by their place, the manifest among them."""
        return {name: (self.folder / name).read_bytes() for name in (*self.manifest["sha256"], MANIFEST)}

    def holds(self, contents: Mapping[str, bytes]) -> bool:
        """Whether these are its files, byte by byte."""
        return bool(self.manifest["sha256"] == file_hashes(contents))


def finals_of(publication: Path) -> list[Final]:
    """The final publications in the folder of a publication, the oldest first."""
    folders = sorted(final_folders(publication, "."), key=lambda folder: int(folder.name.removeprefix("final-")))
    return [read_final(folder) for folder in folders]


def final_folders(root: Path, below: str) -> list[Path]:
    """The folders of final publications below a folder: `final-1`, not the copy that somebody calls `final-1 (2)`."""
    folders = root.glob(f"{below}/final-*/")
    return [folder for folder in folders if folder.name.removeprefix("final-").isdecimal()]


def read_final(folder: Path) -> Final:
    """The final publication in a folder."""
    return Final(folder, json.loads((folder / MANIFEST).read_bytes()))


def held_by_readers(workspace: Workspace, municipality: str) -> list[dict[str, bytes]]:
    """What readers of a municipality have already: all that was ever published, of every year, in every language."""
    folders = final_folders(workspace.publications, f"{municipality}/*/**")
    return [read_final(folder).files() for folder in sorted(folders, key=_by_revision) if (folder / MANIFEST).is_file()]


def _by_revision(folder: Path) -> tuple[Path, int]:
    return folder.parent, int(folder.name.removeprefix("final-"))


def file_hashes(contents: Mapping[str, bytes]) -> dict[str, str]:
    """SHA-256 of each file but the manifest, which holds them."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in contents.items() if name != MANIFEST}
