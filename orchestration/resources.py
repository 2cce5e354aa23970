"""What assets need while they run."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

import dagster as dg

from ingest.lock import workspace_lock
from ingest.workspace import Workspace


class Writer(dg.ConfigurableResource):
    """The right to write in the workspace, held for a whole run, also one started from Dagster's web page."""

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Self]:
        """Take the lock before the first step and give it back after the last."""
        with workspace_lock(Workspace.from_environment()):
            yield self
