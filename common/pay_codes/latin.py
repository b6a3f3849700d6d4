"""Names in Latin letters, for codes that take no others: Russian as ICAO Doc 9303 writes it in passports."""

import unicodedata

_PAIRS = (
    "А A Б B В V Г G Д D Е E Ё E Ж ZH З Z И I Й I К K Л L М M Н N О O П P Р R С S Т T У U Ф F Х KH Ц TS Ч CH Ш SH "
    "Щ SHCH Ы Y Ь  Ъ IE Э E Ю IU Я IA"
)  # fmt: skip
_WORDS = _PAIRS.split(" ")
LETTERS = str.maketrans(dict(zip(_WORDS[::2], _WORDS[1::2], strict=True)))


def latin(name: str) -> str:
    """Capital letters, digits and marks of ASCII; what has no such form is left out. May be empty."""
    plain = unicodedata.normalize("NFKD", name.upper().translate(LETTERS)).upper()
    return " ".join("".join(letter for letter in plain if letter.isascii() and letter.isprintable()).split())
