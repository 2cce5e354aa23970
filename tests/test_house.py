"""The shape of the house: which room may know which, what the command may import, what the README promises."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.workspace import PRODUCT

BELOW = {
    "ingest": {"ingest"},
    "quality": {"quality", "ingest"},
    "examples": {"examples", "ingest"},
    "publication": {"publication", "ingest"},
    "orchestration": {"orchestration", "publication", "quality", "examples", "ingest"},
}
MODULES = [path for room in BELOW for path in sorted((PRODUCT / room).rglob("*.py"))]


def imported_roots(path: Path, module_level_only: bool = False) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tree.body if module_level_only else ast.walk(tree)
    roots = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            roots |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            roots.add(node.module.split(".")[0])
    return roots


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PRODUCT).as_posix())
def test_imports_go_one_way(path: Path) -> None:
    room = path.relative_to(PRODUCT).parts[0]
    assert imported_roots(path) & set(BELOW) <= BELOW[room]


@pytest.mark.parametrize("room", ["ingest", "quality", "publication", "examples"])
def test_lower_rooms_know_neither_dagster_nor_dbt(room: str) -> None:
    for path in (PRODUCT / room).rglob("*.py"):
        assert not imported_roots(path) & {"dagster", "dagster_dbt", "dbt"}, path


@pytest.mark.parametrize("room", list(BELOW))
def test_each_package_says_what_belongs_in_it_and_does_nothing(room: str) -> None:
    for path in (PRODUCT / room).rglob("__init__.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), path
        assert len(tree.body) == 1, path


def test_pmp_starts_without_heavy_libraries() -> None:
    heavy = {"dagster", "dbt", "pandas", "pandera", "duckdb", "xlsxwriter", "jinja2", "great_expectations"}
    code = f"import sys, orchestration.cli; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_module_is_named_for_nothing() -> None:
    assert not {path.stem for path in MODULES} & {"utils", "util", "helpers", "helper", "common", "misc"}


def test_paths_and_commands_of_the_readme_exist() -> None:
    readme = (PRODUCT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:[\w.-]+/)+[\w.-]*)`", readme))
    paths = {name for name in named if not name.startswith(("workspace/", "publication/<"))}
    assert paths
    assert [name for name in sorted(paths) if not (PRODUCT / name).exists()] == []
    makefile = (PRODUCT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`make (\w+)`", readme):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    from typer.main import get_command

    from orchestration.cli import app, plan_app

    known = set(get_command(app).commands) | {f"plan {name}" for name in get_command(plan_app).commands}
    for first, second in re.findall(r"`pmp ([a-z][a-z-]*)(?: ([a-z]+))?", readme):
        assert first in known or f"{first} {second}" in known, (first, second)
