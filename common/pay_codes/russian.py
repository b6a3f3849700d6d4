"""Whether bytes were decoded as they were written: Russian text keeps to certain letters and to small ones."""

import re

WORD = re.compile(r"[^\W\d_A-Za-z]+")
"""Latin letters are the same in every encoding."""
SHAPED = re.compile(r"[А-ЯЁ]?[а-яё]+|[А-ЯЁ]{1,6}")
COMMON = frozenset("оеаинтсрвлОЕАИНТСРВЛ")
SURE = 0.5
"""By how much another encoding must read more like Russian before the one that was named is doubted."""


def likely(data: bytes, named: str) -> str:
    """The encoding in which the bytes were written: the named one unless the bytes speak plainly against it."""
    if data.isascii():
        return named
    if _is_utf8(data):
        return "utf-8"
    if named == "utf-8":
        return max(("cp1251", "koi8-r"), key=lambda encoding: score(data.decode(encoding, "replace")))
    other = "koi8-r" if named == "cp1251" else "cp1251"
    better = score(data.decode(other, "replace")) - score(data.decode(named, "replace"))
    return other if better > SURE else named


def score(text: str) -> float:
    """0 for a text without a likely word, up to 2 for ordinary Russian; what is not a letter counts for nothing."""
    words = WORD.findall(text)
    letters = "".join(words)
    if not letters:
        return 0.0
    shaped = sum(len(word) for word in words if SHAPED.fullmatch(word))
    return (shaped + sum(letter in COMMON for letter in letters)) / len(letters)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
