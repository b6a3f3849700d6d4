"""What a screen without a monitor shows: Xvfb keeps its pixels in a file of the XWD format."""

import struct

from PySide6.QtGui import QImage

HEAD = struct.Struct(">25I")
COLOUR_BYTES = 12


def made_of(data: bytes) -> QImage:
    """The picture in the content of a frame buffer."""
    fields = HEAD.unpack_from(data)
    head_bytes, width, height, bytes_per_line, colours = fields[0], fields[4], fields[5], fields[12], fields[19]
    pixels = data[head_bytes + colours * COLOUR_BYTES :]
    return QImage(pixels, width, height, bytes_per_line, QImage.Format.Format_RGB32).copy()
