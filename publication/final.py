"""Final publications: what makes one, which there are, and whether they still are what was frozen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.problems import Problem
from ingest.workspace import PublicationKind, Workspace
from publication.draft import MANIFEST, as_json, describe
from publication.edition import Edition
from publication.results import Results

INTERNAL: frozenset[PublicationKind] = frozenset({"budget", "slides"})
"""Kinds for the house alone: they stay drafts."""

PROVABLE: frozenset[PublicationKind] = frozenset({"december"})
"""Kinds with open data, of which alone it can be proven that nobody can be recognised in them."""


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
        return bool(self.manifest["sha256"] == _hashes(contents))


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


def final_manifest(
    results: Results,
    kind: PublicationKind,
    fingerprint: str,
    rules: str | None,
    contents: dict[str, bytes],
    waived_findings: int,
) -> bytes:
    """The manifest of a final publication.

    Args:
        results: What it tells of, with its edition.
        kind: What it is for.
        fingerprint: Of the build that the marts come from.
        rules: Hash of its rules.
        contents: Its other files.
        waived_findings: How many plausibility findings people let pass; which, is for the house to know.
    """
    edition = results.edition
    if edition is None:
        raise ValueError("a draft has no final manifest")
    manifest = {
        "status": "final",
        **edition.as_manifest(),
        "waived_findings": waived_findings,
        **describe(results, kind, fingerprint, rules, contents),
    }
    return as_json(manifest)


def changed_files(workspace: Workspace, folder: Path, frozen: str | None) -> Iterator[Problem]:
    """What of a final publication is no longer as it was frozen.

    Args:
        workspace: Where it lies.
        folder: Its folder.
        frozen: SHA-256 of its manifest as the audit log has it; None where it was not logged yet.
    """
    shown = folder.relative_to(workspace.home).as_posix()
    manifest = folder / MANIFEST
    if not manifest.is_file():
        yield Problem("final_file_missing", file=f"{shown}/{MANIFEST}")
        return
    content = manifest.read_bytes()
    if frozen not in (None, hashlib.sha256(content).hexdigest()):
        yield Problem("final_file_changed", file=f"{shown}/{MANIFEST}")
        return
    try:
        manifest_said = json.loads(content)
        revision, hashes = manifest_said["revision"], dict[str, str](manifest_said["sha256"])
    except (ValueError, LookupError, TypeError):
        yield Problem("final_file_changed", file=f"{shown}/{MANIFEST}")
        return
    if folder.name != f"final-{revision}":
        yield Problem("final_file_added", file=shown)
        return
    for name, digest in hashes.items():
        path = folder / name
        if not path.is_file():
            yield Problem("final_file_missing", file=f"{shown}/{name}")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            yield Problem("final_file_changed", file=f"{shown}/{name}")
    for path in sorted(folder.rglob("[!.]*")):  # what the system keeps beside files begins with a dot
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in {*hashes, MANIFEST}:
            yield Problem("final_file_added", file=f"{shown}/{name}")


def _hashes(contents: Mapping[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(content).hexdigest() for name, content in contents.items() if name != MANIFEST}
