"""What came of suggestions: when they were shown, by which way they were done, whether that reached them; arrivals."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, PrimaryKeyConstraint, String, Text

revision, down_revision = "3", "2"


def upgrade() -> None:
    """Add the columns and tables; of earlier answers it is not known."""
    op.add_column("suggestion_answer", Column("channel", String))
    op.add_column("suggestion_answer", Column("outcome", String))
    op.create_table(
        "arrival",
        Column("id", Integer, primary_key=True),
        Column("words", String, nullable=False),
        Column("day", String, nullable=False),
        Column("staff_id", Integer, ForeignKey("staff.id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "suggestion_shown",
        Column("customer_id", Integer, nullable=False),
        Column("kind", Text, nullable=False),
        Column("evidence", Text, nullable=False),
        Column("day", Text, nullable=False),
        Column("channel", String),
        PrimaryKeyConstraint("customer_id", "kind", "evidence", "day"),
    )
