"""``relapp staff``: who works here, and the way out where an owner forgot their PIN."""

from __future__ import annotations

from argparse import Namespace

from relapp.commands.output import say
from relapp.commands.shop import opened
from relapp.domain.activity import BY_COMMAND
from relapp.paths import Places
from relapp.services import sign_in
from relapp.services.operations import Operations
from relapp.services.pages import shop as shop_page
from relapp.ui.wording import kinds, tr


def staff(options: Namespace, places: Places) -> int:
    """Show who works here and who has a PIN; with ``--clear-pin`` nobody has one any more, and the record shows it.

    No name is asked for: a PIN says who somebody is, and never kept anybody from the file.
    """
    with opened(places) as database:
        if options.clear_pin:
            cleared = sign_in.clear_every_pin(database, Operations(database, desk=BY_COMMAND))
            say(tr("Commands", "%n PIN(s) cleared; the record of the shop shows it.", cleared))
            return 0
        with database.read() as reader:
            members, with_pin = shop_page.page(reader).staff, sign_in.with_pin(reader)
    if not members:
        say(tr("Commands", "Nobody is on the staff yet. Names are added in the window, or by F4 there."))
    for member in members:
        words = [member.name, kinds.role(member.role)]
        words += [tr("Commands", "PIN")] if member.id in with_pin else []
        words += [] if member.active else [tr("Commands", "works here no longer")]
        say(" · ".join(words))
    return 0
