"""Everything that is read or aimed at can be seen, by the formula of WCAG 2."""

from __future__ import annotations

import pytest

from relapp.ui.theme.tokens import DARK, HIGH_CONTRAST_DARK, HIGH_CONTRAST_LIGHT, LIGHT, SCHEMES, Tokens, Tone

_LEAST_TEXT = {"light": 4.5, "dark": 4.5, "high contrast, light": 7.0, "high contrast, dark": 7.0}
_LEAST_CONTROL = 3.0

every_scheme = pytest.mark.parametrize("tokens", SCHEMES, ids=lambda tokens: tokens.name)


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def text_pairs(tokens: Tokens) -> dict[str, tuple[str, str]]:
    grounds = {"bg": tokens.bg, "nav": tokens.nav, "surface": tokens.surface, "sunken": tokens.sunken}
    pairs = {
        f"{ink} on {ground}": (getattr(tokens, ink), colour)
        for ground, colour in {**grounds, "hover": tokens.hover, "press": tokens.press}.items()
        for ink in ("text", "text2")
    }
    pairs |= {f"text3 on {ground}": (tokens.text3, getattr(tokens, ground)) for ground in ("bg", "surface", "sunken")}
    pairs |= {f"accent on {ground}": (tokens.accent, colour) for ground, colour in grounds.items()}
    for fill in ("accent", "accent_hover", "accent_press"):
        pairs[f"on_accent on {fill}"] = (tokens.on_accent, getattr(tokens, fill))
    for tone, colours in tokens.tones.items():
        pairs[f"{tone} chip"] = (colours.on_tint, colours.tint)
        pairs[f"{tone} word on a card"] = (colours.mark, tokens.surface)
        pairs[f"{tone} word on the ground"] = (colours.mark, tokens.bg)
    for ground in tokens.avatars:
        pairs[f"initials on {ground}"] = (tokens.on_avatar, ground)
    pairs["toast"] = (tokens.on_inverse, tokens.inverse)
    return pairs


def control_pairs(tokens: Tokens) -> dict[str, tuple[str, str]]:
    pairs = {}
    for ground in ("bg", "nav", "surface"):
        pairs[f"focus ring on {ground}"] = (tokens.accent, getattr(tokens, ground))
    for ground in ("bg", "surface"):
        pairs[f"border on {ground}"] = (tokens.line_strong, getattr(tokens, ground))
    for tone, colours in tokens.tones.items():
        pairs[f"{tone} icon on its tint"] = (colours.mark, colours.tint)
    pairs["focus ring on the brief"] = (tokens.accent, tokens.accent_tint)
    return pairs


@every_scheme
def test_every_text_can_be_read_on_every_ground_it_stands_on(tokens: Tokens) -> None:
    least = _LEAST_TEXT[tokens.name]
    weak = {name: round(contrast(*pair), 2) for name, pair in text_pairs(tokens).items() if contrast(*pair) < least}
    assert weak == {}


@every_scheme
def test_every_control_and_the_focus_ring_stand_out(tokens: Tokens) -> None:
    pairs = control_pairs(tokens)
    weak = {name: round(contrast(*pair), 2) for name, pair in pairs.items() if contrast(*pair) < _LEAST_CONTROL}
    assert weak == {}


@pytest.mark.parametrize("tokens", [HIGH_CONTRAST_LIGHT, HIGH_CONTRAST_DARK], ids=lambda tokens: tokens.name)
def test_in_high_contrast_cards_and_chips_have_an_edge_that_is_seen(tokens: Tokens) -> None:
    assert contrast(tokens.line, tokens.bg) >= _LEAST_CONTROL
    for colours in tokens.tones.values():
        assert contrast(colours.edge, tokens.surface) >= _LEAST_CONTROL


def test_the_formula_agrees_with_known_ratios() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@every_scheme
def test_every_scheme_has_every_tone_and_eight_avatar_grounds(tokens: Tokens) -> None:
    assert set(tokens.tones) == set(Tone)
    assert len(set(tokens.avatars)) == 8


def test_the_schemes_differ_in_their_grounds_and_in_their_words() -> None:
    assert LIGHT.text != DARK.text
    assert len({(tokens.bg, tokens.text) for tokens in SCHEMES}) == 4
