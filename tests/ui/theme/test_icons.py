"""Icons take the colour in force while they are painted, are sharp on dense screens and turn with the language."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from relapp.paths import resources_dir
from relapp.ui.theme import Scheme, Theme
from relapp.ui.theme.icons import app_icon, icon, line_icons, paint_icon
from relapp.ui.theme.tokens import DARK, LIGHT


def strongest_colour(image: QImage) -> str:
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(pixels, key=lambda colour: colour.alpha()).name().upper()


def painted(name: str, direction: Qt.LayoutDirection, ratio: float = 1.0) -> QImage:
    image = QImage(QSize(24, 24) * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_icon(painter, name, QRect(0, 0, 24, 24), "#123456", direction)
    painter.end()
    return image


@pytest.mark.parametrize("name", sorted(line_icons()))
def test_every_line_icon_can_be_drawn(name: str) -> None:
    assert QSvgRenderer(QByteArray(line_icons()[name].encode())).isValid()


@pytest.mark.parametrize("name", ["relapp", "relapp-small"])
def test_the_mark_can_be_drawn(name: str) -> None:
    assert QSvgRenderer(str(resources_dir() / "icons" / f"{name}.svg")).isValid()


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_an_icon_has_its_colour_and_its_full_resolution(ratio: float) -> None:
    pixmap = icon("plus", lambda tokens: tokens.accent).pixmap(QSize(24, 24), ratio)
    image = pixmap.toImage()
    assert image.size() == QSize(24, 24) * ratio
    assert pixmap.devicePixelRatio() == ratio
    assert strongest_colour(image) == LIGHT.accent


def test_at_double_scale_a_line_is_drawn_and_not_stretched() -> None:
    stretched = (
        painted("search", Qt.LayoutDirection.LeftToRight).scaled(48, 48).convertToFormat(QImage.Format.Format_ARGB32)
    )
    sharp = painted("search", Qt.LayoutDirection.LeftToRight, 2.0).convertToFormat(QImage.Format.Format_ARGB32)
    sharp.setDevicePixelRatio(1)
    assert sharp.size() == stretched.size()
    assert sharp != stretched


def test_the_same_icon_has_the_new_colour_after_the_scheme_changed(look: Theme) -> None:
    star = icon("star", lambda tokens: tokens.accent)
    assert strongest_colour(star.pixmap(24, 24).toImage()) == LIGHT.accent
    look.set_scheme(Scheme.DARK)
    assert strongest_colour(star.pixmap(24, 24).toImage()) == DARK.accent


def test_a_disabled_icon_is_faint(look: Theme) -> None:
    image = icon("plus").pixmap(QSize(24, 24), QIcon.Mode.Disabled).toImage()
    assert strongest_colour(image) == look.tokens.text3


def test_a_copied_icon_still_draws() -> None:
    copy = QIcon(icon("plus"))
    copy.addFile("")  # makes Qt take the engine's clone
    assert strongest_colour(copy.pixmap(24, 24).toImage()) == LIGHT.text2


@pytest.mark.parametrize(
    ("name", "turns"), [("chevron-right", True), ("undo-2", True), ("phone", False), ("check", False)]
)
def test_only_icons_that_point_along_the_line_are_mirrored(name: str, turns: bool) -> None:
    straight = painted(name, Qt.LayoutDirection.LeftToRight)
    turned = painted(name, Qt.LayoutDirection.RightToLeft)
    if turns:
        assert turned == straight.flipped(Qt.Orientation.Horizontal)
    else:
        assert turned == straight


def test_icons_of_actions_turn_with_the_application(qapp: QApplication) -> None:
    straight = icon("chevron-right").pixmap(24, 24).toImage()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert icon("chevron-right").pixmap(24, 24).toImage() == straight.flipped(Qt.Orientation.Horizontal)


def test_an_icon_that_does_not_exist_is_noticed_at_once() -> None:
    with pytest.raises(KeyError):
        icon("no-such-icon")


@pytest.mark.parametrize("size", [16, 32, 256])
def test_the_mark_of_relapp_is_there_in_the_sizes_that_are_asked_for(size: int) -> None:
    image = app_icon().pixmap(QSize(size, size), 1.0).toImage()
    assert image.size() == QSize(size, size)
    assert image.pixelColor(size // 2, 1).name().upper() == LIGHT.accent
