"""Upgrades of older files. Each step is an Alembic script in ``versions``, named by the schema version it leads to."""

from __future__ import annotations

from pathlib import Path

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from relapp.storage import schema

STEPS = Path(__file__).parent / "versions"


def upgrade(connection: Connection, found: int) -> None:
    """Run every step after version ``found``, inside the caller's transaction.

    :raises LookupError: this copy of the program lacks a step.
    """
    scripts = ScriptDirectory(str(STEPS.parent), version_locations=[str(STEPS)])
    steps = {int(script.revision): script for script in scripts.walk_revisions()}
    with Operations.context(MigrationContext.configure(connection)):
        for version in range(found + 1, schema.VERSION + 1):
            if version not in steps:
                raise LookupError(f"no step to schema version {version}")
            steps[version].module.upgrade()
