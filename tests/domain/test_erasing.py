"""What names somebody, and what is known of them without a name."""

from __future__ import annotations

from datetime import date

import pytest

from relapp.domain.customers import ContactKind
from relapp.domain.erasing import Erased, Identity, Mark, Wording, marks

MARA = Identity(
    names={"Mara Quist"},
    nicknames={"Mimi"},
    references={"K-77"},
    contacts={(ContactKind.PHONE, "+46 8 123 45 67"), (ContactKind.EMAIL, "Mara@Quist.se")},
)


def erased(who: Identity = MARA) -> Erased:
    return Erased(Mark(1, mark, "salt", date(2026, 5, 2)) for mark in marks(who, "salt"))


def test_far_from_somebody_only_what_means_nobody_else_is_taken_out() -> None:
    far = Wording(MARA).far
    assert far("sister of Mara Quist, mara@quist.se") == "sister of (erased), (erased)"
    assert far("for QUIST,  Mara’s cake and Quist Mara") == "for (erased) cake and (erased)"
    assert far("call +46 8 123 45 67 first") == "call (erased) first"
    assert far("Mara, Mimi, K-77, Maraquist, Mara Quistova") == "Mara, Mimi, K-77, Maraquist, Mara Quistova"


def test_a_name_that_somebody_else_has_stays_far_from_them() -> None:
    words = Wording(MARA, among=["Quist Mara", "Tom"])
    assert words.far("Mara Quist came") == "Mara Quist came"
    assert words.near("Mara Quist came") == "(erased) came"


def test_in_a_text_about_them_each_word_of_their_names_is_taken_out_but_what_others_are_called() -> None:
    near = Wording(MARA, gone="—").near
    assert near("Mara and Tom Quist, with Mimi (K-77)", ["Tom Quist"]) == "— and Tom Quist, with — (—)"
    assert near("mara's quist") == "— —"
    assert near("Maracas for Tomara") == "Maracas for Tomara"


def test_accents_and_case_hide_nobody() -> None:
    words = Wording(Identity(names={"Łucja Ståhl"}))
    assert words.far("lucja  STAHL and łucja ståhl") == "(erased) and (erased)"
    assert words.names("for ŁUCJA")
    assert not words.names("for Lucjan")


def test_a_name_of_a_script_without_gaps_or_of_initials_is_taken_out() -> None:
    words = Wording(Identity(names={"王小明"}))
    assert (words.far("给王小明打电话"), words.near("王小明 came")) == ("给(erased)打电话", "(erased) came")
    assert Wording(Identity(names={"王明"})).near("和王明见面") == "和(erased)见面"
    assert Wording(Identity(names={"M. Q."})).near("saw M. Q. there") == "saw (erased) there"


def test_a_name_stands_out_of_a_file_name_and_in_capitals_or_composed_letters_too() -> None:
    far = Wording(Identity(names={"Jörg Groß"})).far
    assert far("Jörg_Groß.vcf, JÖRG GROSS, Jo\u0308rg-Groß") == "(erased).vcf, (erased), (erased)"


@pytest.mark.parametrize("known", ["+46 70 555 12 34", "070-555 12 34", "0046705551234"])
@pytest.mark.parametrize(
    "said", ["070-555 12 34", "+46705551234", "+46 (0)70 555 12 34", "(070) 555.12.34", "705551234"]
)
def test_a_number_is_taken_out_however_it_is_written(known: str, said: str) -> None:
    words = Wording(Identity(contacts={(ContactKind.PHONE, known)}))
    assert words.far(f"ring {said}, order 120705551234") == "ring (erased), order 120705551234"


def test_a_short_number_is_no_day() -> None:
    words = Wording(Identity(contacts={(ContactKind.PHONE, "120426")}))
    assert words.far("120426 on 12.04.26") == "(erased) on 12.04.26"


def test_nobody_is_named_by_nothing() -> None:
    words = Wording(Identity())
    assert (words.far("any words"), words.near("any words"), words.names("any")) == ("any words", "any words", False)


def test_marks_say_nothing_and_differ_by_salt() -> None:
    found = marks(MARA, "salt")
    assert not any(word in mark for mark in found for word in ("mara", "quist", "1234567"))
    assert found.isdisjoint(marks(MARA, "other"))
    assert not Erased([])
    assert erased()


def test_a_number_or_address_is_known_however_it_is_written() -> None:
    means = erased().means
    assert means("", email="mara@quist.SE ")
    assert means("", phone="08 1234567")
    assert means("Mara", phone="0046-8-1234567")
    assert means("", reference="K-77")
    assert means("M. Quist", "K-77")
    assert means("Someone Else", email="mara@quist.se")
    assert not means("", email="tom@quist.se")
    assert not means("", phone="08 1234568")


def test_who_shares_a_number_under_quite_another_name_is_somebody_else() -> None:
    means = erased().means
    assert not means("Tom Quist", phone="08 1234567")
    assert not means("Bo Ek", "K-77")
    assert means("Mara Ek", phone="08 1234567")
    assert means("Frau Mara Quist-Ek", "K-77")


def test_a_name_alone_has_to_be_the_same() -> None:
    means = erased().means
    assert means("Quist, Mara")
    assert means("MARA QUIST")
    assert not means("Mara")
    assert not means("Mara Quist", "K-78")
    assert not means("")
