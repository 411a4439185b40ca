"""Which encoding a text file is written in."""

from __future__ import annotations

import unicodedata
from functools import cache

# Letters of the languages that share encodings, the most frequent first.
_WEST = "éäöüèàçáóíñåøêßæâîôûëïùúœãõìòÿ"
_CENTRAL = "ąéłáęíóřščžýżěćůńśőúűťďňźüöäăâîşţșțôľĺŕđë"
_BALTIC = "ėųšžąāīčęįēūņģķļõäöü"
_TURKISH = "ıişüğçöâîû"
_CYRILLIC = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґ"
_GREEK = "αοιετσνηυρπκμλςωδγχθφβξζψάέήίόύώϊϋΐΰ"
_HEBREW = "יוהלאתמרבנשםעדחקפטגכסןצזךףץ"
_ARABIC = "اليمنورتبعدسهفكقحجىشصطخضزذثغظةءآأؤإئپچژگ"

# Encodings in the order in which they win a tie, each with the letters that texts written in it are full of.
_ALPHABETS: dict[str, str] = {
    "cp1252": _WEST,
    "iso8859_15": _WEST,
    "mac_roman": _WEST,
    "cp858": _WEST,
    "cp1250": _CENTRAL,
    "iso8859_2": _CENTRAL,
    "cp852": _CENTRAL,
    "cp1251": _CYRILLIC,
    "koi8_r": _CYRILLIC,
    "koi8_u": _CYRILLIC,
    "cp866": _CYRILLIC,
    "iso8859_5": _CYRILLIC,
    "mac_cyrillic": _CYRILLIC,
    "cp1253": _GREEK,
    "cp1254": _TURKISH,
    "cp1255": _HEBREW,
    "cp1256": _ARABIC,
    "iso8859_6": _ARABIC,
    "cp1257": _BALTIC,
}
# Two-byte encodings: the lead bytes of their everyday characters.
_LEADS: dict[str, tuple[tuple[int, int], ...]] = {
    "cp932": ((0x82, 0x83), (0x88, 0x97)),
    "euc_jp": ((0xA4, 0xA5), (0xB0, 0xCF)),
    "gb18030": ((0xB0, 0xD7),),
    "cp949": ((0xB0, 0xC8),),
    "big5": ((0xA4, 0xC6),),
}
_MARKS = frozenset("’‘“”„–—…€£°«»·™®©´½¼¾²³ºª§¡¿•\u00a0、。「」・ー，（）：")
# Marks where they belong: before a word, behind one, between blanks, beside a number.
_OPENING, _CLOSING, _DASHES, _MONEY = frozenset("“„«‘¿¡"), frozenset("”’»…"), frozenset("–—"), frozenset("€£¥")
_ORDINALS = frozenset("ºª°")
_IN_PLACE = 0.9
_VOWELS = frozenset("aeiouáéíóúąęy")
_INSIDE_WORDS = frozenset("’·\u00a0・ー")
_USUAL = 0.03
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def unicode_encoding(head: bytes) -> str:
    """The encoding that the first bytes of a file announce, by mark or by the zeros of UTF-16; empty for none."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    # Shifts between ASCII and Japanese within seven bits.
    if b"\x1b$B" in head:
        return "iso2022_jp"
    even, odd = head[0::2].count(0), head[1::2].count(0)
    # Letters, digits and separators of UTF-16 have one zero byte each, always on the same side.
    if even + odd > len(head) // 10 and min(even, odd) * 20 < max(even, odd):
        return "utf-16-le" if odd > even else "utf-16-be"
    return ""


def legacy_encoding(sample: bytes) -> str:
    """The encoding of ``sample``, whole lines that hold bytes above 127 and are not all valid UTF-8."""
    high = sum(byte > 127 for byte in sample)
    text = sample.decode("utf-8", "replace")
    # A few bytes broken on the way do not make a UTF-8 file anything else.
    if text.count("\ufffd") * 10 < high:
        return "utf-8"
    best, best_score = "cp1252", -float(high)
    for name in (*_ALPHABETS, *_LEADS):
        try:
            text = sample.decode(name)
        except UnicodeDecodeError:
            if name != "cp1252":
                continue
            text = sample.decode(name, "replace")
        score = _plausibility(text, _home(name))
        if name == "cp1252":
            # By far the most usual: few letters do not prove another.
            score += abs(score) * _USUAL
        if score > best_score:
            best, best_score = name, score
    return best


@cache
def _home(name: str) -> dict[str, float]:
    """What each everyday character of texts in the encoding ``name`` speaks for it, up to 1."""
    if name in _ALPHABETS:
        letters = _ALPHABETS[name]
        weights = {letter: 1 - rank / 80 for rank, letter in enumerate(letters)}
        return weights | {letter.upper(): weight for letter, weight in weights.items()}
    pairs = (
        bytes((lead, trail))
        for first, last in _LEADS[name]
        for lead in range(first, last + 1)
        for trail in range(0x40, 0xFF)
    )
    chars = frozenset("".join(pair.decode(name, "ignore") for pair in pairs)) - _MARKS
    # Two bytes each; kana and hangul speak for their language, Chinese characters for three of them.
    return {char: 1.5 if "\u4e00" <= char <= "\u9fff" else 2.0 for char in chars}


def _plausibility(text: str, home: dict[str, float]) -> float:
    """The sum over the characters above 127: near their number of bytes for a right reading, negative for a wrong."""
    total = 0.0
    for index, char in enumerate(text):
        if char < "\x80":
            continue
        before, after = text[index - 1 : index], text[index + 1 : index + 2]
        inside = before.isalpha() and after.isalpha()
        if char in home:
            # Chinese and Japanese characters do not stand in words of Latin letters, others not within them.
            beside = (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha())
            mixed_scripts = (char >= "\u2e80" and beside) or (
                char >= "\u0370" and inside and (before + after).isascii()
            )
            # Where Polish writes ń, no vowel follows; behind a Spanish ñ, one always does.
            misread = (char in "ńŃ" and after.lower() in _VOWELS) or (char in "ñÑ" and after.lower() not in _VOWELS)
            if mixed_scripts or misread or (before.islower() and char.isupper()):
                total -= 1
            else:
                # A letter that stands alone is more often a sign read wrongly: £5 is not Ł5.
                total += home[char] if before.isalpha() or after.isalpha() else 0.1
        elif char in _MARKS:
            if _stands_right(char, text[max(index - 2, 0) : index], text[index + 1 : index + 3]):
                total += _IN_PLACE
            else:
                total += -1 if inside and char not in _INSIDE_WORDS else 0.2
        elif unicodedata.category(char)[0] == "L":
            total -= 0.3
        else:
            total -= 1
    return total


def _stands_right(mark: str, before: str, after: str) -> bool:
    """Whether a mark stands where marks of its kind do: “so” – £5, 5 €."""
    left, right = before[-1:], after[:1]
    if mark in _OPENING:
        return not left.isalnum() and right.isalnum()
    if mark in _CLOSING:
        return left.isalnum() or (bool(left) and left in ".,!?…”’")
    if mark in _DASHES:
        return (left == right == " ") or (left.isdigit() and right.isdigit())
    if mark in _ORDINALS:
        return left.isdigit() or left in ("n", "N")
    return mark in _MONEY and (before.strip()[-1:].isdigit() or after.strip()[:1].isdigit())
