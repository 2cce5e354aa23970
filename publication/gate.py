"""The gate of the house: what the finished files of a publication must not give away before it is made final."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from zipfile import ZipFile

from ingest.problems import Problem
from ingest.typography import Language, writing_in
from publication.finals import MANIFEST, Files
from publication.phrases import load_phrases

Proof = Callable[[Files, Sequence[Files]], Sequence[Problem]]
"""Proves on the finished files, beside those that readers have already, that no hidden value can be worked out; what it
finds is why it could not."""

_DEMO = "PARAUGDATI"


def objections(files: Files, former: Sequence[Files], proof: Proof) -> list[Problem]:
    """What speaks against letting the finished files out of the house.

    Args:
        files: The publication, finished.
        former: What readers can hold beside it: all final publications of the municipality.
        proof: That no hidden number can be worked out from them.

    Returns:
        Every reason; none where the files may leave.
    """
    return [*_wrong_marks(files), *proof(files, former)]


def _wrong_marks(files: Files) -> Iterator[Problem]:
    """Files that still say that they are a draft, or no longer say that figures are invented."""
    draft = [_draft_mark("lv"), _draft_mark("en")]
    is_demo = json.loads(files[MANIFEST])["is_demo"]
    for name, content in files.items():
        text = b"\n".join(_unpacked(content))
        if any(mark in text for mark in draft):
            yield Problem("final_says_draft", file=name)
        # The manifest says it in its own way, and a table without lines has nothing to mark.
        is_marked = name == MANIFEST or (name.endswith(".csv") and content.count(b"\n") < 2) or _DEMO.encode() in text
        if is_demo and not is_marked:
            yield Problem("final_lacks_demo_mark", file=name)


def _draft_mark(language: Language) -> bytes:
    with writing_in(language):
        return str(load_phrases()["page"]["draft"]).encode()


def _unpacked(content: bytes) -> Iterator[bytes]:
    """The parts of a packed file, or the file; a PDF file says its status in its uncompressed description."""
    if not content.startswith(b"PK"):
        yield content
        return
    with ZipFile(BytesIO(content)) as packed:
        yield from (packed.read(name) for name in packed.namelist())
