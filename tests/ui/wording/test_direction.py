"""What is written from the left stays so among words from the right."""

from PySide6.QtCore import QLocale

from relapp.ui.wording import left_to_right


def test_a_phone_number_keeps_its_order_among_words_from_the_right() -> None:
    assert left_to_right("07700 900101") == "07700 900101"
    QLocale.setDefault(QLocale("ar_EG"))
    assert left_to_right("07700 900101") == "\u206607700 900101\u2069"
