"""Where things lie: the product's own folders and the workspace of one installation."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ingest.typography import Language

PRODUCT = Path(__file__).resolve().parent.parent
"""The checkout: holds `plans/`, `dbt_project/` and `dbt_project.yml`."""

PublicationKind = Literal["december", "annual_review", "mid_term", "final", "budget", "slides"]
"""What a publication is for: the yearly one due in December, a report, the budget, a meeting of the working group."""


@dataclass(frozen=True)
class Workspace:
    """One installation's data (`PMP_HOME`); creates nothing by itself.

    Attributes:
        home: The folder everything else lies under.
    """

    home: Path

    @classmethod
    def from_environment(cls) -> Workspace:
        """Read `PMP_HOME` (default `./workspace`) when it is needed, never at import."""
        return cls(Path(os.environ.get("PMP_HOME") or "workspace").resolve())

    @property
    def plans(self) -> Path:
        """Further plans that a municipality took in itself (permanent)."""
        return self.home / "plans"

    @property
    def archive(self) -> Path:
        """Originals as they arrived, under their hash (permanent)."""
        return self.home / "archive"

    @property
    def landing(self) -> Path:
        """Accepted rows and findings as Parquet, one folder a table (permanent)."""
        return self.home / "landing"

    @property
    def plan_tables(self) -> Path:
        """The plan registry as Parquet, one file a table (derived)."""
        return self.home / "derived" / "plans"

    @property
    def sound_plans(self) -> Path:
        """Names the plans and rules of the last check that found nothing wrong (derived)."""
        return self.home / "derived" / "sound-plans"

    @property
    def form_tables(self) -> Path:
        """What the forms say of their fields as Parquet, one file a table (derived)."""
        return self.home / "derived" / "forms"

    @property
    def plausibility_findings(self) -> Path:
        """What the plausibility checks found in what counts now; made anew by every build (derived)."""
        return self.home / "derived" / "plausibility" / "findings.parquet"

    @property
    def drafted_texts(self) -> Path:
        """What the facts of a build say in words; made anew by every build (derived)."""
        return self.home / "derived" / "drafted" / "texts.parquet"

    @property
    def reading_note(self) -> Path:
        """Lies there while intake reads; where it still does, the run before died reading (derived)."""
        return self.home / "derived" / "intake-is-reading"

    @property
    def demonstrated(self) -> Path:
        """Says that demonstration data were taken in to their end (derived)."""
        return self.home / "derived" / "paraugdati"

    @property
    def dbt_target(self) -> Path:
        """What dbt writes while it works (derived)."""
        return self.home / "derived" / "dbt"

    @property
    def build(self) -> Path:
        """The one folder dbt builds in: a constant path keeps dbt's partial parsing."""
        return self.home / "warehouse" / "build"

    @property
    def builds(self) -> Path:
        """Finished warehouses, one folder a build."""
        return self.home / "warehouse" / "builds"

    @property
    def warehouse(self) -> Path:
        """The link readers follow; open its real path, never the link itself."""
        return self.home / "warehouse" / "pmp.duckdb"

    @property
    def publications(self) -> Path:
        """Publications by municipality and results year."""
        return self.home / "publication"

    @property
    def plan_quality(self) -> Path:
        """Pages on how the plans contradict themselves, one a municipality; for the board, never published."""
        return self.home / "plan-quality"

    @property
    def inbox(self) -> Path:
        """Files as reporters sent them, in any sub-folders."""
        return self.home / "inbox"

    @property
    def quarantine(self) -> Path:
        """What was wrong with a file that was not taken whole, one folder a file (derived)."""
        return self.home / "quarantine"

    @property
    def outbox(self) -> Path:
        """What is handed to reporters: workbooks and drafts of letters, by collection and municipality (derived)."""
        return self.home / "outbox"

    @property
    def school_pages(self) -> Path:
        """From what the pages *Jūsu skola* in the outbox were made (derived)."""
        return self.home / "derived" / "school-pages.json"

    @property
    def dagster_home(self) -> Path:
        """Dagster's run history (derived)."""
        return self.home / "dagster"

    @property
    def lock_file(self) -> Path:
        """The lock every writer takes."""
        return self.home / ".lock"

    def plan(self, municipality: str, plan_id: str) -> Path:
        """Folder of one plan version taken in."""
        return self.plans / municipality / plan_id

    def draft(
        self, municipality: str, year: int, kind: PublicationKind = "december", language: Language = "lv"
    ) -> Path:
        """Folder of the draft publication of one municipality and results year."""
        return self.publication(municipality, year, kind, language) / "draft"

    def publication(
        self, municipality: str, year: int, kind: PublicationKind = "december", language: Language = "lv"
    ) -> Path:
        """Folder of a publication: of its draft and of every final one, `final-1`, `final-2` (permanent)."""
        of_year = self.publications / municipality / str(year)
        of_kind = of_year if kind == "december" else of_year / kind
        return of_kind if language == "lv" else of_kind / language
