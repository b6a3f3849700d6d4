"""A made code as a picture, and as a person reads it."""

from common.bars import modules
from common.pay_codes import gost
from common.photo import png
from common.qr import squares


def rows_of(form: str, code: bytes) -> list[list[bool]]:
    """The squares of a QR code, or one row of a barcode's bars; Rejected `wrong_value` when a QR code has no room."""
    return [modules(code.decode())] if form == "barcode" else squares(code)


def picture(rows: list[list[bool]]) -> bytes:
    """A PNG of a size that prints and scans well."""
    return png(rows, 3 if len(rows) == 1 else 8)


def text_of(code: bytes) -> str:
    """The text in a code's bytes, in whatever encoding a bill is."""
    return code.decode(gost.encoding_of(code)) if gost.looks_so(code) else code.decode()
