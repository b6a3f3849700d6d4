"""DPAPI: bytes that only the same Windows user can open again."""

import ctypes
import sys
from typing import Any

UI_FORBIDDEN = 0x1


class _Blob(ctypes.Structure):
    """DATA_BLOB of wincrypt.h."""

    _fields_ = (("size", ctypes.c_uint32), ("data", ctypes.POINTER(ctypes.c_char)))


def sealed(data: bytes) -> bytes:
    """Bytes for the file."""
    return _through("CryptProtectData", data)


def opened(data: bytes) -> bytes:
    """Bytes from the file; OSError when another user sealed them."""
    return _through("CryptUnprotectData", data)


def _through(name: str, data: bytes) -> bytes:
    assert sys.platform == "win32"
    windows: Any = ctypes
    buffer = ctypes.create_string_buffer(data, len(data))
    given = _Blob(len(data), ctypes.cast(buffer, ctypes.POINTER(ctypes.c_char)))
    got = _Blob()
    function = getattr(windows.windll.crypt32, name)
    if not function(ctypes.byref(given), None, None, None, None, UI_FORBIDDEN, ctypes.byref(got)):
        raise windows.WinError()
    try:
        return ctypes.string_at(got.data, got.size)
    finally:
        windows.windll.kernel32.LocalFree(got.data)
