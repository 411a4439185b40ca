"""The frame of a page, its style, and the few marks it is made of."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QLocale, Qt

_STYLE = """
:root{color-scheme:light dark;--ink:#1d2521;--soft:#5b6660;--line:#d9ded9;--page:#fdfdfb;--mark:#1f6b4f;--tint:#eef4f0}
@media (prefers-color-scheme:dark){:root{--ink:#e8ece9;--soft:#a3ada7;--line:#38413c;--page:#171b19;--mark:#7fcfae;
--tint:#202723}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,"Segoe UI","Noto Sans",sans-serif}
main{max-width:46rem;margin:0 auto;padding:2.5rem 1.25rem 4rem}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 .25rem}
h2{font-size:1.45rem;line-height:1.25;margin:0}
h3{font-size:.95rem;color:var(--mark);margin:1.5rem 0 .4rem}
p{margin:.25rem 0}
a{color:var(--mark)}
.soft{color:var(--soft);font-size:.9rem}
article{border-top:2px solid var(--line);margin-top:2.5rem;padding-top:1.5rem}
article.first{border-top:0;margin-top:0;padding-top:0}
ul{list-style:none;margin:0;padding:0}
li{padding:.4rem 0;border-top:1px solid var(--line)}
li:first-child{border-top:0}
dl{display:grid;grid-template-columns:minmax(7rem,auto) 1fr;gap:.25rem 1rem;margin:.75rem 0 0}
dt{color:var(--soft)}
dd{margin:0}
.words{white-space:pre-wrap;overflow-wrap:anywhere}
dd,li,h1,h2{overflow-wrap:anywhere}
.old{color:var(--soft)}
.old .words,.old>.said{text-decoration:line-through}
.index{columns:2;column-gap:2rem}
.index li{break-inside:avoid;border:0;padding:.15rem 0}
img{max-width:8rem;max-height:8rem;border-radius:.75rem;float:right;margin:0 0 1rem 1rem}
[dir=rtl] img{float:left;margin:0 1rem 1rem 0}
@media (max-width:34rem){.index{columns:1}dl{display:block}dt{margin-top:.5rem}}
@media print{:root{--ink:#000;--soft:#444;--line:#bbb;--page:#fff;--mark:#000}body{font-size:11pt}main{max-width:none;
padding:0}a{text-decoration:none}li,h3{break-inside:avoid}h2,h3{break-after:avoid}article{break-before:page;border:0;
margin:0;padding:0}article.first{break-before:auto}.screen{display:none}@page{margin:18mm}}
"""

_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)), "�")
# They turn the reading order of what follows them; a name must not reach beyond itself.
_TURNS = dict.fromkeys([0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069], "")


def text(words: str) -> str:
    """What somebody typed, as nothing but words."""
    return escape(words.translate(_CONTROLS).translate(_TURNS))


def page(title: str, body: str) -> str:
    """A whole page that needs nothing beside itself."""
    locale = QLocale()
    direction = "rtl" if locale.textDirection() is Qt.LayoutDirection.RightToLeft else "ltr"
    return (
        f'<!DOCTYPE html>\n<html lang="{text(locale.bcp47Name())}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        'img-src data:">\n'
        f"<title>{text(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n"
        "</body>\n</html>\n"
    )


def soft(words: str) -> str:
    """A quiet line; ``words`` are plain."""
    return f'<p class="soft">{text(words)}</p>' if words else ""


def words(said: str) -> str:
    """What was typed, with its lines."""
    return f'<p class="words" dir="auto">{text(said)}</p>' if said.strip() else ""


def item(said: str, about: str = "", more: str = "", *, old: bool = False) -> str:
    """One thing of a list: what it says, what is to be known of it, and whatever HTML follows."""
    head = f'<span class="said" dir="auto">{text(said)}</span>' if said else ""
    return f"<li{' class=old' if old else ''}>{head}{soft(about)}{more}</li>"


def section(title: str, items: Iterable[str]) -> str:
    """A heading with its list; nothing where the list is empty."""
    whole = "\n".join(items)
    return f"<h3>{text(title)}</h3>\n<ul>\n{whole}\n</ul>" if whole else ""


def pairs(named: Iterable[tuple[str, str]]) -> str:
    """Names with what stands beside them; what is empty is left out."""
    rows = "\n".join(f'<dt>{text(name)}</dt><dd dir="auto">{text(said)}</dd>' for name, said in named if said)
    return f"<dl>\n{rows}\n</dl>" if rows else ""
