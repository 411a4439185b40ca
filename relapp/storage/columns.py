"""What a row of each table holds. How values are stored: ``storage.schema``, which makes the tables."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, Named, Text, TypedColumns


def _reference(target: str, *, index: bool = True) -> Column[Any]:
    return Column(Integer, ForeignKey(f"{target}.id"), index=index)


class IdColumns(TypedColumns):
    id = Column(Integer, primary_key=True)


class StaffColumns(IdColumns):
    name: Named[str]
    role: Named[str]
    active: Named[bool]


class HouseholdColumns(IdColumns):
    name: Named[str]


class CustomerColumns(IdColumns):
    name: Named[str]
    nickname: Named[str]
    reference: Named[str] = Column(Text, index=True)
    note: Named[str]
    added: Named[str]
    household_id: Named[int | None] = _reference("household")
    leave_until: Named[str | None]
    batch_id: Named[int | None] = _reference("import_batch")
    # Why they are left in peace.
    leave_why: Named[str] = Column(Text, server_default="")
    # When they do not want to be reached: from one time of the day to another, and on which weekdays ("56").
    quiet_from: Named[str | None]
    quiet_to: Named[str | None]
    quiet_days: Named[str] = Column(Text, server_default="")


class ContactPointColumns(IdColumns):
    customer_id: Named[int] = _reference("customer")
    kind: Named[str]
    value: Named[str]
    label: Named[str]
    # What look-ups compare: digits of a phone, an e-mail in lower case.
    folded: Named[str] = Column(Text, index=True)


class PhotoColumns(IdColumns):
    """A customer's picture as it came with their card; ``content`` is base64."""

    customer_id: Named[int] = Column(Integer, ForeignKey("customer.id"), unique=True)
    media_type: Named[str]
    content: Named[str]


class MergeColumns(IdColumns):
    """Two customers who were one person: ``gone_id`` was taken into ``kept_id`` by the operation ``operation_id``.

    Files go on naming ``gone_id`` by the number and name that it had.
    """

    kept_id: Named[int] = _reference("customer")
    gone_id: Named[int]
    name: Named[str]
    reference: Named[str]
    operation_id: Named[int]


class NotSameColumns(IdColumns):
    """Two customers who look alike and are not the same; ``one_id`` is the smaller id."""

    one_id: Named[int] = _reference("customer")
    other_id: Named[int] = _reference("customer")


class RelationColumns(IdColumns):
    """``from`` is ``kind`` of ``to``: "introduced by", "buys for", "mother"."""

    from_customer_id: Named[int] = _reference("customer")
    to_customer_id: Named[int] = _reference("customer")
    kind: Named[str]


class TagColumns(IdColumns):
    name: Named[str] = Column(Text, unique=True)


class CustomerTagColumns(IdColumns):
    customer_id: Named[int] = _reference("customer")
    tag_id: Named[int] = _reference("tag")


class ProductColumns(IdColumns):
    name: Named[str] = Column(Text, unique=True)


class InteractionColumns(IdColumns):
    kind: Named[str]
    moment: Named[int] = Column(BigInteger)
    utc_offset: Named[int]
    words: Named[str]
    channel: Named[str]
    direction: Named[str]
    outcome: Named[str | None]
    staff_id: Named[int | None] = _reference("staff", index=False)
    currency: Named[str]
    amount: Named[int | None] = Column(BigInteger)
    batch_id: Named[int | None] = _reference("import_batch")
    # What tells a sale apart when its file comes again.
    fingerprint: Named[str | None] = Column(Text, index=True)


class ParticipantColumns(IdColumns):
    """Who took part: what a timeline and every whole-shop scan reads, so the entry's own columns stand here again."""

    interaction_id: Named[int] = _reference("interaction")
    customer_id: Named[int] = _reference("customer", index=False)
    place: Named[int]
    moment: Named[int] = Column(BigInteger)
    day: Named[int]
    kind: Named[str]
    direction: Named[str]
    # The entry's amount for the one who paid (place 0), 0 for the others, so that sums count it once; 0 as well where
    # it is not in the shop's currency.
    amount: Named[int] = Column(BigInteger)
    # The customer, by now merged into this one, under whose name or number the entry came.
    origin: Named[int | None]


class PurchaseLineColumns(IdColumns):
    interaction_id: Named[int] = _reference("interaction")
    product_id: Named[int] = _reference("product")
    quantity: Named[int] = Column(BigInteger)
    unit_price: Named[int | None] = Column(BigInteger)
    discount: Named[int] = Column(BigInteger)
    amount: Named[int | None] = Column(BigInteger)


class FactColumns(IdColumns):
    customer_id: Named[int] = _reference("customer")
    kind: Named[str] = Column(Text, index=True)
    value: Named[str]
    about: Named[str]
    certainty: Named[str]
    month: Named[int | None]
    day: Named[int | None]
    year: Named[int | None]
    learned: Named[str]
    confirmed: Named[str | None]
    source_id: Named[int | None] = _reference("interaction")
    staff_id: Named[int | None] = _reference("staff", index=False)
    superseded_by: Named[int | None] = _reference("fact")
    retired: Named[bool]
    # Whether somebody marked it as sensitive, or as not; null leaves it to its kind.
    sensitive: Named[bool | None]


class PromiseColumns(IdColumns):
    customer_id: Named[int] = _reference("customer")
    words: Named[str]
    due: Named[str | None]
    promised_by: Named[str]
    state: Named[str]
    made: Named[str]
    closed: Named[str | None]
    explanation: Named[str]
    source_id: Named[int | None] = _reference("interaction")
    staff_id: Named[int | None] = _reference("staff", index=False)


class WishColumns(IdColumns):
    customer_id: Named[int] = _reference("customer")
    words: Named[str]
    product_id: Named[int | None] = _reference("product")
    state: Named[str]
    made: Named[str]
    closed: Named[str | None]
    source_id: Named[int | None] = _reference("interaction")
    staff_id: Named[int | None] = _reference("staff", index=False)


class CaseColumns(IdColumns):
    """A complaint being put right."""

    customer_id: Named[int] = _reference("customer")
    source_id: Named[int | None] = _reference("interaction")
    cause: Named[str]
    severity: Named[int]
    remedy: Named[str]
    cost: Named[int | None] = Column(BigInteger)
    currency: Named[str]
    owner_id: Named[int | None] = _reference("staff", index=False)
    promise_id: Named[int | None] = _reference("promise")
    opened: Named[str]
    asked_again: Named[str | None]
    closed: Named[str | None]
    # When they are to be asked whether it is all right now, and what they answered.
    ask_on: Named[str | None]
    all_right: Named[bool | None]
    said: Named[str] = Column(Text, server_default="")


class ConsentColumns(IdColumns):
    customer_id: Named[int] = _reference("customer")
    channel: Named[str]
    purpose: Named[str]
    state: Named[str]
    day: Named[str]
    how: Named[str]
    # Who noted it, and the entry in which they said it.
    staff_id: Named[int | None] = _reference("staff", index=False)
    source_id: Named[int | None] = _reference("interaction")


class QuestionColumns(IdColumns):
    """One question of the shop's bank. ``code`` names one that the program brought, whose words are translated.

    The answer becomes a fact of kind ``kind``, about ``about``.
    """

    code: Named[str]
    words: Named[str]
    kind: Named[str]
    about: Named[str]
    place: Named[int]
    active: Named[bool]


class QuestionPutColumns(IdColumns):
    """That a customer was asked, about ``product`` where it was about one, and what came of it."""

    customer_id: Named[int] = _reference("customer")
    question_id: Named[int] = _reference("question")
    product: Named[str]
    answer: Named[str]
    day: Named[str]
    staff_id: Named[int | None] = _reference("staff", index=False)
    fact_id: Named[int | None] = _reference("fact")
    source_id: Named[int | None] = _reference("interaction")


class ErasedColumns(IdColumns):
    """Somebody who was erased: a salted hash of one thing that would name them, so that no file brings them back."""

    customer_id: Named[int]
    mark: Named[str] = Column(Text, index=True)
    salt: Named[str]
    day: Named[str]


class SuggestionAnswerColumns(IdColumns):
    """A suggestion that staff answered, known by customer, kind and the fingerprint of its evidence."""

    customer_id: Named[int] = _reference("customer")
    kind: Named[str]
    evidence: Named[str]
    answer: Named[str]
    refusal: Named[str | None]
    until: Named[str | None]
    moment: Named[int] = Column(BigInteger)
    utc_offset: Named[int]
    staff_id: Named[int | None] = _reference("staff", index=False)
    interaction_id: Named[int | None] = _reference("interaction")
    channel: Named[str | None]
    outcome: Named[str | None]


class ArrivalColumns(IdColumns):
    """Something that came in, in the words of who noted it; those who wished for it are told."""

    words: Named[str]
    day: Named[str]
    staff_id: Named[int | None] = _reference("staff", index=False)


class ImportBatchColumns(IdColumns):
    operation_id: Named[int]
    file_name: Named[str]
    kind: Named[str]
    moment: Named[int] = Column(BigInteger)
    utc_offset: Named[int]
    new: Named[int]
    changed: Named[int]
    same: Named[int]
    doubtful: Named[int]
    bad: Named[int]
    # Of a people file: what tells each of its rows from any other, so that it is known when it comes again.
    row_marks: Named[str] = Column(Text, server_default="")


class RemovedEntryColumns(IdColumns):
    """An imported entry that staff removed: its fingerprint, and nothing else of it, so that it does not come again.

    It counts while its import stands.
    """

    fingerprint: Named[str] = Column(Text, index=True)
    batch_id: Named[int] = _reference("import_batch")


class SettingColumns(IdColumns):
    """Shop-wide settings, JSON values; what belongs to one PC stands in its preferences instead."""

    key: Named[str] = Column(Text, unique=True)
    value: Named[str]


# -- the journal, and what is kept beside the facts: written by storage itself, never through Transaction --


class OperationColumns(IdColumns):
    """One act, or one undo or redo of an act (``reverses``)."""

    name: Named[str]
    staff_id: Named[int | None]
    moment: Named[int] = Column(BigInteger)
    utc_offset: Named[int]
    desk: Named[str]
    reverses: Named[int | None] = Column(Integer, index=True)
    # For acts only: done, undone, abandoned; and the operation whose changes are the last word on it.
    state: Named[str | None]
    head: Named[int | None]
    customers: Named[str]
    # What it took out or showed, as JSON, where it changed nothing.
    detail: Named[str] = Column(Text, server_default="")
    # Seals this operation, its changes and the seal before it.
    chain: Named[str] = Column(Text, server_default="")


class ChangeColumns(IdColumns):
    """One row (or, for bulk inserts and deletes, rows ``row_id`` to ``last_id``) that an operation wrote.

    ``before`` is JSON: the changed columns of an update, the row of a delete; for a range, the rows as compressed
    JSON in ``rows``. ``after`` is the changed columns of an update.
    """

    operation_id: Named[int] = Column(Integer, ForeignKey("operation.id"), index=True)
    action: Named[str]
    table_name: Named[str]
    row_id: Named[int]
    last_id: Named[int]
    before: Named[str | None]
    after: Named[str | None]
    rows: Named[bytes | None]


class CustomerStatColumns(TypedColumns):
    """Sums kept beside each customer in the transaction that changes them."""

    customer_id = Column(Integer, primary_key=True, autoincrement=False)
    entries: Named[int]
    spend: Named[int] = Column(BigInteger)
    first_moment: Named[int | None] = Column(BigInteger)
    last_moment: Named[int | None] = Column(BigInteger)


class SuggestionShownColumns(TypedColumns):
    """That a suggestion stood on the list of a day, once however often it was looked at.

    It stays when its customer is removed: it names nobody, and track records go on counting it.
    """

    customer_id = Column(Integer, primary_key=True, autoincrement=False)
    kind = Column(Text, primary_key=True)
    evidence = Column(Text, primary_key=True)
    day = Column(Text, primary_key=True)
    channel: Named[str | None]


class SignInColumns(TypedColumns):
    """How a member of staff shows who they are. In no journal: no undo brings back an old PIN or an attempt.

    ``pin`` is Argon2's own encoded text, never the PIN.
    """

    staff_id = Column(Integer, primary_key=True, autoincrement=False)
    pin: Named[str]
    failures: Named[int]
    failed_at: Named[int | None] = Column(BigInteger)


class DraftColumns(TypedColumns):
    """Half-typed lines by place, so that nothing typed is lost."""

    place = Column(Text, primary_key=True)
    words: Named[str]
