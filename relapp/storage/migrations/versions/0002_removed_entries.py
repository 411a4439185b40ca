"""Imported entries that staff removed are known again when their file comes again."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text

revision, down_revision = "2", None


def upgrade() -> None:
    """Make the table; what was removed before is not known any more."""
    op.create_table(
        "removed_entry",
        Column("id", Integer, primary_key=True),
        Column("fingerprint", Text, nullable=False, index=True),
        Column("batch_id", Integer, ForeignKey("import_batch.id"), nullable=False, index=True),
        sqlite_autoincrement=True,
    )
