"""`make bench`: what the graph around dbt costs, and what an unchanged run costs.

Prints seconds and peak memory of whole processes, measured one after the other in one run, and their ratio:
(a) bare `dbt build` of the same project on the same landed plans, the least that can be;
(b) `pmp build`: plans read and checked, dbt inside Dagster, ledger, swap;
(c) `pmp build` again with nothing changed;
(d) all draft publications of the five plans;
then what one template of each form costs (`benchmarks/forms.py`), what taking in school workbooks costs
(`benchmarks/intake.py`), what a publication costs by format (`benchmarks/publication.py`) and what disclosure control
costs (`benchmarks/disclosure.py`).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.disclosure import measure_disclosure
from benchmarks.forms import measure_forms
from benchmarks.intake import measure_intake
from benchmarks.publication import measure_publication
from ingest.enrolment import landing as enrolment
from ingest.forms.landing import land_forms
from ingest.parquet import parquet_bytes
from ingest.storage import write_derived
from ingest.submissions import landing as submissions
from ingest.workspace import PRODUCT, Workspace
from orchestration.registry import land_plans
from publication.drafting import TEXTS
from quality.plausibility.findings import FINDINGS

BIN = Path(sys.executable).parent


def measured(home: Path, *command: str) -> tuple[float, float]:
    """Run a command to its end: seconds and megabytes of the whole process."""
    environment = {**os.environ, "PMP_HOME": str(home), "DO_NOT_TRACK": "1"}
    start = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, env=environment, cwd=PRODUCT, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - start
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{command}: {said.read().decode()[-2000:]}")
    return seconds, usage.ru_maxrss / 1024


def bare_dbt(home: Path) -> tuple[float, float]:
    """(a): land what dbt reads outside the measurement, then dbt's own command in a process of its own."""
    workspace = Workspace(home)
    land_plans(workspace)
    land_forms(workspace)
    enrolment.keep_readable(workspace)
    submissions.keep_readable(workspace)
    write_derived(workspace.plausibility_findings, parquet_bytes(FINDINGS, []))
    write_derived(workspace.drafted_texts, parquet_bytes(TEXTS, []))
    workspace.build.mkdir(parents=True)
    target = str(workspace.dbt_target)
    places = ("--profiles-dir", "dbt_project", "--target-path", target, "--log-path", target)
    return measured(home, str(BIN / "dbt"), "build", "--exclude-resource-type", "unit_test", *places)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as scratch:
        dbt, dbt_mb = bare_dbt(Path(scratch) / "dbt")
        home = Path(scratch) / "pmp"
        pmp = str(BIN / "pmp")
        first, first_mb = measured(home, pmp, "build")
        again, again_mb = measured(home, pmp, "build")
        drafts, drafts_mb = measured(home, pmp, "run", "--no-demo")
        count = len(list(Workspace(home).publications.glob("*/*/draft/index.html")))
    print(f"(a) bare dbt build             {dbt:6.1f} s   {'':13}   {dbt_mb:5.0f} MB")
    print(f"(b) pmp build                  {first:6.1f} s   {first / dbt:5.2f} × (a)     {first_mb:5.0f} MB")
    print(f"(c) pmp build, unchanged       {again:6.1f} s   {again / first:5.2f} × (b)     {again_mb:5.0f} MB")
    print(f"(d) {count} drafts                  {drafts:6.1f} s   {drafts / count:5.2f} s each    {drafts_mb:5.0f} MB")
    measure_forms()
    measure_intake()
    with tempfile.TemporaryDirectory() as scratch:
        measured(Path(scratch), str(BIN / "pmp"), "run", "--municipality", "riga")
        measure_publication(Path(scratch))
    measure_disclosure()


if __name__ == "__main__":
    main()
