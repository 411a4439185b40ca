"""Who is at the window, what was taken out, the seals by which an edit from outside is found, what came in before."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, Integer, String, Text

revision, down_revision = "6", "5"


def upgrade() -> None:
    """Add the columns and the table; nobody has a PIN yet, and no row is known by its mark."""
    op.add_column("operation", Column("detail", Text, nullable=False, server_default=""))
    op.add_column("operation", Column("chain", Text, nullable=False, server_default=""))
    op.add_column("import_batch", Column("row_marks", Text, nullable=False, server_default=""))
    op.create_table(
        "sign_in",
        Column("staff_id", Integer, primary_key=True, autoincrement=False),
        Column("pin", String, nullable=False),
        Column("failures", Integer, nullable=False),
        Column("failed_at", BigInteger),
    )
