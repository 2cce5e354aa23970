"""Making a publication final: a person's act, refused with everything that speaks against it, frozen once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.lock import workspace_lock
from ingest.problems import InputError, Problem
from ingest.storage import write_folder_once
from ingest.submissions.waivers import landed_waivers
from ingest.typography import Language, writing_in
from ingest.workspace import PublicationKind, Workspace
from orchestration.fingerprint import build_fingerprint
from orchestration.frozen import changed_finals, log_finals
from orchestration.publishing import connect, fingerprint_of
from publication.characters import readable
from publication.corrections import changes_of_data
from publication.disclosure.finished_files import proof_of
from publication.draft import render, rules_of
from publication.edition import Correction, Edition
from publication.final import INTERNAL, PROVABLE, final_manifest
from publication.finals import MANIFEST, Final, finals_of, held_by_readers
from publication.gate import Proof, objections
from publication.obstacles import open_findings, open_texts, years_told
from quality.ledger import MISSING, STALE, required_checks, unfit_for_final

if TYPE_CHECKING:
    import duckdb

_LONGEST = 80
"""What a heading has room for."""
_OF_CHECKS = {MISSING: "final_check_missing", STALE: "final_check_stale"}


@dataclass(frozen=True)
class Approval:
    """Who makes which publication final, by which decision, on which day, and why again.

    Attributes:
        why: What a correction is for; empty for a first edition.
    """

    municipality: str
    year: int
    approved_by: str
    decision: str
    day: dt.date
    why: str = ""
    kind: PublicationKind = "december"
    language: Language = "lv"


def publish_final(workspace: Workspace, approval: Approval, proof: Proof | None = None) -> Path | None:
    """Freeze a publication, or a correction of one beside it.

    Args:
        workspace: Where it is frozen.
        approval: Whose act it is.
        proof: Proves on the finished files that nobody can be recognised in them; that of the municipality if none is
            given.

    Returns:
        Its folder; None where the last final publication says just the same.

    Raises:
        InputError: Everything that speaks against it.
    """
    _refuse_at_once(approval)
    if proof is None and approval.kind not in PROVABLE:
        raise InputError([Problem("disclosure_not_proven", value=approval.kind)])
    with workspace_lock(workspace):
        log_finals(workspace)
        if changed := changed_finals(workspace, approval.municipality):
            raise InputError(changed)
        publication = workspace.publication(approval.municipality, approval.year, approval.kind, approval.language)
        finals = finals_of(publication)
        with connect(workspace) as connection, writing_in(approval.language):
            files = _finished(workspace, connection, approval, finals, proof)
        if files is None:
            return None
        folder = publication / f"final-{len(finals) + 1}"
        write_folder_once(folder, files)
        log_finals(workspace)
    return folder


def _finished(
    workspace: Workspace,
    connection: duckdb.DuckDBPyConnection,
    approval: Approval,
    finals: Sequence[Final],
    proof: Proof | None,
) -> dict[str, bytes] | None:
    """The files of the next edition; None where it would say the same as the last one."""
    fingerprint = fingerprint_of(connection)
    problems = [Problem("final_data_newer")] if fingerprint != build_fingerprint(workspace) else []
    edition = _next_edition(workspace, connection, approval, finals, fingerprint)
    if edition is None:
        if problems:
            raise InputError(problems)
        return None
    if finals and not edition.corrections[-1].why:
        problems.append(Problem("final_correction_unexplained", value=str(finals[-1].edition.revision)))
    results, files = render(connection, workspace, approval.municipality, approval.year, approval.kind, edition)
    problems += _checks(connection)
    years = years_told(results, approval.kind)
    findings = open_findings(connection, approval.municipality, years)
    waived = {waiver.finding_id for waiver in landed_waivers(workspace).values()}.intersection(findings)
    problems += [problem for finding_id, problem in findings.items() if finding_id not in waived]
    problems += open_texts(connection, approval.municipality, years)
    files[MANIFEST] = final_manifest(results, approval.kind, fingerprint, rules_of(connection), files, len(waived))
    problems += objections(
        files, held_by_readers(workspace, approval.municipality), proof or proof_of(connection, approval.municipality)
    )
    if problems:
        raise InputError(problems)
    return files


def _next_edition(
    workspace: Workspace,
    connection: duckdb.DuckDBPyConnection,
    approval: Approval,
    finals: Sequence[Final],
    fingerprint: str,
) -> Edition | None:
    """The first edition, or a correction of the last; None where nothing a reader sees would be another."""
    by, decision, day = readable(approval.approved_by.strip()), readable(approval.decision.strip()), approval.day
    if not finals:
        return Edition(1, by, decision, day)
    last = finals[-1]
    if last.manifest["fingerprint"] == fingerprint:
        return None
    of_today = (approval.municipality, approval.year, approval.kind, last.edition)
    _, contents = render(connection, workspace, *of_today)
    if last.holds(contents):
        return None
    revision = last.edition.revision + 1
    changes = changes_of_data(last.files(), contents)
    correction = Correction(revision, day, decision, readable(approval.why.strip()), changes)
    return Edition(revision, by, decision, day, (*last.edition.corrections, correction))


def _checks(connection: duckdb.DuckDBPyConnection) -> list[Problem]:
    return [
        Problem(
            _OF_CHECKS.get(result.status, "final_check_failed"),
            value=result.check_id,
            details=(("status", result.status),),
        )
        for result in unfit_for_final(connection, required_checks())
    ]


def _refuse_at_once(approval: Approval) -> None:
    if approval.kind in INTERNAL:
        raise InputError([Problem("final_kind_internal", value=approval.kind)])
    if not all(0 < len(text.strip()) <= _LONGEST for text in (approval.approved_by, approval.decision)):
        raise InputError([Problem("final_unsigned", details=(("longest", str(_LONGEST)),))])
    if approval.kind == "december" and approval.day.year <= approval.year:
        raise InputError([Problem("final_year_not_over", value=str(approval.year))])
