"""The tables. Every row has an integer id of its own, so that the journal speaks of all of them alike.

Moments are two integers: seconds since 1970 in UTC (``moment``) and the minutes that the shop's clock was ahead of it
(``utc_offset``). Days are ISO texts. Money is whole minor units. Quantities are thousandths.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index, MetaData, Table, TypedColumns, UniqueConstraint

from relapp.storage.columns import (
    ArrivalColumns,
    CaseColumns,
    ChangeColumns,
    ConsentColumns,
    ContactPointColumns,
    CustomerColumns,
    CustomerStatColumns,
    CustomerTagColumns,
    DraftColumns,
    ErasedColumns,
    FactColumns,
    HouseholdColumns,
    ImportBatchColumns,
    InteractionColumns,
    MergeColumns,
    NotSameColumns,
    OperationColumns,
    ParticipantColumns,
    PhotoColumns,
    ProductColumns,
    PromiseColumns,
    PurchaseLineColumns,
    QuestionColumns,
    QuestionPutColumns,
    RelationColumns,
    RemovedEntryColumns,
    SettingColumns,
    SignInColumns,
    StaffColumns,
    SuggestionAnswerColumns,
    SuggestionShownColumns,
    TagColumns,
    WishColumns,
)

metadata = MetaData()

VERSION = 6
"""The schema version this program writes; ``storage.migrations`` brings older files up to it."""


def _rows(name: str, columns: type[TypedColumns], *more: Any) -> Table[Any]:
    return Table(name, metadata, columns, *more, sqlite_autoincrement=True)


staff: Table[StaffColumns] = _rows("staff", StaffColumns)
household: Table[HouseholdColumns] = _rows("household", HouseholdColumns)
customer: Table[CustomerColumns] = _rows("customer", CustomerColumns)
contact_point: Table[ContactPointColumns] = _rows("contact_point", ContactPointColumns)
photo: Table[PhotoColumns] = _rows("photo", PhotoColumns)
merge: Table[MergeColumns] = _rows("merge", MergeColumns)
not_same: Table[NotSameColumns] = _rows("not_same", NotSameColumns, UniqueConstraint("one_id", "other_id"))
relation: Table[RelationColumns] = _rows("relation", RelationColumns)
tag: Table[TagColumns] = _rows("tag", TagColumns)
customer_tag: Table[CustomerTagColumns] = _rows(
    "customer_tag", CustomerTagColumns, UniqueConstraint("customer_id", "tag_id")
)
product: Table[ProductColumns] = _rows("product", ProductColumns)
interaction: Table[InteractionColumns] = _rows("interaction", InteractionColumns)
participant: Table[ParticipantColumns] = _rows("participant", ParticipantColumns)
purchase_line: Table[PurchaseLineColumns] = _rows("purchase_line", PurchaseLineColumns)
fact: Table[FactColumns] = _rows("fact", FactColumns)
promise: Table[PromiseColumns] = _rows("promise", PromiseColumns)
wish: Table[WishColumns] = _rows("wish", WishColumns)
recovery_case: Table[CaseColumns] = _rows("recovery_case", CaseColumns)
consent: Table[ConsentColumns] = _rows("consent", ConsentColumns)
question: Table[QuestionColumns] = _rows("question", QuestionColumns)
question_put: Table[QuestionPutColumns] = _rows("question_put", QuestionPutColumns)
erased: Table[ErasedColumns] = _rows("erased", ErasedColumns)
suggestion_answer: Table[SuggestionAnswerColumns] = _rows("suggestion_answer", SuggestionAnswerColumns)
arrival: Table[ArrivalColumns] = _rows("arrival", ArrivalColumns)
import_batch: Table[ImportBatchColumns] = _rows("import_batch", ImportBatchColumns)
removed_entry: Table[RemovedEntryColumns] = _rows("removed_entry", RemovedEntryColumns)
setting: Table[SettingColumns] = _rows("setting", SettingColumns)

operation: Table[OperationColumns] = _rows("operation", OperationColumns)
change: Table[ChangeColumns] = _rows("change", ChangeColumns)
customer_stat: Table[CustomerStatColumns] = Table("customer_stat", metadata, CustomerStatColumns)
suggestion_shown: Table[SuggestionShownColumns] = Table("suggestion_shown", metadata, SuggestionShownColumns)
sign_in: Table[SignInColumns] = Table("sign_in", metadata, SignInColumns)
draft: Table[DraftColumns] = Table("draft", metadata, DraftColumns)

# A timeline is one range of this index; a whole-shop scan is one pass over it.
Index(
    "participant_timeline",
    participant.c.customer_id,
    participant.c.moment.desc(),
    participant.c.interaction_id.desc(),
    participant.c.kind,
    participant.c.direction,
    participant.c.day,
    participant.c.amount,
)
Index("participant_day", participant.c.day, participant.c.kind, participant.c.customer_id)
Index("customer_stat_last", customer_stat.c.last_moment.desc(), customer_stat.c.customer_id)
Index("promise_open", promise.c.state, promise.c.due)
Index("fact_yearly", fact.c.month, fact.c.day)
Index("change_row", change.c.table_name, change.c.row_id)
Index("operation_state", operation.c.state, operation.c.id)

JOURNALLED: dict[str, Table[Any]] = {
    table.name: table
    for table in (
        staff,
        household,
        customer,
        contact_point,
        photo,
        merge,
        not_same,
        relation,
        tag,
        customer_tag,
        product,
        interaction,
        participant,
        purchase_line,
        fact,
        promise,
        wish,
        recovery_case,
        consent,
        question,
        question_put,
        erased,
        suggestion_answer,
        arrival,
        import_batch,
        removed_entry,
        setting,
    )
}
"""The tables that ``Transaction`` writes and the journal speaks of."""
