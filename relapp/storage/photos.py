"""Pictures of customers, at most one each."""

from __future__ import annotations

import base64
from collections.abc import Collection

from sqlalchemy import select

from relapp.domain.customers import Photo
from relapp.storage import schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

_photo = schema.photo


def add(tx: Transaction, customer_id: int, photo: Photo) -> int:
    """Store the picture of a customer who has none; returns its id."""
    content = base64.b64encode(photo.content).decode("ascii")
    return tx.insert(_photo, customer_id=customer_id, media_type=photo.media_type, content=content)


def of_customers(reader: Reader, customer_ids: Collection[int]) -> dict[int, Photo]:
    """The pictures of these customers, of those who have one."""
    found: dict[int, Photo] = {}
    for some in portions(list(customer_ids)):
        for row in reader.rows(select(_photo).where(_photo.c.customer_id.in_(some))):
            found[row.customer_id] = Photo(row.media_type, base64.b64decode(row.content))
    return found


def having(reader: Reader, customer_ids: Collection[int]) -> set[int]:
    """Those of these customers who have a picture."""
    found: set[int] = set()
    for some in portions(list(customer_ids)):
        found.update(reader.scalars(select(_photo.c.customer_id).where(_photo.c.customer_id.in_(some))))
    return found
