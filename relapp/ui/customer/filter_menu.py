"""The filter's menu: kinds, channel, staff, product, dates, imported; ticking leaves it open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from relapp.domain.interactions import Channel, Kind
from relapp.storage.timeline import TimelineFilter
from relapp.ui.signs import KIND_SIGNS
from relapp.ui.theme.icons import icon
from relapp.ui.wording import kinds, tr

Named = Sequence[tuple[int, str]]
Change = Callable[[TimelineFilter], None]


class TickMenu(QMenu):
    """A menu in which several things can be ticked one after the other; Esc closes it."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        presses = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if presses and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)


class FilterMenu(TickMenu):
    """Built for one opening: ``change`` is told each new filter."""

    def __init__(
        self,
        parent: QWidget,
        keep: TimelineFilter,
        change: Change,
        *,
        staff: Named,
        products: Named,
        today: date,
        choose_dates: Callable[[], None],
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._keep = keep
        self._change = change
        self._groups: list[tuple[QAction, Callable[[TimelineFilter], bool]]] = []
        self._add_kinds()
        channels = self._submenu(tr("Filter", "&Channel"), "message-circle")
        for channel in Channel:
            self._single(channels, kinds.channel(channel), "channel", channel)
        people = self._submenu(tr("Filter", "&Staff"), "user-round")
        for member_id, name in staff:
            self._single(people, name, "staff_id", member_id)
        goods = self._submenu(tr("Filter", "&Product"), "package")
        for product_id, name in products:
            self._single(goods, name, "product_id", product_id)
        people.setEnabled(bool(staff))
        goods.setEnabled(bool(products))
        self._add_dates(today, choose_dates)
        self._single(self, tr("Filter", "&Imported"), "imported", True, icon_name="download")
        self._single(self, tr("Filter", "&Logged by hand"), "imported", False, icon_name="pen-line")

    def _submenu(self, title: str, icon_name: str) -> TickMenu:
        menu = TickMenu(title, self)
        menu.setIcon(icon(icon_name))
        self.addMenu(menu)
        return menu

    def _add_kinds(self) -> None:
        menu = self._submenu(tr("Filter", "&Kind"), "list")
        for kind in Kind:
            action = menu.addAction(icon(KIND_SIGNS[kind][0]), kinds.interaction(kind))
            action.setCheckable(True)
            action.setChecked(kind in self._keep.kinds)
            action.triggered.connect(lambda _checked=False, kind=kind: self._toggle_kind(kind))

    def _toggle_kind(self, kind: Kind) -> None:
        self._set(replace(self._keep, kinds=self._keep.kinds ^ {kind}))

    def _single(self, menu: QMenu, name: str, field: str, value: object, *, icon_name: str = "") -> None:
        """One of several that exclude each other; ticking it again lets all through."""
        text = name if menu is self else name.replace("&", "&&")
        action = menu.addAction(icon(icon_name), text) if icon_name else menu.addAction(text)
        action.setCheckable(True)
        self._groups.append((action, lambda keep: getattr(keep, field) == value))
        action.setChecked(getattr(self._keep, field) == value)
        action.triggered.connect(lambda: self._set(self._toggled(field, value)))

    def _toggled(self, field: str, value: object) -> TimelineFilter:
        now = getattr(self._keep, field)
        changed: dict[str, object] = {field: None if now == value else value}
        return replace(self._keep, **changed)  # type: ignore[arg-type]

    def _add_dates(self, today: date, choose: Callable[[], None]) -> None:
        menu = self._submenu(tr("Filter", "&Dates"), "calendar")
        month = today.replace(day=1)
        before = (month - timedelta(days=1)).replace(day=1)
        for name, since, until in (
            (tr("Filter", "Last 30 days"), today - timedelta(days=30), None),
            (tr("Filter", "This month"), month, None),
            (tr("Filter", "Last month"), before, month - timedelta(days=1)),
            (tr("Filter", "This year"), date(today.year, 1, 1), None),
            (tr("Filter", "Last year"), date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
        ):
            action = menu.addAction(name)
            action.setCheckable(True)
            self._groups.append((action, _spans(since, until)))
            action.setChecked((self._keep.since, self._keep.until) == (since, until))
            action.triggered.connect(lambda _checked=False, span=(since, until): self._set_span(*span))
        menu.addAction(tr("Filter", "From … to …")).triggered.connect(choose)

    def _set_span(self, since: date | None, until: date | None) -> None:
        if (self._keep.since, self._keep.until) == (since, until):
            since = until = None
        self._set(replace(self._keep, since=since, until=until))

    def _set(self, keep: TimelineFilter) -> None:
        self._keep = keep
        for action, holds in self._groups:
            action.setChecked(holds(keep))
        self._change(keep)


def _spans(since: date | None, until: date | None) -> Callable[[TimelineFilter], bool]:
    return lambda keep: (keep.since, keep.until) == (since, until)
