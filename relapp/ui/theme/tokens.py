"""The one table of colours: every palette, style sheet and painter of the window reads it and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a colour says. It never says it alone: an icon or a word stands beside it."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    DANGER = "danger"
    WARN = "warn"
    INFO = "info"
    OK = "ok"
    GIFT = "gift"


@dataclass(frozen=True, slots=True)
class ToneColours:
    """A tone: ``mark`` for icons and words on a card, ``tint`` and ``on_tint`` for pills, ``edge`` round them.

    ``edge`` equals ``tint`` except in high contrast, where every pill gets a visible border.
    """

    mark: str
    tint: str
    on_tint: str
    edge: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one scheme, each as ``#RRGGBB``.

    ``line`` is decoration, ``line_strong`` the border of a control. ``text3`` is for placeholders and disabled words,
    on ``bg``, ``surface`` and ``sunken``.
    ``inverse`` is the ground of toasts and tool tips.
    """

    name: str
    bg: str
    nav: str
    surface: str
    sunken: str
    hover: str
    press: str
    line: str
    line_strong: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_hover: str
    accent_press: str
    on_accent: str
    inverse: str
    on_inverse: str
    tones: dict[Tone, ToneColours]
    avatars: tuple[str, ...]
    on_avatar: str = "#FFFFFF"

    @property
    def accent_tint(self) -> str:
        """The ground of the brief and of what is selected."""
        return self.tones[Tone.ACCENT].tint

    @property
    def on_accent_tint(self) -> str:
        """Words on ``accent_tint``."""
        return self.tones[Tone.ACCENT].on_tint


def _tone(mark: str, tint: str, on_tint: str, edge: str = "") -> ToneColours:
    return ToneColours(mark, tint, on_tint, edge or tint)


_AVATARS = ("#2F6B5F", "#8A4B2A", "#5B4B8A", "#7A3B5E", "#2B5C86", "#5E6B1F", "#86423F", "#3F5A5F")
_AVATARS_STRONG = ("#1F5348", "#6E3A1E", "#48397A", "#652C4C", "#1D4A72", "#4A5514", "#6E312F", "#2F484D")

LIGHT = Tokens(
    name="light",
    bg="#F6F5F2",
    nav="#EFEDE8",
    surface="#FFFFFF",
    sunken="#F1EFEB",
    hover="#ECE9E3",
    press="#E2DED6",
    line="#E3DFD8",
    line_strong="#8F897D",
    text="#211F1C",
    text2="#5F5A51",
    text3="#726C62",
    accent="#0F6B5A",
    accent_hover="#0C5A4C",
    accent_press="#09483D",
    on_accent="#FFFFFF",
    inverse="#211F1C",
    on_inverse="#FFFFFF",
    tones={
        Tone.NEUTRAL: _tone("#5F5A51", "#F1EFEB", "#5F5A51"),
        Tone.ACCENT: _tone("#0F6B5A", "#DDEFEA", "#0B5346"),
        Tone.DANGER: _tone("#B3261E", "#FBE7E5", "#8C1D17"),
        Tone.WARN: _tone("#8A5200", "#FAEED8", "#6E4100"),
        Tone.INFO: _tone("#1D5C9E", "#E4EEF8", "#174B82"),
        Tone.OK: _tone("#2B6E2F", "#E3F1E3", "#235A27"),
        Tone.GIFT: _tone("#8A3B7C", "#F6E6F3", "#722F66"),
    },
    avatars=_AVATARS,
)

DARK = Tokens(
    name="dark",
    bg="#161513",
    nav="#1B1A18",
    surface="#201E1C",
    sunken="#191816",
    hover="#2B2926",
    press="#353229",
    line="#383531",
    line_strong="#868075",
    text="#F2EFEA",
    text2="#BBB5AA",
    text3="#9D968A",
    accent="#63CDB4",
    accent_hover="#7BD9C3",
    accent_press="#4DB89F",
    on_accent="#06231D",
    inverse="#F2EFEA",
    on_inverse="#211F1C",
    tones={
        Tone.NEUTRAL: _tone("#BBB5AA", "#191816", "#BBB5AA"),
        Tone.ACCENT: _tone("#63CDB4", "#183B33", "#8FE3CF"),
        Tone.DANGER: _tone("#FF9188", "#47201D", "#FFB4AD"),
        Tone.WARN: _tone("#F0B762", "#41300F", "#F7CE92"),
        Tone.INFO: _tone("#8CBFF5", "#17324D", "#B3D6FA"),
        Tone.OK: _tone("#86CF8A", "#1C3A1E", "#A9E0AC"),
        Tone.GIFT: _tone("#E3A4D8", "#42203B", "#F0C3E7"),
    },
    avatars=_AVATARS,
)

HIGH_CONTRAST_LIGHT = Tokens(
    name="high contrast, light",
    bg="#FFFFFF",
    nav="#FFFFFF",
    surface="#FFFFFF",
    sunken="#F4F4F4",
    hover="#E8E8E8",
    press="#D6D6D6",
    line="#6B6B6B",
    line_strong="#000000",
    text="#000000",
    text2="#262626",
    text3="#3D3D3D",
    accent="#004B3E",
    accent_hover="#003A30",
    accent_press="#002720",
    on_accent="#FFFFFF",
    inverse="#000000",
    on_inverse="#FFFFFF",
    tones={
        Tone.NEUTRAL: _tone("#262626", "#F4F4F4", "#000000", "#000000"),
        Tone.ACCENT: _tone("#004B3E", "#E2F3EE", "#003A30", "#004B3E"),
        Tone.DANGER: _tone("#8A0F0A", "#FDECEA", "#6E0A06", "#8A0F0A"),
        Tone.WARN: _tone("#5C3600", "#FCF1DE", "#472A00", "#5C3600"),
        Tone.INFO: _tone("#0B3F75", "#E8F1FA", "#08305A", "#0B3F75"),
        Tone.OK: _tone("#174D1B", "#E7F4E7", "#103A13", "#174D1B"),
        Tone.GIFT: _tone("#66205A", "#F9EBF6", "#4E1745", "#66205A"),
    },
    avatars=_AVATARS_STRONG,
)

HIGH_CONTRAST_DARK = Tokens(
    name="high contrast, dark",
    bg="#000000",
    nav="#000000",
    surface="#000000",
    sunken="#141414",
    hover="#262626",
    press="#383838",
    line="#9A9A9A",
    line_strong="#FFFFFF",
    text="#FFFFFF",
    text2="#EDEDED",
    text3="#D0D0D0",
    accent="#6FF0D3",
    accent_hover="#9BF7E2",
    accent_press="#4FD9BA",
    on_accent="#000000",
    inverse="#FFFFFF",
    on_inverse="#000000",
    tones={
        Tone.NEUTRAL: _tone("#EDEDED", "#141414", "#FFFFFF", "#FFFFFF"),
        Tone.ACCENT: _tone("#6FF0D3", "#06251F", "#A6F9E6", "#6FF0D3"),
        Tone.DANGER: _tone("#FFB0A9", "#33100D", "#FFCFCA", "#FFB0A9"),
        Tone.WARN: _tone("#FFD083", "#2B1E05", "#FFE0AE", "#FFD083"),
        Tone.INFO: _tone("#A9D2FF", "#0A2035", "#CDE5FF", "#A9D2FF"),
        Tone.OK: _tone("#A0EBA4", "#0C2410", "#C3F5C6", "#A0EBA4"),
        Tone.GIFT: _tone("#F5C0EB", "#2C1226", "#FADCF4", "#F5C0EB"),
    },
    avatars=_AVATARS_STRONG,
)

SCHEMES = (LIGHT, DARK, HIGH_CONTRAST_LIGHT, HIGH_CONTRAST_DARK)
