"""``relapp duplicates`` and ``relapp merge``: who may be in the shop twice, and two made one."""

from __future__ import annotations

from argparse import Namespace
from functools import partial

from relapp.commands import as_json
from relapp.commands.output import say, say_json
from relapp.commands.shop import opened, operations
from relapp.domain.duplicates import Pair
from relapp.domain.errors import UserError
from relapp.paths import Places
from relapp.services import duplicates as finding
from relapp.services import merging
from relapp.storage import customers
from relapp.ui.wording import duplicates as wording
from relapp.ui.wording import tr


def duplicates(options: Namespace, places: Places) -> int:
    """Print every two customers who may be one, the surest first."""
    with opened(places) as database, database.read() as reader:
        pairs = finding.find(reader)
    shown = pairs[: options.limit]
    if options.json:
        say_json({"found": len(pairs), "pairs": [_pair(one) for one in shown]})
        return 0
    say(wording.count(len(pairs), len(shown)))
    for one in shown:
        text = tr("Commands", "{one} ({one_id}) · {other} ({other_id}) · {sure}")
        say(
            text.format(
                one=one.one_name, one_id=one.one_id, other=one.other.name, other_id=one.other.customer_id,
                sure=wording.sure(one.other),
            )
        )  # fmt: skip
        say(wording.reason(one.other), 4)
    return 0


def _pair(one: Pair) -> as_json.Json:
    return {
        "one": {"id": one.one_id, "name": one.one_name},
        "other": {"id": one.other.customer_id, "name": one.other.name},
        "sure": one.other.sure,
        "shared": one.other.kind,
        "value": one.other.value,
        "names": one.other.likeness,
    }


def merge(options: Namespace, places: Places) -> int:
    """Take one customer into another.

    :raises UserError: one of them is not there, or both are the same.
    """
    with opened(places) as database:
        with database.read() as reader:
            found = {one.id: one.name for one in customers.find(reader, [options.keep, options.gone])}
        for number in (options.keep, options.gone):
            if number not in found:
                raise UserError("customer.unknown", words=str(number))
        operations(database, options.person).run(
            "merge", partial(merging.merge, kept_id=options.keep, gone_id=options.gone)
        )
    say(wording.merged(found[options.keep], found[options.gone]))
    return 0
