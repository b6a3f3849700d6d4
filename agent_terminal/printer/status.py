"""What a receipt printer says of its roll: one question that it answers at once, even in the middle of its work."""

from collections.abc import Callable

from common.errors import Unavailable

ASK_PAPER = b"\x10\x04\x04"
"""DLE EOT 4 of ESC/POS: what do the sensors of the roll see?"""
MUST, MAY = 0x93, 0x12
"""Bits of the answer that never change; another byte is no answer."""
PAPER_OUT = 0x60


def has_paper(answer: bytes) -> bool | None:
    """What the answer means; None for none, as of the many printers that are never heard."""
    told = [byte for byte in answer if byte & MUST == MAY]
    return None if not told else told[-1] & PAPER_OUT != PAPER_OUT


def print_between(write: Callable[[bytes], object], hear: Callable[[], bytes], data: bytes) -> None:
    """Send a paper to a printer with a roll inside; when the roll ended on the way, nobody knows how much came out."""
    write(ASK_PAPER)
    if has_paper(hear()) is False:
        raise Unavailable("no_paper")
    write(data + ASK_PAPER)
    if has_paper(hear()) is False:
        raise Unavailable("printer_silent", "бумага кончилась при печати / the roll ended on the way")
