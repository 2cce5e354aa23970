"""Contradictions on their way to people: the terminal, the mart, the page of the board."""

from __future__ import annotations

import html
import re
import shutil

import duckdb
import pytest

from ingest.plans.registry import RawPlan, read_registry
from ingest.workspace import PRODUCT, Workspace
from orchestration import job, plan_quality
from orchestration.cli import main
from orchestration.contradiction_list import SHOWN_OF_A_KIND, contradiction_lines
from quality.contradictions.search import contradiction_rows, find_contradictions

REGISTRY = read_registry([PRODUCT / "plans"])


def smiltene() -> RawPlan:
    return next(plan for plan in REGISTRY.plans if plan.header.municipality == "smiltene")


def test_the_list_shows_the_first_of_each_kind_and_says_how_many_there_are() -> None:
    lines = contradiction_lines(smiltene(), REGISTRY, shows_all=False, language="lv")
    assert lines[0] == "smiltene-2024: pretrunas plānā – 51; plāna uzņemšanu tās nekavē"
    at = lines.index("  Atšķiras aktivitātes plānotais rezultāts (20)")
    assert lines[at + 1] == "    aktivitāte 1.1: [4.1] «30 % vecāku» ↔ [4.3] «100 dalībnieki»"
    assert lines[at + 1 + SHOWN_OF_A_KIND] == "    … vēl 17 (visas rāda --all)"
    assert "    mērķis 4: [4.1] «Agrīnā prevencija» ↔ [3.1] nav" in lines


def test_all_of_them_in_english() -> None:
    lines = contradiction_lines(smiltene(), REGISTRY, shows_all=True, language="en")
    assert sum(" ↔ " in line for line in lines) == len(find_contradictions(smiltene(), REGISTRY)) == 51
    assert not any("--all" in line for line in lines)
    assert "  The frequency of an activity differs (2)" in lines


def test_plan_check_lists_them_and_still_finds_the_plan_sound(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["plan", "check", "riga", "--all"])
    assert left.value.code == 0
    printed = capsys.readouterr().out
    assert "✓ riga-2024 – kārtībā" in printed
    assert "  Mērķim nav rādītāja (1)\n    mērķis 5: [4.1] «Labas vienaudžu" in printed
    assert "smiltene" not in printed
    assert not workspace.home.exists()


def test_the_mart_holds_what_the_check_found(marts: duckdb.DuckDBPyConnection) -> None:
    expected = contradiction_rows(read_registry([PRODUCT / "plans"]))
    columns = list(expected[0])
    found = marts.execute(
        f"select {', '.join(columns)} from marts.plan_contradictions order by municipality, plan_id, contradiction_nr"  # noqa: S608
    ).fetchall()
    assert found == [tuple(row.values()) for row in expected]
    assert len(found) == 184


def test_the_build_makes_a_page_for_every_municipality(built: Workspace) -> None:
    pages = sorted(path.name for path in built.plan_quality.iterdir())
    assert pages == ["aizkraukle.html", "kraslava.html", "ludza.html", "riga.html", "smiltene.html"]
    assert plan_quality.are_current(built)
    text = html.unescape((built.plan_quality / "smiltene.html").read_text(encoding="utf-8"))
    assert "iekšējai lietošanai, nav publicējama" in text
    assert text.count("<q>") == sum(
        bool(text) for one in find_contradictions(smiltene(), REGISTRY) for text in quotes(one)
    )
    for one in find_contradictions(smiltene(), REGISTRY):
        for quote in quotes(one):
            assert not quote or f"<q>{quote}</q>" in text
    assert not re.search(r"(?:src|href)=\"(?!#|data:)", text)


def quotes(one: object) -> tuple[str, str]:
    return one.a.text, one.b.text  # type: ignore[attr-defined]


@pytest.mark.slow
def test_a_page_that_is_gone_comes_back_the_same_without_a_new_build(built: Workspace, workspace: Workspace) -> None:
    shutil.copytree(built.home, workspace.home, symlinks=True)
    page = workspace.plan_quality / "ludza.html"
    content = page.read_bytes()
    page.unlink()
    assert not plan_quality.are_current(workspace)
    assert job.build_warehouse(workspace) is False
    assert page.read_bytes() == content
    page.write_bytes(content.replace(b"pmp-build-", b"pmp-build-0"))
    assert not plan_quality.are_current(workspace)


@pytest.mark.parametrize("mart", ["plan_contradictions", "unmatched_names"])
def test_no_publication_reads_them(mart: str) -> None:
    readers = [
        path.name for path in (PRODUCT / "publication").rglob("*.py") if mart in path.read_text(encoding="utf-8")
    ]
    assert readers == ["plan_quality.py"]
    assert "plan_quality" not in (PRODUCT / "publication" / "draft.py").read_text(encoding="utf-8")
