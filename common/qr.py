"""QR codes without a window: the squares of a text, and the texts in a picture."""

from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError
from qrcode.main import QRCode

from common.errors import Rejected

QUIET = 4
"""Light squares that a scanner needs on every side of a code; whoever draws the squares leaves them."""
ROOMY = 1000
"""Characters up to which a code also mends a quarter of its damage; a longer one would get too fine to be read."""
MAX_PIXELS = 40_000_000


def squares(text: str) -> list[list[bool]]:
    """The rows of a code's squares, true where dark, without its quiet edge; Rejected `wrong_value` when too long."""
    code = QRCode(error_correction=ERROR_CORRECT_M if len(text) <= ROOMY else ERROR_CORRECT_L, border=0)
    code.add_data(text.encode("utf-8"), optimize=0 if text.isascii() and text.isupper() else 20)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError) as problem:
        raise Rejected("wrong_value", f"QR: {len(text)}") from problem
    return [[bool(dark) for dark in row] for row in code.get_matrix()]


def read_picture(width: int, height: int, grey: bytes) -> list[str]:
    """The texts of the QR codes in a picture, one byte of grey per point, row after row; none when there is no code."""
    # Loaded when a picture is read: frozen by the collector at the start, it would complain of leaks at the end.
    import zxingcpp

    if len(grey) != width * height or not 0 < width * height <= MAX_PIXELS:
        raise Rejected("wrong_value", f"{width} × {height}")
    points = memoryview(grey).cast("B", (height, width))
    found = zxingcpp.read_barcodes(points, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return [one.text for one in found if one.valid]
