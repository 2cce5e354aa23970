"""A publication is made final by a person, refused with everything that speaks against it, and kept as frozen."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingest.problems import InputError, Problem
from ingest.submissions import audit
from ingest.submissions.waivers import Waiver, landed_waivers
from ingest.workspace import Workspace
from orchestration import cli, warehouse
from orchestration.finalising import Approval, publish_final
from orchestration.frozen import telling_changed_finals
from orchestration.waiving import waive
from publication import draft
from publication.edition import Change, Correction, Edition
from publication.finals import finals_of
from quality.messages import in_words
from tests.orchestration.conftest import NOT_FOUND, READ, change, rebuild
from tests.product import readable_text
from tests.publication.disclosure.test_published import add_figure

DAY = dt.date(2025, 12, 15)
AT = dt.datetime(2025, 12, 14, 12, tzinfo=dt.UTC)
FIRST = Approval("ezerzeme", 2024, "Pārvaldes vadītāja <b>", "Nr. 7 & 8", DAY)
AGAIN = Approval("ezerzeme", 2024, "Vadītāja", "Nr. 9", dt.date(2026, 3, 2), "Skola izlaboja =1+1.")
STATUS = "apstiprināts 15.12.2025. (Pārvaldes vadītāja <b>), lēmums Nr. 7 & 8"


@pytest.fixture(scope="session")
def frozen_once(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a final publication."""
    workspace = Workspace(tmp_path_factory.mktemp("frozen") / "workspace")
    shutil.copytree(small, workspace.home, symlinks=True)
    change(workspace, NOT_FOUND, READ)
    publish_final(workspace, FIRST)
    return workspace.home


@pytest.fixture
def frozen(frozen_once: Path, workspace: Workspace) -> Workspace:
    """That workspace, to be spoilt."""
    shutil.copytree(frozen_once, workspace.home, symlinks=True)
    return workspace


def refused(workspace: Workspace, approval: Approval = FIRST, proof: Any = None) -> list[tuple[str, str]]:
    """Rule and value of everything that speaks against it, each with words in both languages."""
    before = list(workspace.publications.rglob("*"))
    with pytest.raises(InputError) as error:
        publish_final(workspace, approval, proof)
    assert list(workspace.publications.rglob("*")) == before
    assert all(in_words(problem, "lv") != in_words(problem, "en") for problem in error.value.problems)
    return [(problem.rule_id, problem.value) for problem in error.value.problems]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("update meta.check_result set status = 'fail' where check_id = 'grain_table_4_4'", "final_check_failed"),
        ("delete from meta.check_result where check_id = 'grain_table_4_4'", "final_check_missing"),
        ("update meta.check_result set fingerprint = 'f0' where check_id = 'grain_table_4_4'", "final_check_stale"),
    ],
    ids=["failed", "missing", "stale"],
)
def test_a_check_that_failed_is_missing_or_stale_refuses(ready: Workspace, statement: str, expected: str) -> None:
    change(ready, statement)
    assert refused(ready) == [(expected, "grain_table_4_4")]


def test_a_plausibility_check_must_have_looked_and_may_have_found_something(ready: Workspace) -> None:
    change(ready, "update meta.check_result set status = 'fail' where check_id = 'collection_incomplete'")
    change(ready, "update meta.check_result set status = 'error' where check_id = 'figure_far_from_peers'")
    assert refused(ready) == [("final_check_failed", "figure_far_from_peers")]


def test_data_that_came_after_the_build_refuse(ready: Workspace) -> None:
    landed = ready.landing / "board_values" / "new.parquet"
    landed.parent.mkdir(parents=True)
    landed.write_bytes(b"new")
    assert refused(ready) == [("final_data_newer", "")]


def test_a_year_that_is_not_over_is_never_final(ready: Workspace) -> None:
    early = replace(FIRST, day=dt.date(2024, 12, 31))
    assert refused(ready, early) == [("final_year_not_over", "2024")]
    assert publish_final(ready, replace(FIRST, day=dt.date(2025, 1, 1)))


def test_what_a_proof_finds_is_told(ready: Workspace) -> None:
    seen = {}

    def finds(files: dict[str, bytes], former: list[dict[str, bytes]]) -> list[Problem]:
        seen.update(files)
        return [Problem("final_says_draft", value="shown")]

    assert refused(ready, proof=finds) == [("final_says_draft", "shown")]
    assert STATUS in seen["data/table_4_4.csv"].decode()
    assert json.loads(seen["manifest.json"])["status"] == "final"


def test_what_gives_a_small_number_away_is_never_final(ready: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told by the proof that a publication is held against by default, whatever the room that hides numbers did."""
    with duckdb.connect(warehouse.real_path(ready)) as connection:
        add_figure(connection, 3, 277)
    monkeypatch.setattr(draft, "without_hidden", lambda results, _: results)
    assert refused(ready) == [("disclosure_exposed", "ezerzeme-2024 early_leaver_share basic 2022/2023")]
    monkeypatch.undo()
    publish_final(ready, FIRST)


def test_the_refusal_lists_everything_at_once(waiting: Workspace) -> None:
    change(waiting, "delete from meta.check_result where check_id = 'plans_valid'")
    (waiting.landing / "board_values").mkdir(parents=True)
    (waiting.landing / "board_values" / "new.parquet").write_bytes(b"new")
    assert refused(waiting) == [
        ("final_data_newer", ""),
        ("final_check_missing", "plans_valid"),
        ("final_finding_open", "f1"),
        ("final_finding_open", "f2"),
        ("final_text_outdated", "aktivitāte 2.1, Ietekmes novērtējums"),
        ("final_text_open", "aktivitāte 2.2, Sasniegtais rezultāts"),
        ("final_text_open", "aktivitāte 2.2, Ietekmes faktoru analīze"),
        ("final_text_open", "priekšlikums good/2.1.1, Priekšlikuma saturs"),
        ("final_text_open", "priekšlikums partly, Priekšlikuma saturs"),
    ]


def test_a_finding_is_waived_by_a_person_with_a_reason(waiting: Workspace) -> None:
    change(waiting, READ)
    assert refused(waiting) == [("final_finding_open", "f1"), ("final_finding_open", "f2")]
    waive(waiting, "f1", " Metodiķe ", "Skola pieauga.", AT)
    assert refused(waiting) == [("final_finding_open", "f2")]
    expected = Waiver(
        "f1", "figure_far_from_former", "ezerzeme", "Skolā ir 26 → lūdziet", "Metodiķe", "Skola pieauga.", AT
    )
    ((digest, landed),) = landed_waivers(waiting).items()
    assert landed == expected
    (event,) = audit.logged_events(waiting, "waive")
    assert (event["finding_id"], event["waived_by"], event["sha256"]) == ("f1", "Metodiķe", digest)
    waive(waiting, "f2", "Metodiķe", "Divas skolas slēgtas.", AT)
    folder = publish_final(waiting, FIRST)
    assert folder
    assert json.loads((folder / "manifest.json").read_bytes())["waived_findings"] == 2
    assert "Metodiķe" not in (folder / "manifest.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("finding", "by", "why", "rule"),
    [
        ("f9", "Metodiķe", "Tā ir.", "finding_unknown"),
        ("f5", "Metodiķe", "Tā ir.", "finding_unknown"),  # about a file, not about what counts
        ("f1", " ", "Tā ir.", "waiver_unexplained"),
        ("f1", "Metodiķe", "", "waiver_unexplained"),
    ],
)
def test_what_cannot_be_waived(waiting: Workspace, finding: str, by: str, why: str, rule: str) -> None:
    with pytest.raises(InputError) as error:
        waive(waiting, finding, by, why, AT)
    assert [problem.rule_id for problem in error.value.problems] == [rule]
    assert landed_waivers(waiting) == {}


def test_a_final_publication_is_whole_says_who_approved_it_and_cannot_be_written_to(ready: Workspace) -> None:
    folder = publish_final(ready, FIRST)
    assert folder == ready.publications / "ezerzeme" / "2024" / "final-1"
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    assert {oct(path.stat().st_mode & 0o777) for path in files.values()} == {"0o444"}
    manifest = json.loads(files["manifest.json"].read_bytes())
    said = {"status": "final", "revision": 1, "approved_by": FIRST.approved_by, "decision": FIRST.decision}
    said |= {"day": "2025-12-15", "corrections": [], "waived_findings": 0}
    assert {name: manifest[name] for name in said} == said
    assert manifest["sha256"] == {
        name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items() if name != "manifest.json"
    }
    read = {name: " ".join(readable_text(path).split()) for name, path in files.items()}
    assert {name for name, text in read.items() if "nav publicējama" in text} == set()
    with_lines = {name for name, text in read.items() if not name.endswith(".csv") or len(text.split("\n")) > 1}
    plain = {name: text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">") for name, text in read.items()}
    silent = {name for name in with_lines if STATUS.lower() not in plain[name].lower()} - {"manifest.json"}
    assert silent == set()
    assert '<meta name="robots"' not in read["index.html"]
    assert "distribution-status/COMPLETED" in read["dcat.jsonld"]
    assert finals_of(folder.parent)[0].edition == Edition(1, FIRST.approved_by, FIRST.decision, DAY)


def test_the_same_again_does_nothing_whatever_else_has_landed(frozen: Workspace) -> None:
    before = {path: path.stat().st_mtime_ns for path in frozen.publications.rglob("*")}
    assert publish_final(frozen, AGAIN) is None
    rebuild(frozen, "update marts.dim_plan set plan_title = 'Cits' where municipality = 'kalnava'")
    assert publish_final(frozen, AGAIN) is None
    assert {path: path.stat().st_mtime_ns for path in frozen.publications.rglob("*")} == before


def test_the_same_inputs_freeze_the_same_bytes(ready: Workspace, frozen_once: Path) -> None:
    folder = publish_final(ready, FIRST)
    assert folder
    former = frozen_once / folder.relative_to(ready.home)
    assert {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")} == {
        path.relative_to(former): path.read_bytes() for path in former.rglob("*.*")
    }


CORRECTED = (
    "update marts.table_4_4 set achieved_value = 61.5 where activity_key = 'k1' and results_year = 2024",
    "delete from marts.task_status where task_nr = '2.1.2' and results_year = 2024",
)


def test_changed_data_make_a_revision_that_says_what_and_why(frozen: Workspace) -> None:
    first = frozen.publication("ezerzeme", 2024) / "final-1"
    content = {path: path.read_bytes() for path in first.rglob("*") if path.is_file()}
    rebuild(frozen, *CORRECTED)
    assert refused(frozen) == [("final_correction_unexplained", "1")]
    held: list[dict[str, bytes]] = []

    def looks(files: dict[str, bytes], former: list[dict[str, bytes]]) -> list[Problem]:
        held.extend(former)
        return []

    second = publish_final(frozen, AGAIN, looks)
    assert second == first.with_name("final-2")
    assert {path: path.read_bytes() for path in first.rglob("*") if path.is_file()} == content
    assert [one["index.html"] for one in held] == [content[first / "index.html"]]
    edition = finals_of(first.parent)[-1].edition
    (correction,) = edition.corrections
    assert (edition.revision, correction.revision, correction.why) == (2, 2, "Skola izlaboja =1+1.")
    assert correction.changes
    assert correction.changes[0] == Change("table_4_4", ("2.1",), "achieved_value", "60", "61.5")
    gone = {(one.column, one.before) for one in correction.changes[1:]}
    assert {(one.table, one.key, one.after) for one in correction.changes[1:]} == {("tasks", ("2.1.2",), "")}
    assert gone >= {("task_nr", "2.1.2"), ("task_name", "Vadīt grupu")}
    for name in ("index.html", "lapai.html", "rezultati.pdf"):
        text = " ".join(readable_text(second / name).split())
        assert "2. redakcija, 02.03.2026., lēmums Nr. 9. Skola izlaboja =1+1." in text, name
        told = ("Sasniegtā vērtība 60 61,5", "No 01.01.2025. nav", "Pēc plāna vēl nav jāsāk nav")
        plain = " ".join(re.sub("<[^>]+>", " ", text).split())
        assert [words for words in told if words not in plain] == [], name
    assert "2. redakcija, labota" in (second / "data" / "table_4_4.csv").read_text("utf-8")
    assert publish_final(frozen, AGAIN) is None


def test_every_correction_stays_told(frozen: Workspace) -> None:
    rebuild(frozen, *CORRECTED)
    publish_final(frozen, AGAIN)
    rebuild(frozen, "update marts.dim_level_label set heading = 'CITA' where municipality = 'ezerzeme'")
    (frozen.landing / "board_values" / "other.parquet").write_bytes(b"other")
    rebuild(frozen)
    why = "Mainīts tikai virsraksts."
    third = publish_final(frozen, Approval("ezerzeme", 2024, "Vadītāja", "Nr. 10", DAY, why))
    assert third
    corrections = finals_of(third.parent)[-1].edition.corrections
    assert [(one.revision, one.why) for one in corrections] == [(2, AGAIN.why), (3, why)]
    assert corrections[1] == Correction(3, DAY, "Nr. 10", why, ())
    page = (third / "index.html").read_text("utf-8")
    assert "3. redakcijā publicētie dati (datnes mapē data) nav mainīti." in page
    assert AGAIN.why in page


def test_other_kinds_and_languages_have_editions_of_their_own(ready: Workspace) -> None:
    english = Approval("ezerzeme", 2024, "Head", "No. 7", DAY, language="en")
    folder = publish_final(ready, english)
    assert folder == ready.publications / "ezerzeme" / "2024" / "en" / "final-1"
    lines = (folder / "data" / "table_4_4.csv").read_text("utf-8").splitlines()
    assert lines[1].endswith('"approved on 15 December 2025 (Head), decision No. 7"')
    mid_term = Approval("ezerzeme", 2025, "Vadītāja", "Nr. 7", DAY, kind="mid_term")
    folder = publish_final(ready, mid_term, lambda files, former: [])
    assert folder == ready.publications / "ezerzeme" / "2025" / "mid_term" / "final-1"


def test_a_report_on_the_period_needs_the_texts_of_all_its_years(ready: Workspace) -> None:
    change(ready, "update marts.text_review set is_open = true where subject_kind = 'task'")
    mid_term = Approval("ezerzeme", 2025, "Vadītāja", "Nr. 7", DAY, kind="mid_term")
    assert refused(ready, mid_term) == [("disclosure_not_proven", "mid_term")]
    assert refused(ready, mid_term, lambda files, former: []) == [
        ("final_text_open", "uzdevums 2.1.1, Ziņotāju piezīmes")
    ]


def test_demonstration_data_stay_marked(ready: Workspace) -> None:
    folder = publish_final(ready, Approval("kalnava", 2024, "Vadītāja", "Nr. 7", DAY))
    assert folder
    for path in folder.rglob("*.*"):
        if path.suffix != ".csv" or path.read_bytes().count(b"\n") > 1:
            text = readable_text(path)
            assert "PARAUGDATI" in text or path.name == "manifest.json", path.name


def changed(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1] + b" ")


def gone_with_its_folder(path: Path) -> None:
    shutil.rmtree(path.parent)


@pytest.mark.parametrize(
    ("spoil", "file", "rule"),
    [
        (changed, "index.html", "final_file_changed"),
        (changed, "manifest.json", "final_file_changed"),
        (Path.unlink, "data/tasks.csv", "final_file_missing"),
        (gone_with_its_folder, "manifest.json", "final_file_missing"),
        (Path.touch, "data/jauns.csv", "final_file_added"),
    ],
    ids=["changed", "manifest", "missing", "gone", "added"],
)
def test_what_is_no_longer_as_it_was_frozen_is_reported_and_stops_a_revision(
    frozen: Workspace, spoil: Callable[[Path], object], file: str, rule: str
) -> None:
    spoil(frozen.publication("ezerzeme", 2024) / "final-1" / file)
    expected = Problem(rule, file=f"publication/ezerzeme/2024/final-1/{file}")
    with pytest.raises(InputError) as error, telling_changed_finals(frozen):
        publish_final(frozen, AGAIN)
    assert error.value.problems == (expected,)


def test_a_copy_or_a_folder_that_nobody_froze_is_no_edition(frozen: Workspace) -> None:
    folder = frozen.publication("ezerzeme", 2024) / "final-1"
    shutil.copytree(folder, folder.with_name("final-1 (2)"))
    shutil.copytree(folder, folder.with_name("final-2"))
    with pytest.raises(InputError) as error, telling_changed_finals(frozen):
        pass
    assert [(one.rule_id, Path(one.file).name) for one in error.value.problems] == [("final_file_added", "final-2")]
    shutil.rmtree(folder.with_name("final-2"))
    with telling_changed_finals(frozen):
        assert publish_final(frozen, AGAIN) is None
    (folder.with_name("final-2")).mkdir()
    (folder.with_name("final-2") / "manifest.json").write_text("[]")
    with pytest.raises(InputError) as error:
        publish_final(frozen, AGAIN)
    assert [problem.file for problem in error.value.problems] == ["publication/ezerzeme/2024/final-2/manifest.json"]


def test_work_that_fails_reports_a_changed_byte_too(frozen: Workspace) -> None:
    with telling_changed_finals(frozen):
        pass
    changed(frozen.publication("ezerzeme", 2024) / "final-1" / "lapai.html")
    with pytest.raises(InputError) as error, telling_changed_finals(frozen):
        raise InputError([Problem("workspace_busy")])
    assert [problem.rule_id for problem in error.value.problems] == ["workspace_busy", "final_file_changed"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--final"], 2, "nav norādīts, kas publikāciju apstiprina"),
        (["--final", "--approved-by", "x" * 81, "--decision", "1"], 2, "garāks par 80 zīmēm"),
        (["--approved-by", "x"], 2, "pievienojiet --final"),
        (["--final", "--approved-by", "x", "--decision", "1", "--kind", "budget"], 2, "iekšējai lietošanai"),
        (["--kind", "annual_review", "--final", "--approved-by", "x", "--decision", "1"], 1, "nevar pierādīt"),
    ],
)
def test_the_command_refuses(
    frozen: Workspace, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, words: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["publish", "--municipality", "ezerzeme", "--year", "2024", *arguments])
    said = capsys.readouterr().err
    assert (ended.value.code, said.count("✖")) == (code, 1)
    assert words in said


def test_a_run_killed_before_the_folder_has_its_name_leaves_nothing_final(
    ready: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", killed)
        with pytest.raises(KeyboardInterrupt):
            publish_final(ready, FIRST)
    assert finals_of(ready.publication("ezerzeme", 2024)) == []
    folder = publish_final(ready, FIRST)
    assert folder
    assert [path.name for path in folder.parent.iterdir()] == ["final-1"]


def test_a_run_killed_before_the_log_is_logged_by_the_next(ready: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("orchestration.finalising.log_finals", lambda _: None)
        folder = publish_final(ready, FIRST)
    assert folder
    assert audit.logged_events(ready, "final") == []
    assert publish_final(ready, FIRST) is None
    (event,) = audit.logged_events(ready, "final")
    manifest = hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest()
    assert (event["folder"], event["manifest_sha256"], event["approved_by"]) == (
        "publication/ezerzeme/2024/final-1", manifest, FIRST.approved_by,
    )  # fmt: skip
