"""What a build is made of, as one hash: the same fingerprint means the same warehouse."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from ingest.workspace import PRODUCT, Workspace

_PACKAGES = ("ingest", "quality", "publication", "orchestration")
_PINNED = (
    "duckdb", "dbt-core", "dbt-duckdb", "pyarrow", "jinja2", "xlsxwriter", "python-docx", "typst",
    "great-expectations",
)  # fmt: skip


_NOT_READ = {"waivers"}
"""What people waived is asked for when a publication is made final; no build reads it."""


def build_fingerprint(workspace: Workspace, product: Path = PRODUCT) -> str:
    """Hash everything a warehouse and its drafts are made from.

    Plans of the product and of the workspace, what has landed, the dbt project, the package (version and code) and
    the versions of the engine; changing any one makes the build stale. No time of day goes in.

    Args:
        workspace: The installation.
        product: The checkout.

    Returns:
        64 hexadecimal digits.
    """
    digest = hashlib.sha256()
    for name in ("pmp-monitoring", *_PINNED):
        digest.update(f"{name}=={version(name)}\n".encode())
    digest.update(files_hash(product, ("dbt_project.yml", "dbt_project", "plans", *_PACKAGES)).encode())
    landed = sorted(f"landing/{table.name}" for table in workspace.landing.glob("[!.]*") if table.name not in _NOT_READ)
    digest.update(files_hash(workspace.home, ("plans", *landed)).encode())
    return digest.hexdigest()


def rules_hash(product: Path = PRODUCT) -> str:
    """Hash what figures are worked out and checked by, whatever they are: the models, the rules and the forms."""
    return files_hash(product, ("dbt_project.yml", "dbt_project", "quality", "ingest/forms"))


def files_hash(root: Path, names: Iterable[str]) -> str:
    """Hash the contents and names of some files and folders below `root`; caches and dot files do not count."""
    digest = hashlib.sha256()
    for name in names:
        for path in sorted(_files(root / name)):
            shown_as = path.relative_to(root).as_posix()
            digest.update(f"{shown_as}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _files(path: Path) -> Iterable[Path]:
    if path.is_file():
        yield path
    for inside in path.rglob("*"):
        if inside.is_file() and "__pycache__" not in inside.parts and not inside.name.startswith("."):
            yield inside
