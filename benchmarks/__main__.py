"""`make bench`: what the graph around dbt costs, and what an unchanged run costs.

Prints seconds of whole processes, measured one after the other in one run, and their ratio:
(a) bare `dbt build` of the same project on the same landed plans, the least that can be;
(b) `pmp build`: plans read and checked, dbt inside Dagster, ledger, swap;
(c) `pmp build` again with nothing changed;
(d) all draft publications of the five plans;
then what one template of each form costs (`benchmarks/forms.py`) and what it costs to take them in
(`benchmarks/intake.py`).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.forms import measure_forms
from benchmarks.intake import measure_intake
from ingest.workspace import PRODUCT, Workspace
from orchestration.registry import land_plans

BIN = Path(sys.executable).parent


def seconds(home: Path, *command: str) -> float:
    """Run a command to its end and take the time of the whole process."""
    environment = {**os.environ, "PMP_HOME": str(home), "DO_NOT_TRACK": "1"}
    start = time.perf_counter()
    subprocess.run(command, env=environment, cwd=PRODUCT, check=True, capture_output=True)
    return time.perf_counter() - start


def bare_dbt(home: Path) -> float:
    """(a): land the plans outside the measurement, then dbt's own command in a process of its own."""
    workspace = Workspace(home)
    land_plans(workspace)
    workspace.build.mkdir(parents=True)
    target = str(workspace.dbt_target)
    places = ("--profiles-dir", "dbt_project", "--target-path", target, "--log-path", target)
    return seconds(home, str(BIN / "dbt"), "build", "--exclude-resource-type", "unit_test", *places)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as scratch:
        dbt = bare_dbt(Path(scratch) / "dbt")
        home = Path(scratch) / "pmp"
        pmp = str(BIN / "pmp")
        first = seconds(home, pmp, "build")
        again = seconds(home, pmp, "build")
        drafts = seconds(home, pmp, "run", "--no-demo")
        count = len(list(Workspace(home).publications.glob("*/*/draft/index.html")))
    print(f"(a) bare dbt build          {dbt:6.1f} s")
    print(f"(b) pmp build               {first:6.1f} s   {first / dbt:5.2f} × (a)")
    print(f"(c) pmp build, unchanged    {again:6.1f} s   {again / first:5.2f} × (b)")
    print(f"(d) {count} drafts               {drafts:6.1f} s   {drafts / count:5.2f} s each")
    measure_forms()
    measure_intake()


if __name__ == "__main__":
    main()
