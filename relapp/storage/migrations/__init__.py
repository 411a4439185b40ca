"""Upgrades of older files. Each step is an Alembic script in ``versions``, named by the schema version it leads to."""

from __future__ import annotations

from pathlib import Path

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

STEPS = Path(__file__).parent / "versions"


def upgrade(connection: Connection, found: int) -> None:
    """Run every step after version ``found``, inside the caller's transaction."""
    scripts = ScriptDirectory(str(STEPS.parent), version_locations=[str(STEPS)])
    steps = sorted(scripts.walk_revisions(), key=lambda script: int(script.revision))
    with Operations.context(MigrationContext.configure(connection)):
        for script in steps:
            if int(script.revision) > found:
                script.module.upgrade()
