"""How many learners the state counts in each stage of a school: what a school's own figures are held against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from ingest.enrolment.landing import landed_workbooks, standing
from ingest.enrolment.snapshot import school_year_end
from ingest.workspace import Workspace

_STAGES = {
    **{str(grade): "basic" for grade in range(1, 10)},
    **{str(grade): "upper_secondary" for grade in (10, 11, 12)},
}


def learners_by_stage(workspace: Workspace) -> Mapping[tuple[str, str], Mapping[str, float]]:
    """Learners of the workbooks that count, by school year and registration number, then stage.

    Args:
        workspace: Where the state's data have landed; nothing is known where they have not.
    """
    from pyarrow import compute, parquet

    found: defaultdict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    landed = landed_workbooks(workspace)
    for date in {workbook.snapshot_date for workbook in landed}:
        workbook = standing(landed, date)
        if workbook is None:
            continue
        end = school_year_end(date)
        path = workspace.landing / "enrolment" / date.isoformat() / f"{workbook.submission_id}.parquet"
        table = parquet.read_table(path, columns=["registration_number", "grade", "learners"])
        for row in table.filter(compute.greater(table["learners"], 0)).to_pylist():
            stage = _STAGES.get(row["grade"])
            if stage:
                stages = found[f"{end - 1}/{end}", row["registration_number"]]
                stages[stage] = stages.get(stage, 0) + row["learners"]
    return dict(found)
