"""QR codes and bars without a window: the squares of a text, and the texts in a picture."""

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError
from qrcode.main import QRCode

from common import photo
from common.errors import Rejected
from common.photo import DAMAGED, QUIET, Grey, NoCode

if TYPE_CHECKING:
    from zxingcpp import Barcode

__all__ = ["QUIET", "Found", "NoCode", "read_image", "read_picture", "squares"]

ROOMY = 1000
"""Characters up to which a code also mends a quarter of its damage; a longer one would get too fine to be read."""
MAX_PIXELS = photo.MAX_PIXELS
KINDS = ("qr", "code128", "ean13", "ean8")
MOST = 50
"""Codes of one picture that are told."""


class Found(NamedTuple):
    """A code in a picture; `raw` are its bytes as they are, whatever their encoding: `text` is only a guess of it.

    `kind` is "qr", "code128", "ean13" or "ean8"; `corners` are points of the picture, clockwise from the upper
    left of the code, none when it was found only in the picture turned.
    """

    text: str
    raw: bytes
    kind: str
    corners: tuple[tuple[int, int], ...]


def squares(text: str | bytes) -> list[list[bool]]:
    """The rows of a code's squares, true where dark, without its quiet edge; Rejected `wrong_value` when too long."""
    code = QRCode(error_correction=ERROR_CORRECT_M if len(text) <= ROOMY else ERROR_CORRECT_L, border=0)
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    code.add_data(data, optimize=0 if data.isascii() and data.isupper() else 20)
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


def read_image(data: bytes) -> list[Found]:
    """The QR codes and the bars (Code 128, EAN) in a file's bytes: PNG, JPEG, BMP, GIF or WebP.

    NoCode (Rejected `picture_without_code`) says why when nothing was read: no picture, too large, small, dark,
    blurred, a damaged code. A torn, turned or slanting one is tried in several ways before that.
    """
    quick = photo.opened(data, draft=True)
    if found := _search(next(quick.versions())):
        return found
    whole = photo.opened(data) if quick.step > 1 else quick
    for version in islice(whole.versions(), 0 if quick.step > 1 else 1, None):
        if found := _search(version):
            return found
    raise NoCode(DAMAGED if _search(next(whole.versions()), damaged=True) else whole.why_nothing())


def _search(picture: Grey, *, damaged: bool = False) -> list[Found]:
    """Every code of one version, in the order of reading; `damaged`: also those whose own check says no."""
    import zxingcpp

    bars = zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.EAN13, zxingcpp.BarcodeFormat.EAN8
    # Squares are found at any angle: a turned picture is searched for bars. "QRCode" would ask for its small kin, too.
    asked = bars if picture.turned else (zxingcpp.BarcodeFormat.QRCodeModel2, *bars)
    found = zxingcpp.read_barcodes(
        memoryview(picture.points).cast("B", (picture.height, picture.width)),
        formats=zxingcpp.BarcodeFormats(list(asked)),
        text_mode=zxingcpp.TextMode.Plain,
        return_errors=damaged,
    )
    names = dict(zip((zxingcpp.BarcodeFormat.QRCode, *bars), KINDS, strict=True))
    return [
        Found(one.text, one.bytes, names[one.format], () if picture.turned else _corners(one, picture.step))
        for one in found[:MOST]
        if one.format in names and (one.valid or damaged)
    ]


def _corners(code: "Barcode", step: float) -> tuple[tuple[int, int], ...]:
    at = code.position
    points = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
    return tuple((round(point.x * step), round(point.y * step)) for point in points)
