"""What the writer of a mail added to it: without the earlier mails below and the signature."""

from __future__ import annotations

import re

# "On Monday Ana wrote:" in the languages of the log, also wrapped over two lines.
_WROTE = re.compile(
    r"^(?=.{0,300}(?:\d|@)).{0,300}(?:wrote|writes|schrieb(?: [^\n]{0,80})?|geschrieben|a écrit|escribió|ha scritto|"
    r"scrisse|schreef(?: [^\n]{0,80})?|escreveu|skrev(?: [^\n]{0,80})?|napisała?|napisał\(a\)|пишет|"
    r"написала?|написал\(а\))"
    r"\s?:\s*$",
    re.I,
)
_DIVIDER = re.compile(
    r"^\s*(?:>\s*)?[-_=*]{2,}\s*(?:original message|forwarded message|original appointment|reply message|"
    r"ursprüngliche nachricht|weitergeleitete nachricht|message d'origine|message transféré|mensaje original|"
    r"mensaje reenviado|messaggio originale|messaggio inoltrato|oorspronkelijk bericht|doorgestuurd bericht|"
    r"mensagem original|mensagem encaminhada|ursprungligt meddelande|vidarebefordrat meddelande|"
    r"wiadomość oryginalna|исходное сообщение|пересылаемое сообщение)\s*[-_=*]*\s*$",
    re.I,
)
_FROM = re.compile(r"^\s*\*?(?:from|von|de|da|van|från|od|от)\*?\s?:\*?\s+\S", re.I)
_SENT = re.compile(
    r"^\s*\*?(?:sent|date|gesendet|datum|envoyé|enviado(?: el)?|fecha|inviato|data|verzonden|skickat|wysłano|"
    r"отправлено|дата)\*?\s?:\*?\s+\S",
    re.I,
)
_FOOTER = re.compile(
    r"^\s*(?:sent from (?:my|outlook|mail|yahoo|samsung)|get outlook for|von meinem .{1,40} gesendet|"
    r"gesendet (?:von|mit) |envoyé de(?:puis)? mon|enviado desde mi|enviado do meu|inviato da |verzonden vanaf mijn|"
    r"skickat från min|"
    r"wysłane z |отправлено с )",
    re.I,
)
# Where the language has no such verb, a day and an address stand above what is quoted.
_ADDRESSED = re.compile(r"\d{4}.{0,200}@.{0,200}:$")
_DIGIT = re.compile(r"\d")
_RULE = re.compile(r"^\s*[_-]{10,}\s*$")


def own_words(text: str) -> str:
    """The new words of a mail. A mail that only passes on another one keeps it whole: that is what it says."""
    lines = text.split("\n")
    kept: list[str] = []
    for number, line in enumerate(lines):
        if _begins_history(lines, number):
            break
        if line.lstrip().startswith(">"):
            continue
        kept.append(line)
    said = _without_signature(kept)
    if said:
        return said
    return _tidy([line.lstrip("> ") if line.startswith(">") else line for line in lines])


def _begins_history(lines: list[str], number: int) -> bool:
    line = lines[number].strip()
    if not line:
        return False
    following = next((one.strip() for one in lines[number + 1 : number + 3] if one.strip()), "")
    if line[0] in "-_=*>" and _DIVIDER.match(line):
        return True
    if line[-1] == ":" and (_WROTE.match(line) or (following[:1] == ">" and _ADDRESSED.search(line))):
        return True
    if following.endswith(":") and following[0] != ">" and _WROTE.match(f"{line} {following}"):
        return bool(_DIGIT.search(line))
    begins = number + 1 if line[0] in "_-" and _RULE.match(line) else number
    return (
        begins < len(lines)
        and bool(_FROM.match(lines[begins]))
        and any(map(_SENT.match, lines[begins + 1 : begins + 5]))
    )


def _without_signature(lines: list[str]) -> str:
    for number, line in enumerate(lines):
        if line.rstrip() == "--" and line.startswith("--"):
            lines = lines[:number]
            break
    end = len(lines)
    while end and (not lines[end - 1].strip() or _FOOTER.match(lines[end - 1]) or _RULE.match(lines[end - 1])):
        end -= 1
    return _tidy(lines[:end])


def _tidy(lines: list[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip()


def unflowed(text: str, *, joined: bool) -> str:
    """A text whose lines were broken softly (format=flowed), whole again; ``joined``: without the space (delsp)."""
    lines: list[list[str]] = []
    soft = False
    for line in text.split("\n"):
        line = line.removeprefix(" ")
        quoted = line.startswith(">")
        goes_on = line.endswith(" ") and line != "-- " and not quoted
        piece = line[:-1] if goes_on and joined else line
        if soft and not quoted and line.rstrip() != "--":
            lines[-1].append(piece)
        else:
            lines.append([piece])
        soft = goes_on
    return "\n".join(map("".join, lines))
