"""The left column: the shop's name, New entry, the pages, who is here."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from relapp.ui import theme
from relapp.ui.theme.metrics import NAV_WIDTH, SPACE_M, SPACE_S, SPACE_XS
from relapp.ui.widgets.buttons import Button, ButtonKind, icon_button
from relapp.ui.widgets.elided_label import ElidedLabel
from relapp.ui.widgets.nav_button import NavButton
from relapp.ui.wording import tr

PAGES = (("today", "sun"), ("customers", "users"), ("promises", "handshake"), ("insights", "chart-no-axes-column"))
BELOW = (("settings", "settings"), ("keys", "circle-question-mark"))


class Navigation(QFrame):
    """Emits ``chosen`` with a command's name. ``folded`` shows icons only, for narrow windows."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.folded = False
        self._column = QVBoxLayout(self)
        self._column.setSpacing(SPACE_XS)
        self.shop = ElidedLabel(role=theme.TextRole.SUBTITLE)
        self.menu = icon_button("menu", tr("Navigation", "Menu (F10)"))
        self.menu.clicked.connect(lambda: self.chosen.emit("menu"))
        head = QHBoxLayout()
        head.setSpacing(SPACE_XS)
        head.addWidget(self.shop, 1)
        head.addWidget(self.menu)
        self._column.addLayout(head)
        self._column.addSpacing(SPACE_S)
        self.log = Button(ButtonKind.FILLED, tr("Navigation", "New entry"), "plus", name=tr("Navigation", "New entry"))
        self.log.clicked.connect(lambda: self.chosen.emit("log"))
        self._column.addWidget(self.log)
        self._column.addSpacing(SPACE_S)
        self.pages = {name: self._page(name, icon) for name, icon in (*PAGES, *BELOW)}
        self._column.insertStretch(self._column.indexOf(self.pages["settings"]))
        self.staff = NavButton(tr("Navigation", "Who is here?"), "user-round")
        self.staff.clicked.connect(lambda: self.chosen.emit("staff"))
        self._column.addWidget(self.staff)
        theme.current().changed.connect(self._measure)
        self._measure()

    def _page(self, name: str, icon: str) -> NavButton:
        words = {
            "today": tr("Navigation", "Today"),
            "customers": tr("Navigation", "Customers"),
            "promises": tr("Navigation", "Promises"),
            "insights": tr("Navigation", "Insights"),
            "settings": tr("Navigation", "Settings"),
            "keys": tr("Navigation", "Keys and help"),
        }
        button = NavButton(words[name], icon)
        button.clicked.connect(lambda: self.chosen.emit(name))
        self._column.addWidget(button)
        return button

    def _measure(self) -> None:
        width = 0 if self.folded else theme.current().px(NAV_WIDTH)
        side = SPACE_S if self.folded else SPACE_M
        rows = len(self.pages) + 3
        roomy = rows * (self.pages["today"].sizeHint().height() + SPACE_XS) + 2 * (SPACE_M + SPACE_S)
        # In a low window with large text every button is whole, and the air between them goes.
        tight = self.height() < roomy
        ends = SPACE_XS // 2 if tight else SPACE_M
        self._column.setSpacing(0 if tight else SPACE_XS)
        self._column.setContentsMargins(side, ends, side, ends)
        self.setFixedWidth(width or self.pages["today"].sizeHint().width() + 2 * side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def set_folded(self, folded: bool) -> None:
        """Show icons alone, or icons with words."""
        if folded == self.folded:
            return
        self.folded = folded
        self.shop.setVisible(not folded)
        self.log.setText("" if folded else tr("Navigation", "New entry"))
        for button in (*self.pages.values(), self.staff):
            button.set_folded(folded)
        self._measure()

    def show_shop(self, name: str) -> None:
        """The shop's name on top."""
        self.shop.setText(name)
        self.shop.setAccessibleName(name)

    def show_staff(self, name: str) -> None:
        """Who is here, at the bottom."""
        self.staff.setText((name or tr("Navigation", "Who is here?")).replace("&", "&&"))
        self.staff.setAccessibleName(
            tr("Navigation", "{name} is here. Switch person").format(name=name) if name else self.staff.text()
        )

    def show_page(self, name: str) -> None:
        """Mark the page that is open."""
        for page, button in self.pages.items():
            button.set_selected(page == name)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens = theme.current().tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.nav))
        edge = self.rect()
        left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.fillRect(edge.left() if left else edge.right(), 0, 1, edge.height(), QColor(tokens.line))
