import csv
import hashlib
import json
import shutil
from importlib.metadata import version
from typing import get_args

import duckdb
import pytest

from ingest.problems import InputError
from ingest.workspace import PRODUCT, PublicationKind, Workspace
from orchestration.job import Outcome
from orchestration.screen import show_paths, shown_command, shown_next
from publication import draft as draft_module
from publication.draft import is_current, write_draft
from publication.open_data.tables import tables


@pytest.fixture
def workspace(tmp_path) -> Workspace:
    return Workspace(tmp_path / "workspace")


FILES = [
    "index.html", "lapai.html", "kopsavilkums.pdf", "rezultati.pdf", "tabula-4-4.docx", "tabula-4-4.xlsx",
]  # fmt: skip
OPEN_DATA = ["dati.xlsx", "datapackage.json", "dcat.jsonld"]


def test_a_draft_is_pages_print_documents_open_data_and_a_manifest(marts, workspace):
    draft = write_draft(marts, workspace, "ezerzeme", 2024, "f1")
    assert draft.folder == workspace.draft("ezerzeme", 2024)
    names = [path.relative_to(draft.folder).as_posix() for path in draft.files]
    assert [name for name in names if not name.startswith("data/")] == [*FILES, *OPEN_DATA, "manifest.json"]
    assert [name for name in names if name.startswith("data/")] == [table.path for table in tables()]
    assert sorted(path for path in draft.folder.rglob("*") if path.is_file()) == sorted(draft.files)


def test_the_manifest_vouches_for_the_files(marts, workspace):
    draft = write_draft(marts, workspace, "ezerzeme", 2024, "f1")
    folder = draft.folder
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest == {
        "status": "draft",
        "kind": "december",
        "software_version": version("pmp-monitoring"),
        "rules": "r1",
        "fingerprint": "f1",
        "municipality": "ezerzeme",
        "year": 2024,
        "is_demo": False,
        "plan_id": "ezerzeme-2024",
        "dates_covered": {
            "school_year": {"from": "2023-09-01", "to": "2024-08-31"},
            "calendar_year": {"from": "2024-01-01", "to": "2024-12-31"},
        },
        "texts": {
            "activity": {"reviewed": 4, "open": 2, "outdated": 1},
            "task": {"reviewed": 1, "open": 0, "outdated": 0},
            "proposal": {"reviewed": 1, "open": 2, "outdated": 0},
        },
        "not_published": {
            "why": "few people, or a number from which so few could be worked out",
            "counts": [],
        },
        "inputs": {"submissions": ["a2", "b1"]},
        "sha256": {
            path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in draft.files
            if path.name != "manifest.json"
        },
    }


def test_the_same_marts_and_fingerprint_give_the_same_bytes(marts, workspace):
    first = {path.name: path.read_bytes() for path in write_draft(marts, workspace, "ezerzeme", 2024, "f1").files}
    again = {path.name: path.read_bytes() for path in write_draft(marts, workspace, "ezerzeme", 2024, "f1").files}
    assert again == first


def test_a_draft_is_current_for_the_fingerprint_it_was_made_from(marts, workspace):
    assert not is_current(workspace, "ezerzeme", 2024, "f1")
    write_draft(marts, workspace, "ezerzeme", 2024, "f1")
    assert is_current(workspace, "ezerzeme", 2024, "f1")
    assert not is_current(workspace, "ezerzeme", 2024, "f2")
    assert not is_current(workspace, "ezerzeme", 2025, "f1")
    assert not is_current(workspace, "kalnava", 2024, "f1")


@pytest.mark.parametrize("content", ["", "{", "[]", "null"])
def test_a_spoilt_manifest_is_not_current(marts, workspace, content):
    folder = write_draft(marts, workspace, "ezerzeme", 2024, "f1").folder
    (folder / "manifest.json").write_text(content)
    assert not is_current(workspace, "ezerzeme", 2024, "f1")


def test_a_draft_that_was_not_finished_is_not_current(marts, workspace, monkeypatch):
    write_draft(marts, workspace, "ezerzeme", 2024, "f1")

    def full_disk(path, content):
        raise OSError("disk full")

    monkeypatch.setattr("publication.draft.write_derived", full_disk)
    with pytest.raises(OSError, match="disk full"):
        write_draft(marts, workspace, "ezerzeme", 2024, "f1")
    assert not is_current(workspace, "ezerzeme", 2024, "f1")


def test_nothing_is_written_for_a_year_without_a_plan(marts, workspace):
    with pytest.raises(InputError):
        write_draft(marts, workspace, "ezerzeme", 2031, "f1")
    assert not workspace.publications.exists()


def test_every_kind_can_be_asked_for_is_rendered_and_has_a_duty() -> None:
    seed = (PRODUCT / "dbt_project" / "seeds" / "publication_kinds.csv").read_text(encoding="utf-8")
    assert {row["kind"] for row in csv.DictReader(seed.splitlines())} == set(get_args(PublicationKind))
    assert set(draft_module._KINDS) == set(get_args(PublicationKind))


def test_other_drafts_made_from_former_data_are_named(workspace, capsys) -> None:
    drafts = {
        workspace.draft("ezerzeme", 2024): "f1",
        workspace.draft("ezerzeme", 2024, "slides"): "f1",
        workspace.draft("ezerzeme", 2024, "budget"): "f2",
        workspace.draft("ezerzeme", 2024, "final", "en"): "f1",
    }
    for folder, fingerprint in drafts.items():
        folder.mkdir(parents=True)
        (folder / "manifest.json").write_text(json.dumps({"fingerprint": fingerprint}))
    workspace.warehouse.parent.mkdir(parents=True)
    with duckdb.connect(workspace.warehouse) as connection:
        connection.execute("create schema meta; create table meta.build as select 'f2' as fingerprint")
    show_paths(workspace, Outcome(True, []), "lv")
    lines = [line for line in capsys.readouterr().out.splitlines() if "agrākiem datiem" in line]
    assert [line.split("/2024/")[1].split(" – ")[0] for line in lines] == ["final/en/draft/", "slides/draft/"]
    commands = [line.partition("atjaunojiet:  ")[2].replace(shown_command(), "pmp") for line in lines]
    assert commands == [
        "pmp --lang en publish --municipality ezerzeme --year 2024 --kind final",
        "pmp publish --municipality ezerzeme --year 2024 --kind slides",
    ]


def test_what_to_do_next_renews_a_publication_made_from_former_data(workspace, capsys, marts) -> None:
    draft = workspace.draft("ezerzeme", 2024)
    draft.mkdir(parents=True)
    (draft / "index.html").touch()
    marts.close()
    workspace.warehouse.parent.mkdir(parents=True)
    shutil.copy(workspace.home.parent / "pmp.duckdb", workspace.warehouse)
    for fingerprint, told in (("f1", "atjaunojiet publikāciju un atveriet to pārlūkā"), ("f2", "atveriet pārlūkā")):
        (draft / "manifest.json").write_text(json.dumps({"fingerprint": fingerprint}))
        show_paths(workspace, Outcome(True, []), "lv")
        (line,) = [line for line in capsys.readouterr().out.splitlines() if "  1. " in line]
        assert line.startswith(f"  1. {told}")
        assert ("publish --municipality ezerzeme --year 2024  →" in line) == (fingerprint == "f1")


def test_what_came_goes_into_the_publication_it_is_about() -> None:
    one = shown_next({("ezerzeme", 2024)}).replace(shown_command(), "pmp")
    assert one == "pmp build  →  pmp publish --municipality ezerzeme --year 2024"
    assert shown_next({("ezerzeme", 2024), ("ezerzeme", 2025)}).replace(shown_command(), "pmp") == "pmp build"
    assert shown_next(set()).replace(shown_command(), "pmp") == "pmp build"
