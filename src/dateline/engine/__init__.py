"""Where a run executes: in this process, or in worker processes of this machine. The results are the same."""

from __future__ import annotations

from dateline.engine.local import run

__all__ = ["run"]
