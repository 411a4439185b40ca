"""Who may do, see and take out what: one table. What does not stand in it nobody may."""

from __future__ import annotations

from collections.abc import Mapping

from relapp.domain.staff import Role

EVERYBODY = frozenset({Role.OWNER, Role.STAFF})
OWNERS = frozenset({Role.OWNER})

VALUE_PAGE = "page_value"
"""What customers bring the shop, and what is to be expected of them."""
RECORD_PAGE = "page_record"
"""Who did, saw in bulk and took out what."""
PROTECTION = "protection"
"""Passphrase, recovery code and the system's keyring."""
BACKUP, RESTORE = "backup", "restore"
OWN_PIN, OTHERS_PIN = "pin", "pin_other"

KEPT = "kept"
"""What is nobody's act: a half-typed line, what was seen. Also nobody may: the program itself keeps it."""

MAY: Mapping[str, frozenset[Role]] = {
    # -- the day --
    **dict.fromkeys(
        (
            KEPT, "undo", "redo",
            "log", "log_edit", "log_remove",
            "customer_add", "customer_edit", "customer_remove",
            "contact_add", "contact_edit", "contact_remove",
            "fact_learn", "fact_correct", "fact_confirm", "fact_retire", "fact_mark",
            "relation_add", "relation_end",
            "promise_give", "promise_settle", "promise_move",
            "wish_add", "wish_settle", "arrival_note",
            "case_open", "case_change", "case_asked", "case_close", "case_reopen",
            "consent", "peace", "peace_end", "quiet",
            "question_answer", "question_declined", "question_not_now", "question_again",
            "question_add", "question_take", "question_edit", "question_move",
            "remark_move",
            "suggestion_done", "suggestion_later", "suggestion_no", "suggestion_allow",
            "merge", "unmerge", "not_same",
            "import", "import_columns", "sample",
            "copy_correct", "seen_many",
            OWN_PIN, BACKUP,
        ),
        EVERYBODY,
    ),
    # -- the shop itself --
    **dict.fromkeys(
        (
            "setting", "segments", "staff_add", "staff_edit", OTHERS_PIN,
            "erase",
            PROTECTION, RESTORE,
        ),
        OWNERS,
    ),
    # -- what goes out, and what only owners look at --
    **dict.fromkeys(
        ("uid", "export", "export_list", "export_copy", VALUE_PAGE, RECORD_PAGE),
        OWNERS,
    ),
}  # fmt: skip
"""By the name of the operation, page or export, the roles that may."""


def may(role: Role | None, name: str) -> bool:
    """Whether ``role`` may; who has none, and what is not in the table, may not."""
    return role is not None and role in MAY.get(name, frozenset())
