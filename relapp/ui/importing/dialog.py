"""The import: how a file was read, what its columns mean, what would come of its rows; then Import, or Cancel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from relapp.domain.errors import UserError
from relapp.services.operations import Done
from relapp.services.transfer import glance as looking
from relapp.services.transfer import importing, leftovers
from relapp.services.transfer.brought import Lot
from relapp.services.transfer.glance import Counted, Glance
from relapp.services.transfer.importing import Plan, Taken
from relapp.services.transfer.meaning.headers import Field
from relapp.services.transfer.storing.tally import Result
from relapp.ui import theme
from relapp.ui.background import Background
from relapp.ui.editing import Editing, Notice
from relapp.ui.importing.buttons import Buttons
from relapp.ui.importing.file_types import file_types
from relapp.ui.importing.large import LargeFile
from relapp.ui.importing.question import Question
from relapp.ui.importing.reading import ReadingPanel, Told
from relapp.ui.importing.tabs import Tabs
from relapp.ui.importing.work import Pace, Work
from relapp.ui.theme.metrics import SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from relapp.ui.theme.palette import DANGER, PRIMARY
from relapp.ui.widgets import text
from relapp.ui.widgets.elided_label import ElidedLabel
from relapp.ui.widgets.placeholder import Placeholder
from relapp.ui.widgets.scroller import Scroller
from relapp.ui.wording import imports as wording
from relapp.ui.wording import tr
from relapp.ui.wording.errors import sentence

_WIDTH, _HEIGHT = 1000, 720
_BESIDE = 48
_TIGHT = 500
"""Lower than this the rows come first, and what else there is to say is folded."""


class _Done(NamedTuple):
    """One file that was taken in."""

    name: str
    plan: Plan
    done: Done[Taken]


class ImportDialog(QDialog):
    """Modal, because one import writes at a time; several files come one after another.

    ``imported`` after the last file, ``customer_wanted`` when somebody is to be looked at: the dialog steps aside then
    until :meth:`come_back`.
    """

    imported = Signal()
    customer_wanted = Signal(int)

    def __init__(self, editing: Editing, background: Background, window: QWidget) -> None:
        super().__init__(window)
        self._editing = editing
        self.plan: Plan | None = None
        self.counted: Counted | None = None
        self._lots: list[Lot] = []
        self._place = 0
        self._told = Told()
        self._by_hand: set[int] = set()
        self._taken: list[_Done] = []
        self._writing = self._closing = self._aside = self._fresh = False
        self.work = Work(background, self)
        self.work.ticked.connect(self._show_pace)
        self.work.refused.connect(self._refused)
        self.work.stopped.connect(self._leave)
        self.setModal(True)
        self.setWindowTitle(tr("Import", "Import a file"))
        self._make()
        self._fit()
        self._arrange()

    def _make(self) -> None:
        self.title = ElidedLabel(tr("Import", "Import a file"), theme.TextRole.TITLE)
        self.reading = ReadingPanel()
        self.reading.told.connect(self._read_anew)
        self.reading.kind_wanted.connect(lambda kind: self._change(lambda plan, pace: plan.as_content(kind, pace)))
        self.reading.us_wanted.connect(lambda voice: self._change(lambda plan, _: plan.with_us(voice)))
        self.question = Question()
        self.question.answered.connect(lambda answer: self._change(lambda plan, _: answer(plan)))
        self.tabs = Tabs()
        self.columns = self.tabs.columns
        self.columns.set_by_hand.connect(self._set_column)
        self.tabs.forget_wanted.connect(self._forget_shape)
        self.tabs.mended.connect(self._arrange)
        self.tabs.customer_wanted.connect(self._step_aside)
        self.failure = Placeholder("circle-alert", tr("Import", "This file cannot be taken in"), "")
        self.choose_again = self.failure.add_step(tr("Import", "Choose &another file"), "folder-open", self._choose)
        self.large = LargeFile(self.look_at, self._choose)
        self.waiting = QWidget()
        body = QWidget()
        column = self._body = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addWidget(self.reading)
        column.addWidget(self.question)
        column.addWidget(self.tabs, 1)
        self.preview = Scroller(body)
        self.pages = QStackedWidget()
        for page in (self.waiting, self.preview, self.failure, self.large):
            self.pages.addWidget(page)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(SPACE_S)
        self.bar.setAccessibleName(tr("Import", "Progress"))
        self.sentence = text.subtitle("")
        self.buttons = Buttons()
        self.go, self.cancel, self.again = self.buttons.go, self.buttons.cancel, self.buttons.again
        self.other, self.save_bad, self.skip = self.buttons.other, self.buttons.save_bad, self.buttons.skip
        for button, act in (
            (self.go, self._take_in),
            (self.cancel, self.reject),
            (self.again, self._count_mended),
            (self.other, self._choose),
            (self.save_bad, self._save_bad),
            (self.skip, self._next),
        ):
            button.clicked.connect(act)
        whole = self._whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACE_L + 4, SPACE_L, SPACE_L + 4, SPACE_L)
        whole.setSpacing(SPACE_M)
        whole.addWidget(self.title)
        whole.addWidget(self.pages, 1)
        whole.addWidget(self.bar)
        whole.addWidget(self.sentence)
        whole.addWidget(self.buttons)

    def _fit(self) -> None:
        px, window = theme.current().px, self.parentWidget()
        room = window.size() if window is not None else self.size()
        beside = 0 if room.height() < px(_TIGHT) else _BESIDE
        self.resize(min(px(_WIDTH), room.width() - beside), min(px(_HEIGHT), room.height() - beside))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tight = self.height() < theme.current().px(_TIGHT)
        edge = SPACE_S if tight else SPACE_L
        self._whole.setContentsMargins(edge + 4, edge, edge + 4, edge)
        for column in (self._whole, self._body):
            column.setSpacing(SPACE_XS if tight else SPACE_M)
        self.reading.fold(tight)
        self.tabs.fold(tight)
        self.buttons.fold(tight)

    # -- which file --

    def begin(self, lots: Sequence[Lot] = ()) -> None:
        """Look at files, one after another, or ask for them."""
        if lots:
            self._lots, self._place = list(lots), 0
            self.look_at(self._lots[0])
        else:
            self._choose()

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, tr("Import", "Import a file"), "", file_types())
        if chosen:
            here = self._lots[: self._place]
            self._lots = [*here, *(Lot(Path(one).name, (Path(one),)) for one in chosen)]
            self.look_at(self._lots[self._place])
        elif self.plan is None and not self.isVisible():
            self.close()

    def look_at(self, lot: Lot) -> None:
        """Read a file beside the window and show what it would do."""
        self.plan = self.counted = None
        self._told, self._fresh, self._by_hand = Told(), True, set()
        several = tr("Import", "{file} ({n} of {whole})").format(
            file=lot.name, n=self._place + 1, whole=len(self._lots)
        )
        self.title.setText(several if len(self._lots) > 1 else lot.name)
        self.pages.setCurrentWidget(self.large if self.large.asks(lot) else self.waiting)
        self.open()
        if self.pages.currentWidget() is self.waiting:
            self._read(lot)
        else:
            self._say("")
            self._arrange()
            self.large.take_focus()

    def _read(self, lot: Lot) -> None:
        told = self._told

        def job(pace: Pace) -> tuple[Plan, Glance]:
            ours, shapes = self._editing.read(lambda reader: (importing.ours(reader), importing.shapes(reader)))
            if len(lot.paths) > 1:
                return self._with_glance(importing.prepare_together(lot.name, lot.paths, ours, pace))
            plan = importing.prepare(
                lot.paths[0],
                content=told.content,
                sheet=told.sheet,
                encoding=told.encoding,
                separator=told.separator,
                header_line=told.header_line,
                ours=ours,
                shapes=shapes,
                progress=pace,
            )
            return self._with_glance(plan)

        self._run(job, self._prepared)

    def _with_glance(self, plan: Plan) -> tuple[Plan, Glance]:
        """In the worker: opening a large workbook takes its time."""
        return self._editing.read(lambda reader: looking.look(reader, plan))

    def _prepared(self, found: tuple[Plan, Glance]) -> None:
        plan, glance = found
        self.plan, self.counted = plan, None
        self.reading.show_plan(plan, self._told)
        asked = self.question.ask(plan)
        self.tabs.show_plan(plan, glance, self._by_hand)
        self.pages.setCurrentWidget(self.preview)
        self._say("")
        if asked:
            self._arrange()
            self.question.take_focus(glance.likelier_order)
        else:
            self._count()

    def _count(self) -> None:
        plan = self.plan
        assert plan is not None

        def job(pace: Pace) -> Counted:
            return self._editing.read(lambda reader: looking.count(reader, plan, pace))

        self._run(job, self._show_counts)

    def _show_counts(self, counted: Counted) -> None:
        assert self.plan is not None
        self.counted = counted
        self.tabs.show_counts(counted)
        tally = counted.tally
        if self._fresh and tally.bad and not (tally.new or tally.changed or tally.same):
            # What is wrong with all of them is what there is to say.
            self.tabs.show_result(Result.BAD)
        self._say(wording.counted(counted.tally, self.plan.content))
        self._arrange()
        now = QApplication.focusWidget()
        if self._fresh or now is None or not self.isAncestorOf(now):
            (self.go if self.go.isEnabled() else self.cancel).setFocus(Qt.FocusReason.OtherFocusReason)
        self._fresh = False

    # -- correcting --

    def _change(self, how: Callable[[Plan, Pace], Plan]) -> None:
        plan = self.plan
        if plan is not None and not self._writing:
            self._run(lambda pace: self._with_glance(how(plan, pace)), self._prepared)

    def _set_column(self, index: int, field: Field) -> None:
        self._by_hand.add(index)
        self._change(lambda plan, pace: plan.with_column(index, field, pace))

    def _forget_shape(self) -> None:
        """Let the file speak for itself again, and the next of its shape."""
        plan = self.plan
        if plan is not None and not self._writing:
            self._by_hand.clear()
            forget = partial(importing.forget, plan=plan)
            self._run(
                lambda _: self._editing.work("import_columns", forget), lambda _: self._read(self._lots[self._place])
            )

    def _read_anew(self, told: Told) -> None:
        if not self._writing:
            self._told = told
            self._read(self._lots[self._place])

    def _count_mended(self) -> None:
        changed = dict(self.tabs.bad.rows.changed)
        plan = self.plan
        if plan is not None and changed:
            self._run(lambda pace: plan.with_mended(changed, pace), self._mended)

    def _mended(self, plan: Plan) -> None:
        self.plan = plan
        self._count()

    # -- importing --

    def _take_in(self) -> None:
        plan = self.plan
        if plan is None or self.work.running:
            return
        unnamed, changed = wording.unnamed_customer(), dict(self.tabs.bad.rows.changed)

        def job(pace: Pace) -> tuple[Plan, Done[Taken]]:
            final = plan.with_mended(changed, pace) if changed else plan
            self._editing.work("import_columns", lambda tx: importing.remember(tx, final))
            return final, self._editing.work("import", lambda tx: importing.take_in(tx, final, pace, unnamed=unnamed))

        self._writing = True
        self._run(job, self._took)

    def _took(self, found: tuple[Plan, Done[Taken]]) -> None:
        plan, done = found
        self._writing = False
        self._taken.append(_Done(self._lots[self._place].name, plan, done))
        if self._closing:
            self._end()
        else:
            self._next()

    def _next(self) -> None:
        """Go on to the next file, or end with a word on all of them."""
        self._place += 1
        if self._place < len(self._lots):
            self.look_at(self._lots[self._place])
        else:
            self._end()

    def _end(self) -> None:
        for one in self._taken[:-1]:
            self._editing.announce(one.done, "")
        if self._taken:
            last = self._taken[-1]
            said = wording.counted(last.done.result.tally, last.plan.content)
            said = tr("Import", "{file}: {what}").format(file=last.name, what=said)
            if len(self._taken) > 1:
                said = wording.summary(one.done.result.tally.counts() for one in self._taken)
            ids = tuple(one.done.operation_id for one in self._taken if one.done.operation_id is not None)
            self._editing.announce(last.done, "")
            self._editing.told.emit(Notice(said, ids[-1] if ids else None, earlier=ids[:-1]))
            self.imported.emit()
        super().accept()

    def _save_bad(self) -> None:
        plan, counted = self.plan, self.counted
        if plan is None or counted is None:
            return
        name = tr("Import", "bad rows of {file}").format(file=plan.path.stem) + ".csv"
        title = tr("Import", "Save the bad rows")
        chosen, _ = QFileDialog.getSaveFileName(self, title, str(plan.path.with_name(name)), "CSV (*.csv)")
        if not chosen:
            return
        header = [column.header for column in plan.mapping.columns]
        reason = tr("Import", "Reason")

        def job(pace: Pace) -> None:
            with_all = self._editing.read(lambda reader: looking.bad_rows(reader, plan, counted.tally, pace))
            leftovers.save(Path(chosen), header, with_all, wording.bad_row, reason)

        said = tr("Import", "Saved as {file}.").format(file=Path(chosen).name)

        def saved(_: None) -> None:
            self._say(said)
            self._arrange()

        self._run(job, saved)

    # -- looking at a customer in between --

    def _step_aside(self, customer_id: int) -> None:
        if not self.work.running:
            self._aside = True
            self.hide()
            self.customer_wanted.emit(customer_id)
            said = tr("Import", "{file} waits: “Import a file” goes back to it.").format(file=self.title.text())
            self._editing.told.emit(Notice(said))

    @property
    def is_aside(self) -> bool:
        """Whether it waits while somebody looks at a customer."""
        return self._aside

    def come_back(self) -> None:
        """Show it again, and count anew: the shop may have changed."""
        self._aside = False
        self.open()
        self._count()

    # -- working --

    def _run(self, job: Callable[[Pace], object], then: Callable[[Any], None]) -> None:
        self.work.run(job, partial(self._done, then))
        self._say(tr("Import", "Reading …"))
        self._show_pace()
        self._arrange()

    def _done(self, then: Callable[[Any], None], found: object) -> None:
        """Go on, unless somebody left while it could not be stopped; what was written stands all the same."""
        if self._closing and not self._writing:
            self._leave()
        else:
            then(found)

    def _show_pace(self) -> None:
        pace, whole = self.work.pace, self.plan.formats.rows if self.plan is not None else 0
        self.bar.setRange(0, whole)
        self.bar.setValue(min(pace.rows, whole))
        if pace.rows and not self._closing:
            self._say(wording.pace(pace.rows, whole, pace.rate, pace.left(whole)))

    def _refused(self, error: UserError) -> None:
        self._writing = False
        if self._closing:
            self._leave()
            return
        said = sentence(error)
        if self.plan is None:
            self.failure.set_words(tr("Import", "This file cannot be taken in"), said)
            self.pages.setCurrentWidget(self.failure)
            self._say("")
            self._arrange()
            self.choose_again.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.counted = None
            self._say(said, wrong=True)
            self._arrange()
            self.columns.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, words: str, *, wrong: bool = False) -> None:
        self.sentence.set_ink(DANGER if wrong else PRIMARY)
        self.sentence.setText(words)
        self.sentence.setVisible(bool(words))

    def _arrange(self) -> None:
        """Show the buttons that make sense now."""
        working, failed = self.work.running, self.pages.currentWidget() in (self.failure, self.large)
        tally = self.counted.tally if self.counted is not None else None
        changed = bool(self.tabs.bad.rows.changed) and tally is not None
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(not failed)
        self.bar.setSizePolicy(policy)
        self.bar.setVisible(working)
        self.tabs.setEnabled(not self._writing)
        self.reading.setEnabled(not self._writing)
        self.go.setVisible(not failed)
        self.go.setEnabled(not working and tally is not None and bool(tally.new or tally.changed or changed))
        self.again.setVisible(changed and not working)
        self.buttons.name(self.save_bad, wording.save_bad_name(document=self.tabs.is_document))
        self.save_bad.setVisible(not working and tally is not None and bool(tally.bad))
        self.skip.setVisible(len(self._lots) - self._place > 1)
        self.skip.setEnabled(not self._writing)
        self.other.setVisible(not failed)
        self.other.setEnabled(not working)

    # -- leaving --

    def give_up(self) -> None:
        """Leave for good, also while it waits aside: another import comes, or the shop is closed."""
        self._aside = False
        self.reject()

    def _leave(self) -> None:
        """What was taken in before stays, and is told."""
        if self._taken:
            self._end()
        else:
            super().reject()

    def reject(self) -> None:
        """Cancel: work that is under way stops within a few thousand rows and leaves nothing behind."""
        if self.work.running:
            self._closing = True
            self.work.stop()
            self._say(tr("Import", "Stopping …"))
            self.cancel.setEnabled(False)
        else:
            self._leave()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.work.running:
            event.ignore()
            self.reject()
        else:
            super().closeEvent(event)

    def show_result(self, result: Result) -> None:
        """Show the rows that came to a result."""
        self.tabs.show_result(result)
