"""The screens and sheets of one open shop, each made when it is first wanted, and the ways between them."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from relapp.domain.errors import UserError
from relapp.domain.permissions import RECORD_PAGE
from relapp.domain.receipts import Receipt
from relapp.domain.rotation import Reason
from relapp.services import staff as staff_verbs
from relapp.services.operations import Operations, local_now
from relapp.services.pages.customers import ListView
from relapp.storage.database import Database
from relapp.ui.background import Background
from relapp.ui.editing import Editing, Notice
from relapp.ui.insights.figures import Figures
from relapp.ui.main_window.door import Door
from relapp.ui.main_window.window import MainWindow
from relapp.ui.shop_states import ShopStates
from relapp.ui.today.day_list import DayList
from relapp.ui.today.second_place import SecondPlace
from relapp.ui.today.view import TodayView
from relapp.ui.wording import tr

if TYPE_CHECKING:
    # Each of these is imported by whoever first shows it, or in idle time: together they are as dear as the database.
    from relapp.ui.about.sheet import AboutSheet
    from relapp.ui.backups.acts import BackupActs
    from relapp.ui.cases.acts import CaseActs
    from relapp.ui.counter.curtain import Curtain
    from relapp.ui.customers.view import CustomersView
    from relapp.ui.exporting.acts import ExportActs
    from relapp.ui.first_run.view import FirstRunView
    from relapp.ui.insights.view import InsightsView
    from relapp.ui.keys.card import KeyCard
    from relapp.ui.main_window.bringing import Bringing
    from relapp.ui.main_window.keeping import Keeping
    from relapp.ui.main_window.staff_menu import StaffMenu
    from relapp.ui.palette.palette import Palette
    from relapp.ui.promises.view import PromisesView
    from relapp.ui.protection.acts import ProtectionActs
    from relapp.ui.questions.acts import QuestionActs
    from relapp.ui.quick_log.overlay import QuickLogOverlay
    from relapp.ui.settings.view import SettingsView


class Rooms(QObject):
    """What of one shop can be brought before somebody; :class:`Session` opens and closes it."""

    def __init__(self, window: MainWindow, database: Database, background: Background, door: Door) -> None:
        super().__init__(window)
        self.window = window
        self.database = database
        self.background = background
        self.door = door
        self.editing = Editing(Operations(database, desk=door.preferences.desk, now=door.now or local_now), self)
        self.day_list = DayList(self.editing, self)
        self.states = ShopStates(self.editing, self.background, self)
        self.figures = Figures(self.editing, self.background, self)
        self._evidence_for_other_page = False
        self.keeping: Keeping | None = None
        """The backups; the sample shop has none."""

    # Each screen is made when it is first wanted, so that the first one is there at once.

    @cached_property
    def today(self) -> TodayView:
        """The Today page."""
        place = SecondPlace(self.editing, self.door, lambda: self.keeping)
        place.choose_wanted.connect(lambda: self.backing.choose_place())
        place.backups_wanted.connect(self.show_backups)
        page = TodayView(self.editing, self.day_list, self.states, place)
        page.slipping_wanted.connect(lambda: self.show_customers())
        page.promises_wanted.connect(lambda: self.show("promises"))
        page.customer_wanted.connect(self.open_customers)
        page.evidence_wanted.connect(self.show_evidence)
        page.case_wanted.connect(self._open_case)
        page.question_wanted.connect(lambda suggestion: self.questions.follow(suggestion))
        page.log_wanted.connect(self.open_log)
        page.import_wanted.connect(self.import_file)
        return page

    @cached_property
    def customers(self) -> CustomersView:
        """The Customers page."""
        from relapp.services.seen import Seen
        from relapp.ui.customers.view import CustomersView

        page = CustomersView(self.editing, self.states)
        page.seen.connect(Seen(self.editing.operations).open)
        page.customer.outlook_of = self.day_list.outlook_of
        page.customer.splits = self.day_list.splits
        page.customer.value.learned = lambda: self.figures.today_of("value")
        page.customer.question_wanted.connect(lambda one: self.questions.ask(one))
        page.import_wanted.connect(self.import_file)
        page.customer.header.copy_wanted.connect(lambda: self.exports.copy_of(page.current_id))
        page.customer.header.erase_wanted.connect(self.erase_customer)
        page.new_wanted.connect(self.open_log)
        page.customer.case_wanted.connect(self._open_case)
        page.form.case_wanted.connect(self._open_case)
        page.form.grown.connect(self.window.toast.keep_clear)
        page.form.beside.outlook_of = self.day_list.outlook_of
        page.form.beside.evidence_wanted.connect(self._show_beside)
        page.duplicates_wanted.connect(self.find_duplicates)
        page.list.waiting_wanted.connect(self.show_waiting)
        page.customer.evidence_wanted.connect(self._evidence_shown)
        page.customer.evidence.closed.connect(self._evidence_closed)
        return page

    @cached_property
    def promises(self) -> PromisesView:
        """The ledger."""
        from relapp.ui.promises.view import PromisesView

        page = PromisesView(self.editing)
        page.customer_wanted.connect(self.open_customers)
        page.evidence_wanted.connect(self.show_evidence)
        page.cases_wanted.connect(lambda: self.cases.show_open())
        return page

    @cached_property
    def insights(self) -> InsightsView:
        """The Insights page."""
        from relapp.ui.main_window.insights import made

        return made(self)

    @cached_property
    def cases(self) -> CaseActs:
        """Complaints being put right."""
        from relapp.ui.cases.acts import CaseActs

        return CaseActs(self.editing, self.window, self.day_list.outlook_of)

    @cached_property
    def questions(self) -> QuestionActs:
        """What is asked of customers."""
        from relapp.ui.questions.acts import QuestionActs

        acts = QuestionActs(self.editing, self.window, self.day_list.splits)
        acts.customer_wanted.connect(self.open_customers)
        acts.evidence_wanted.connect(self.show_evidence)
        return acts

    def _ask(self) -> None:
        """Put the question to whose page is in front; without one, show the bank."""
        one = self.customer_id() if self.window.page == "customers" else None
        if one is None:
            self.questions.show_bank()
        else:
            self.questions.ask(one)

    def _open_case(self, receipt: Receipt, customer_id: int) -> None:
        self.cases.open(receipt, customer_id)

    @cached_property
    def settings(self) -> SettingsView:
        """The Settings page."""
        from relapp.ui.settings.view import SettingsView

        page = SettingsView(self.editing, self.door, self.protection)
        page.sample_wanted.connect(self.door.open_sample)
        page.sample_left.connect(self.door.leave_sample)
        page.import_wanted.connect(self.import_file)
        page.export_wanted.connect(lambda: self.exports.everything())
        page.activity_wanted.connect(self.show_activity)
        page.questions_wanted.connect(lambda: self.questions.show_bank())
        page.backups_wanted.connect(self.show_backups)
        return page

    @cached_property
    def protection(self) -> ProtectionActs:
        """The protected file."""
        from relapp.ui.protection.acts import ProtectionActs

        return ProtectionActs(self.editing, self.window, self.background, self.door)

    @cached_property
    def first_run(self) -> FirstRunView:
        """The first minute."""
        from relapp.ui.first_run.view import FirstRunView

        page = FirstRunView()
        page.empty_wanted.connect(self._start_empty)
        page.import_wanted.connect(self._start_with_file)
        page.sample_wanted.connect(self.door.open_sample)
        return page

    @cached_property
    def log(self) -> QuickLogOverlay:
        """The log line over any page."""
        from relapp.ui.quick_log.overlay import QuickLogOverlay

        overlay = QuickLogOverlay(self.editing, self.window)
        overlay.form.case_wanted.connect(self._open_case)
        overlay.form.beside.outlook_of = self.day_list.outlook_of
        overlay.form.beside.evidence_wanted.connect(lambda *_: overlay.dismiss())
        overlay.form.beside.evidence_wanted.connect(self._show_beside)
        return overlay

    @cached_property
    def palette(self) -> Palette:
        """The box that finds everything."""
        from relapp.ui.palette.palette import Palette

        palette = Palette(self.editing, self.window)
        palette.customer_wanted.connect(self.open_customers)
        palette.log_wanted.connect(self.open_log)
        return palette

    @cached_property
    def bringing(self) -> Bringing:
        """What is dropped and pasted, and the import."""
        from relapp.ui.main_window.bringing import Bringing

        return Bringing(
            self.editing,
            self.background,
            self.window,
            open_customer=self.open_customers,
            open_log=self.open_log,
            show_imported=self.show_imported,
        )

    @cached_property
    def staff_menu(self) -> StaffMenu:
        """Who is here."""
        from relapp.ui.main_window.staff_menu import StaffMenu

        return StaffMenu(self.editing, self.window)

    @cached_property
    def keys(self) -> KeyCard:
        """The key card."""
        from relapp.ui.keys.card import KeyCard

        return KeyCard(self.window)

    @cached_property
    def about(self) -> AboutSheet:
        """What this program is, and what it is made of."""
        from relapp.ui.about.sheet import AboutSheet

        return AboutSheet(self.editing, self.door.places, self.window)

    @cached_property
    def exports(self) -> ExportActs:
        """What goes out of the shop."""
        from relapp.ui.exporting.acts import ExportActs

        return ExportActs(self.editing, self.background, self.window)

    @cached_property
    def counter(self) -> Curtain:
        """What may be seen while others look on."""
        from relapp.ui.counter.curtain import Curtain

        return Curtain(self.editing, self.window)

    @cached_property
    def backing(self) -> BackupActs:
        """What is done with the backups."""
        from relapp.ui.backups.acts import BackupActs

        assert self.keeping is not None
        return BackupActs(self.editing, self.keeping, self.background, self.window, self.door.restore)

    def show_backups(self) -> None:
        """Show the backups; the sample shop has none."""
        if self.keeping is None:
            self.editing.told.emit(Notice(tr("Session", "The sample shop has no backups.")))
        else:
            self.backing.open()

    @property
    def is_covered(self) -> bool:
        """Whether only the counter-safe view may be seen."""
        return "counter" in self.__dict__ and self.counter.drawn

    def _log_usual(self) -> None:
        if self.is_covered:
            self.counter.view.log_usual()
        else:
            self.customers.log_usual()

    def _save_list(self) -> None:
        """Save the list in front as a file."""
        match self.window.page:
            case "customers":
                self.exports.customers(self.customers)
            case "promises":
                self.exports.promises(self.promises)
            case "today":
                self.exports.day(self.day_list.page)
            case _:
                self.exports.nothing()

    def show(self, name: str) -> None:
        """Bring a page to the front."""
        if name not in self.window.pages:
            self.window.add_page(name, getattr(self, name))
        self.window.show_page(name)

    def open_log(self, words: str = "") -> None:
        """Open the log line, with words in it."""
        self.log.open(words)

    def note_arrival(self) -> None:
        """Ask what came in; Today then shows who waits for it."""
        from relapp.ui.arrivals.sheet import ArrivalSheet

        sheet = ArrivalSheet(self.editing, self.window)
        sheet.noted.connect(lambda: self.show("today"))
        sheet.open()

    def show_waiting(self, batch_id: int | None = None) -> None:
        """Show who waits for what; with an import, who asked for what it brought."""
        from relapp.ui.arrivals.acts import open_waiting

        open_waiting(self.editing, self.window, self.show_evidence, lambda rows: self.exports.waiting(rows), batch_id)

    def show_activity(self) -> None:
        """Show who did what."""
        from relapp.ui.activity.sheet import ActivitySheet

        try:
            self.editing.operations.require(RECORD_PAGE)
        except UserError as error:
            self.editing.refuse(error)
            return
        sheet = ActivitySheet(self.editing, self.window)
        sheet.customer_wanted.connect(self.open_customers)
        sheet.entry_wanted.connect(self.show_evidence)
        sheet.open()

    def find_duplicates(self) -> None:
        """Show who may be in the shop twice."""
        from relapp.ui.duplicates.sheet import DuplicatesSheet

        if self.keeping is not None:
            # By the time somebody merges there is a fresh one, and nobody waits.
            self.keeping.soon(Reason.MERGE)
        DuplicatesSheet(self.editing, self.background, self.window).open()

    def erase_customer(self) -> None:
        """Ask whether the customer whose page is open is to be erased for good."""
        from relapp.ui.erasing import acts

        acts.ask(self.editing, self.window, self.customer_id())

    def join_commands(self) -> None:
        """Say what each command of the window does."""
        on = self.window.on
        on("log", self.open_log)
        on("usual", self._log_usual)
        on("new_customer", self.open_log)
        on("arrival", self.note_arrival)
        on("find", lambda: self.palette.open())
        on("today", lambda: self.show("today"))
        on("customers", lambda: self.open_customers(None))
        on("promises", lambda: self.show("promises"))
        on("insights", lambda: self.show("insights"))
        on("cases", lambda: self.cases.show_open())
        on("ask", self._ask)
        on("questions", lambda: self.questions.show_bank())
        on("relationship", self._open_relationship)
        on("waiting", lambda: self.show_waiting())
        on("activity", self.show_activity)
        on("settings", lambda: self.show("settings"))
        on("back", self.window.back)
        on("undo", self.editing.undo)
        on("redo", self.editing.redo)
        on("import", self.import_file)
        on("duplicates", self.find_duplicates)
        on("paste", lambda: self.bringing.paste())
        self.window.dropping.act = lambda data: self.bringing.bring(data)
        on("export", lambda: self.exports.everything())
        on("save_list", self._save_list)
        on("own_copy", lambda: self.exports.copy_of(self.customer_id()))
        on("erase", self.erase_customer)
        on("backups", self.show_backups)
        on("staff", lambda: self.staff_menu.open())
        on("lock", self.lock)
        on("counter", lambda: self.counter.toggle(self.customer_before_me()))
        on("keys", lambda: self.keys.open())
        on("about", lambda: self.about.open())
        on("menu", self.window.open_menu)

    def lock(self) -> None:
        """Take everything away until somebody says who they are."""

    def _open_relationship(self) -> None:
        """The card of the customer whose page is, or was last, in front."""
        customer_id = self.customer_id()
        if customer_id is None:
            self.editing.told.emit(Notice(tr("Session", "Open the page of a customer first.")))
            return
        self.open_customers(customer_id)
        self.customers.customer.relationship.open()

    def customer_id(self) -> int | None:
        """Whose page is, or was last, in front."""
        return self.customers.current_id if "customers" in self.__dict__ else None

    def customer_before_me(self) -> int | None:
        """Whom what is in front is about."""
        if self.window.page == "today":
            return self.today.in_hand()
        return self.customer_id() if self.window.page == "customers" else None

    # -- going --

    def open_customers(self, customer_id: int | None = None) -> None:
        """Go to the list of customers, with one of them open."""
        if customer_id is not None:
            self.customers.show_customer(customer_id)
        self.show("customers")

    def show_customers(self, view: ListView = ListView.SLIPPING) -> None:
        """Go to a view of the list of customers: those who are slipping, if no other is asked for."""
        self.show("customers")
        self.customers.show_list(view)

    def show_evidence(self, receipts: tuple[Receipt, ...], customer_id: int, title: str) -> None:
        """Open what a statement was derived from, on the page of its customer."""
        self.open_customers(customer_id)
        self.customers.show_evidence(receipts, title)
        self._evidence_for_other_page = True

    def _show_beside(self, receipts: tuple[Receipt, ...], customer_id: int, title: str) -> None:
        """Open what is said beside a log line; on the page of that customer, without leaving it."""
        if self.window.page == "customers" and self.customers.current_id == customer_id:
            self.customers.show_evidence(receipts, title)
        else:
            self.show_evidence(receipts, customer_id, title)

    def _evidence_shown(self) -> None:
        self._evidence_for_other_page = False

    def _evidence_closed(self) -> None:
        """Who looked from another page goes back to it."""
        if self._evidence_for_other_page and self.window.page == "customers":
            self.window.back()
        self._evidence_for_other_page = False

    def import_file(self, path: Path | None = None) -> None:
        """Open the import, with a file if one was given."""
        from relapp.services.transfer.brought import Lot

        self.bringing.import_files(() if path is None else (Lot(path.name, (path,)),))

    def show_imported(self) -> None:
        """Go to the list of those who were just imported."""
        self.show("customers")
        self.customers.show_list(ListView.IMPORTED)

    def _start_empty(self, name: str) -> None:
        if self._note_first_person(name):
            self.show("today")
            self.open_log()

    def _start_with_file(self, name: str) -> None:
        if self._note_first_person(name):
            self.show("customers")
            self.import_file()

    def _note_first_person(self, name: str) -> bool:
        """Whether who begins here is noted, if they gave a name."""
        if not name.strip():
            return True
        done = self.editing.run("staff_add", lambda tx: staff_verbs.add(tx, name), tell="")
        if done is not None:
            self.editing.staff_id = done.result
        return done is not None
