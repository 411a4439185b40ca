"""``relapp export``: everything out, into a folder or one zip."""

from __future__ import annotations

from argparse import Namespace

from relapp.commands.output import end_progress, progress, say, say_json
from relapp.commands.shop import opened, operations
from relapp.paths import Places
from relapp.services.exporting import everything
from relapp.services.exporting.tables import Form
from relapp.ui.wording import tr
from relapp.ui.wording.money import number
from relapp.ui.wording.papers import told
from relapp.ui.wording.papers.book import Book


def export(options: Namespace, places: Places) -> int:
    """Write everything into a new folder in the one that was named.

    :raises UserError: it cannot be written there.
    """
    with opened(places) as database:
        work = operations(database, options.person)
        today = work.now().date()
        whole = 0
        show = progress(
            lambda done: tr("Commands", "Exporting: {done} of {whole}").format(done=number(done), whole=number(whole))
        )

        def pace(done: int, of: int) -> bool:
            nonlocal whole
            whole = of
            return show(done)

        try:
            form = Form.XLSX if options.xlsx else Form.CSV
            done = everything.export(
                work, options.folder, lambda shop: Book(shop, today), zipped=options.zip, form=form, progress=pace
            )
        finally:
            end_progress()
    if options.json:
        counts = {"files": done.files, "rows": done.rows, "customers": done.customers, "entries": done.entries}
        say_json({"path": str(done.path), **counts})
        return 0
    say(told.exported(done))
    say(str(done.path), 2)
    return 0
