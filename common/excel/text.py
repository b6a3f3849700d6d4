"""What a stranger typed, made fit for a cell: nothing a file cannot hold, nothing a spreadsheet would run."""

import re

LONGEST = 32_767
CUT = "…"
UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
INSTEAD = "\ufffd"
BEGINNINGS = ("=", "@", "\t", "\n", "＝", "＋", "－", "＠")
"""Of a formula; the wide ones begin it in an eastern Excel."""
PHONE = re.compile(r"[+-][\d ()-]*")


def fit(text: str) -> str:
    """The text as XML and UTF-8 can hold it: what they cannot is seen as �, what is too long ends with «…»."""
    if not text.isprintable():
        text = UNFIT.sub(INSTEAD, text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if len(text) <= LONGEST // 2 else _cut(text)


def harmless(text: str) -> str:
    """For .csv: a text that a spreadsheet would take for a formula gets an apostrophe."""
    text = fit(text)
    formula = text.startswith(BEGINNINGS) or (text.startswith(("+", "-")) and not PHONE.fullmatch(text))
    return f"'{text}" if formula else text


def _cut(text: str) -> str:
    """Excel counts units of UTF-16: a letter beyond the first plane is two of them."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return text
    return units[: 2 * (LONGEST - 1)].decode("utf-16-le", errors="ignore") + CUT
