"""Links that leave the program: of few kinds, and words in them are nothing but words."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QUrl

from relapp.ui.links import LONGEST, mail_link, message_link, open_link, phone_link

WORDS = st.text(
    st.characters(blacklist_categories=["Cs"], blacklist_characters="\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
)


def encoded(url: QUrl | None) -> str:
    assert url is not None
    return url.toEncoded().toStdString()


def said(url: QUrl | None) -> dict[str, str]:
    """The fields of a link as a mail program reads them."""
    fields = encoded(url).partition("?")[2]
    return {name: unquote(words) for name, _, words in (one.partition("=") for one in fields.split("&") if one)}


def test_a_message_goes_to_the_digits_of_a_number_with_its_words() -> None:
    found = message_link("+44 (0)7700 904417", "50 % off? No & yes")
    assert encoded(found) == "sms:+4407700904417?body=50%20%25%20off%3F%20No%20%26%20yes"
    assert message_link("07700") == QUrl("sms:07700")
    assert message_link("ask at the counter", "words") is None


def test_an_e_mail_has_its_subject_and_words_with_line_ends_of_letters() -> None:
    url = mail_link(" ana@example.org ", "Your spelt,\nAna", "Dear Ana,\n\nit is here.")
    assert url is not None
    assert encoded(url).startswith("mailto:ana@example.org?subject=")
    assert said(url) == {"subject": "Your spelt, Ana", "body": "Dear Ana,\r\n\r\nit is here."}


@given(WORDS, WORDS)
def test_whatever_is_written_no_field_is_added_and_nobody_else_gets_it(subject: str, words: str) -> None:
    link = encoded(mail_link("ana@example.org", subject, words))
    assert link.split("?")[0] == "mailto:ana@example.org"
    assert set(parse_qs(link.partition("?")[2], keep_blank_values=True)) <= {"subject", "body"}
    found = said(QUrl.fromEncoded(link.encode()))
    if words.strip("\n") and len(words) < 100 and len(subject) < 50:
        assert found["body"].replace("\r\n", "\n") == words.removesuffix("\n")
    assert len(link) <= LONGEST


def test_an_address_is_an_address_whatever_signs_are_in_it() -> None:
    assert encoded(mail_link("a%0Abcc#b,c@example.org")) == "mailto:a%250Abcc%23b%2Cc@example.org"


def test_words_too_long_for_a_link_are_left_out_of_it() -> None:
    assert said(mail_link("ana@example.org", "Spelt", "w" * 5000)) == {"subject": "Spelt"}
    assert encoded(message_link("07700", "é" * 700)) == "sms:07700"


@pytest.mark.parametrize("link", ["https://example.org", "file:///etc/passwd", "smsx:1", "sms", "javascript:1"])
def test_no_other_kind_of_link_leaves(link: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("relapp.ui.links.QDesktopServices.openUrl", lambda _: pytest.fail("it left"))
    assert not open_link(QUrl(link))
    assert not open_link(None)


def test_numbers_and_addresses_leave_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(encoded(url))
        return True

    monkeypatch.setattr("relapp.ui.links.QDesktopServices.openUrl", open_url)
    assert open_link(phone_link("07700 904417"))
    assert open_link(message_link("07700 904417", "is it?"))
    assert open_link(mail_link("ana@example.org", "s", "b"))
    assert opened == ["tel:07700904417", "sms:07700904417?body=is%20it%3F", "mailto:ana@example.org?subject=s&body=b"]
