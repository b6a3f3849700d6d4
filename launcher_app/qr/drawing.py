"""A made code as a picture, and as a person reads it."""

from common.bars import modules
from common.pay_codes import gost
from common.photo import png
from common.qr import squares


def picture(form: str, code: bytes) -> bytes:
    """A PNG: bars of a barcode, squares of any other code. Rejected `wrong_value` when it is too long for a QR code."""
    return png([modules(code.decode())], 3) if form == "barcode" else png(squares(code))


def text_of(code: bytes) -> str:
    """The text in a code's bytes, in whatever encoding a bill is."""
    return code.decode(gost.encoding_of(code)) if gost.looks_so(code) else code.decode()
