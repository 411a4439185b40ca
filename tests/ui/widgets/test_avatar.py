"""Avatars: a picture where there is a sound one, initials otherwise."""

from __future__ import annotations

import zlib

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from relapp.domain.customers import Photo
from relapp.ui.widgets.avatar import AVATAR_PAGE, Avatar, avatar_ground
from relapp.ui.widgets.pictures import decoded

DAMAGED = pytest.mark.qt_log_ignore("Corrupt JPEG data", "JPEG datastream contains no image", extend=True)


def a_picture(width: int, height: int, kind: str = "PNG") -> Photo:
    """Blue, with a red square in its middle."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#0000ff"))
    painter = QPainter(image)
    side = min(width, height) // 2
    painter.fillRect((width - side) // 2, (height - side) // 2, side, side, QColor("#ff0000"))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)  # type: ignore[call-overload]
    return Photo(f"image/{kind.lower()}", bytes(buffer.data().data()))


def shown(avatar: Avatar) -> QImage:
    avatar.resize(AVATAR_PAGE, AVATAR_PAGE)
    image = QImage(QSize(AVATAR_PAGE, AVATAR_PAGE), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    avatar.render(image, QPoint(0, 0))
    return image


@pytest.mark.parametrize(("width", "height"), [(400, 400), (900, 300), (200, 1200), (20, 20)])
@pytest.mark.parametrize("kind", ["PNG", "JPG"])
def test_the_middle_of_a_picture_is_shown_no_larger_than_wanted(width: int, height: int, kind: str) -> None:
    image = decoded(a_picture(width, height, kind), 104)
    assert image is not None
    side = min(104, width, height)
    assert (image.width(), image.height()) == (side, side)
    assert image.pixelColor(side // 2, side // 2).red() > 200
    assert image.pixelColor(2, side // 2).blue() > 200


@DAMAGED
def test_a_damaged_picture_is_none() -> None:
    whole = a_picture(40, 40)
    assert decoded(Photo("image/jpeg", b"\xff\xd8\xff\xe0nonsense"), 100) is None
    assert decoded(Photo("image/png", whole.content[:30]), 100) is None
    assert decoded(Photo("image/png", b""), 100) is None


# The second is a little more than fifty megapixels.
@pytest.mark.parametrize("side", [60_000, 7_100])
def test_a_picture_that_says_it_is_huge_is_never_unpacked(side: int) -> None:
    head = b"IHDR" + side.to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    body = b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + head + zlib.crc32(head).to_bytes(4, "big")
    packed = b"IDAT" + zlib.compress(bytes(100_000))
    body += len(packed[4:]).to_bytes(4, "big") + packed + zlib.crc32(packed).to_bytes(4, "big")
    assert decoded(Photo("image/png", body), 100) is None


def test_an_avatar_shows_the_picture_round_and_initials_again_without(qtbot: QtBot) -> None:
    avatar = Avatar("", 0, AVATAR_PAGE)
    qtbot.addWidget(avatar)
    middle = AVATAR_PAGE // 2
    avatar.show_person("AM", 3, photo=a_picture(300, 300))
    image = shown(avatar)
    assert image.pixelColor(middle, middle) == QColor("#ff0000")
    assert image.pixelColor(3, middle).blue() > 200
    assert image.pixelColor(0, 0) != image.pixelColor(3, middle)
    avatar.show_person("AM", 3)
    assert shown(avatar).pixelColor(4, middle).name() == QColor(avatar_ground(3)).name()


@DAMAGED
def test_a_damaged_picture_gives_way_to_initials(qtbot: QtBot) -> None:
    avatar = Avatar("", 0, AVATAR_PAGE)
    qtbot.addWidget(avatar)
    avatar.show_person("AM", 3, photo=Photo("image/jpeg", b"\xff\xd8\xff\xe0nonsense"))
    assert shown(avatar).pixelColor(4, AVATAR_PAGE // 2).name() == QColor(avatar_ground(3)).name()
