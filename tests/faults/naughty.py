"""A few texts that upset programs, for whoever types at random; the whole walk is another proof."""

NAUGHTY = (
    "<b>Bold</b><img src='file:///etc/passwd'><script>alert(1)</script>",
    "& &amp; &lt; && {name} %n %1 {0} %s",
    "a\x00b\x07c\x1b[31md\u2028e\u2029f\x7f",
    "\u202eAna\u202c \u2066Moreira\u2069 \u200f\u200e\u061c",
    "👩‍👩‍👧‍👦🏳️‍🌈 Zo\u0308e\u0301 " + "Z\u0351\u036b\u0343\u036a" * 20,
    "'; DROP TABLE customer; -- \" * OR (NEAR",
    "w" * 5_000,
    "ع" * 300 + " שלום " + "田" * 300,
    "ana m: bought 2 rye 6.40, back on 31.2.2025 !!!",
    "Name,E-mail\nAda,a@x.org\nBo,b@x.org\n",
    "\t\r\n\v\f",
    "9" * 400,
)
