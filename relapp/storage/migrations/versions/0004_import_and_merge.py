"""Pictures of customers; who was merged into whom, and who only looks alike."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, String, UniqueConstraint

revision, down_revision = "4", "3"


def upgrade() -> None:
    """Add the tables; no entry of before came under the name of somebody who was merged."""
    op.add_column("participant", Column("origin", Integer))
    op.create_table(
        "photo",
        Column("id", Integer, primary_key=True),
        Column("customer_id", Integer, ForeignKey("customer.id"), nullable=False, unique=True),
        Column("media_type", String, nullable=False),
        Column("content", String, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "merge",
        Column("id", Integer, primary_key=True),
        Column("kept_id", Integer, ForeignKey("customer.id"), nullable=False),
        Column("gone_id", Integer, nullable=False),
        Column("name", String, nullable=False),
        Column("reference", String, nullable=False),
        Column("operation_id", Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_merge_kept_id", "merge", ["kept_id"])
    op.create_table(
        "not_same",
        Column("id", Integer, primary_key=True),
        Column("one_id", Integer, ForeignKey("customer.id"), nullable=False),
        Column("other_id", Integer, ForeignKey("customer.id"), nullable=False),
        UniqueConstraint("one_id", "other_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_not_same_one_id", "not_same", ["one_id"])
    op.create_index("ix_not_same_other_id", "not_same", ["other_id"])
