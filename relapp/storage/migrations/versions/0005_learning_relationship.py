"""What a learning relationship needs: questions, what is sensitive, when to be left in peace, who was erased."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Text

revision, down_revision = "5", "4"


def upgrade() -> None:
    """Add the columns and tables; nobody was asked again, marked or erased yet."""
    op.add_column("customer", Column("leave_why", Text, nullable=False, server_default=""))
    op.add_column("customer", Column("quiet_from", String))
    op.add_column("customer", Column("quiet_to", String))
    op.add_column("customer", Column("quiet_days", Text, nullable=False, server_default=""))
    op.add_column("fact", Column("sensitive", Boolean))
    op.add_column("recovery_case", Column("ask_on", String))
    op.add_column("recovery_case", Column("all_right", Boolean))
    op.add_column("recovery_case", Column("said", Text, nullable=False, server_default=""))
    _make_consent_anew()
    op.create_table(
        "question",
        Column("id", Integer, primary_key=True),
        Column("code", String, nullable=False),
        Column("words", String, nullable=False),
        Column("kind", String, nullable=False),
        Column("about", String, nullable=False),
        Column("place", Integer, nullable=False),
        Column("active", Boolean, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "question_put",
        Column("id", Integer, primary_key=True),
        Column("customer_id", Integer, ForeignKey("customer.id"), nullable=False),
        Column("question_id", Integer, ForeignKey("question.id"), nullable=False),
        Column("product", String, nullable=False),
        Column("answer", String, nullable=False),
        Column("day", String, nullable=False),
        Column("staff_id", Integer, ForeignKey("staff.id")),
        Column("fact_id", Integer, ForeignKey("fact.id")),
        Column("source_id", Integer, ForeignKey("interaction.id")),
        sqlite_autoincrement=True,
    )
    for column in ("customer_id", "question_id", "fact_id", "source_id"):
        op.create_index(f"ix_question_put_{column}", "question_put", [column])
    op.create_table(
        "erased",
        Column("id", Integer, primary_key=True),
        Column("customer_id", Integer, nullable=False),
        Column("mark", Text, nullable=False),
        Column("salt", String, nullable=False),
        Column("day", String, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_erased_mark", "erased", ["mark"])


def _make_consent_anew() -> None:
    """SQLite adds no column with a key to a table; ids that were given once are not given again."""
    columns = "id, customer_id, channel, purpose, state, day, how"
    op.execute(f"CREATE TEMP TABLE consent_before AS SELECT {columns} FROM consent")
    op.execute("CREATE TEMP TABLE consent_given AS SELECT seq FROM sqlite_sequence WHERE name = 'consent'")
    op.drop_table("consent")
    op.create_table(
        "consent",
        Column("id", Integer, primary_key=True),
        Column("customer_id", Integer, ForeignKey("customer.id"), nullable=False),
        Column("channel", String, nullable=False),
        Column("purpose", String, nullable=False),
        Column("state", String, nullable=False),
        Column("day", String, nullable=False),
        Column("how", String, nullable=False),
        Column("staff_id", Integer, ForeignKey("staff.id")),
        Column("source_id", Integer, ForeignKey("interaction.id")),
        sqlite_autoincrement=True,
    )
    for column in ("customer_id", "source_id"):
        op.create_index(f"ix_consent_{column}", "consent", [column])
    op.execute(f"INSERT INTO consent ({columns}) SELECT {columns} FROM consent_before ORDER BY id")
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'consent'")
    op.execute("INSERT INTO sqlite_sequence (name, seq) SELECT 'consent', seq FROM consent_given")
    op.execute("DROP TABLE consent_before")
    op.execute("DROP TABLE consent_given")
