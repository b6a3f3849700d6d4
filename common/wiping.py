"""Overwrites a secret where it lies in memory: Python frees texts without clearing them, and freed memory is read, too.

Only for what nobody else needs: whoever still holds it holds zeros from then on.
"""

import ctypes
import sys

BYTES = sys.getsizeof(b"") - 1
"""Where CPython keeps what is in bytes: after their head, before a zero. Of a text it is the end that is known."""
STATE = 4 * ctypes.sizeof(ctypes.c_void_p)
INTERNED = 3
"""Of a text's state: it is shared with every other one that reads alike, perhaps a program's own constant."""
LITTLE = sys.byteorder == "little"
CODES = {1: "latin-1", 2: "utf-16-le" if LITTLE else "utf-16-be", 4: "utf-32-le" if LITTLE else "utf-32-be"}


def wipe(secret: str | bytes) -> None:
    """Nothing is left of it. A text that is shared, or lies otherwise than is known here, is left alone."""
    if sys.implementation.name != "cpython" or len(secret) < 2:
        return
    if isinstance(secret, bytes):
        ctypes.memset(id(secret) + BYTES, 0, len(secret))
    elif not ctypes.c_uint8.from_address(id(secret) + STATE).value & INTERNED:
        _wipe_text(secret)


def _wipe_text(secret: str) -> None:
    largest = ord(max(secret))
    width = 1 if largest < 1 << 8 else 2 if largest < 1 << 16 else 4
    size = width * len(secret)
    place = id(secret) + sys.getsizeof(secret) - size - width
    copy = secret.encode(CODES[width], "surrogatepass")
    if ctypes.string_at(place, size) == copy:
        ctypes.memset(place, 0, size)
    wipe(copy)
