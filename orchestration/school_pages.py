"""The pages *Jūsu skola* in the outbox: set from the finished warehouse, and only those whose content has changed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from ingest.storage import write_derived
from ingest.workspace import Workspace
from orchestration.progress import report
from orchestration.publishing import connect, fingerprint_of


def write_pages(workspace: Workspace) -> list[Path]:
    """Write the page of every school and collection whose content is not what its page was made from.

    Returns:
        The pages that were set; one that stands as it should is left alone, one of a report that counts no more goes.
    """
    from publication.school_page import page_content, page_name, render_pages, renderer_version
    from publication.school_rows import read_schools

    with connect(workspace) as connection:
        fingerprint = fingerprint_of(connection)
        contents = {page_name(school): page_content(school) for school in read_schools(connection)}
    renderer = renderer_version()
    digests = {
        name: hashlib.sha256(f"{renderer}\n{content}".encode()).hexdigest() for name, content in contents.items()
    }
    former = _made_from(workspace)["pages"]
    changed = [name for name in contents if digests[name] != former.get(name) or not _path(workspace, name).is_file()]
    for done, (name, pdf) in enumerate(
        zip(changed, render_pages(contents[name] for name in changed), strict=True), start=1
    ):
        write_derived(_path(workspace, name), pdf)
        report("school_pages", done, len(changed))
    for name in former.keys() - contents.keys():
        _path(workspace, name).unlink(missing_ok=True)
    # Told last: what a killed run has set is simply set again.
    made_from = json.dumps({"fingerprint": fingerprint, "pages": digests}, indent=1) + "\n"
    write_derived(workspace.school_pages, made_from.encode())
    return [_path(workspace, name) for name in changed]


def are_current(workspace: Workspace) -> bool:
    """Whether every page lies in the outbox, made from the warehouse that readers see."""
    made_from = _made_from(workspace)
    with connect(workspace) as connection:
        fingerprint = fingerprint_of(connection)
    return made_from["fingerprint"] == fingerprint and all(
        _path(workspace, name).is_file() for name in made_from["pages"]
    )


def _path(workspace: Workspace, name: str) -> Path:
    return workspace.outbox / name


def _made_from(workspace: Workspace) -> dict[str, Any]:
    if not workspace.school_pages.is_file():
        return {"fingerprint": None, "pages": {}}
    made_from: dict[str, Any] = json.loads(workspace.school_pages.read_bytes())
    return made_from
