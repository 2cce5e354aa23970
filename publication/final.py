"""Final publications: what makes one, and whether it still is what was frozen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from ingest.problems import Problem
from ingest.workspace import PublicationKind, Workspace
from publication.draft import as_json, describe
from publication.finals import MANIFEST
from publication.results import Results

INTERNAL: frozenset[PublicationKind] = frozenset({"budget", "slides"})
"""Kinds for the house alone: they stay drafts."""

PROVABLE: frozenset[PublicationKind] = frozenset({"december"})
"""Kinds with open data, of which alone it can be proven that nobody can be recognised in them."""


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
