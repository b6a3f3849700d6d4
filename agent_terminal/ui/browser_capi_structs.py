"""CEF's C structures made in Python: they never die, and hand back each reference that a callback is given."""

import ctypes
from collections.abc import Callable
from typing import Any

from cef_capi import cef_string_ctor, decode_cef_string, struct

Told = Callable[[BaseException], None]
BASE = struct.cef_base_ref_counted_t
COUNTING = dict(BASE._fields_)

# One browser lives as long as the program: what we give to CEF is counted by no one and stays for good. Counting, as
# cef_capi's own base_ctor does, would free a structure inside a callback that still runs on it.
_ADD = COUNTING["add_ref"](lambda _: None)
_RELEASE = COUNTING["release"](lambda _: 0)
_ONE = COUNTING["has_one_ref"](lambda _: 0)
_SOME = COUNTING["has_at_least_one_ref"](lambda _: 1)
_kept: list[Any] = []


def lasting(kind: Any) -> Any:
    """An empty structure of CEF's that is never freed."""
    made = kind()
    made.base.size = ctypes.sizeof(kind)
    made.base.add_ref, made.base.release = _ADD, _RELEASE
    made.base.has_one_ref, made.base.has_at_least_one_ref = _ONE, _SOME
    _kept.append(made)
    return made


def answer(
    target: Any, name: str, function: Callable[..., Any], *, trouble: Told, otherwise: int | None = None
) -> None:
    """Let CEF call the function; `otherwise` is the answer when it fails: a lock that breaks stays locked."""

    def called(_: Any, *arguments: Any) -> Any:
        try:
            return function(*arguments)
        except Exception as bug:  # noqa: BLE001 - a callback's end: beyond it there is only C
            trouble(bug)
            return otherwise
        finally:
            for argument in arguments:
                let_go(argument)

    setattr(target, name, dict(type(target)._fields_)[name](called))


def hand_out(target: Any, name: str, handler: Any) -> None:
    """Let CEF get a handler of ours."""
    place = ctypes.addressof(handler)

    def called(_: Any, *arguments: Any) -> int:
        for argument in arguments:
            let_go(argument)
        return place

    setattr(target, name, dict(type(target)._fields_)[name](called))


def let_go(pointer: Any) -> None:
    """Give back the reference that came with a callback's argument or a call's answer."""
    if not isinstance(pointer, ctypes._Pointer) or not bool(pointer):
        return
    base = getattr(pointer.contents, "base", None)
    if isinstance(base, BASE):
        base.release(ctypes.byref(base))


def pointed(address: int, kind: Any) -> Any:
    """What a call of CEF's answers, as a pointer to its structure."""
    return ctypes.cast(ctypes.c_void_p(address), ctypes.POINTER(kind))


def text(string: str) -> Any:
    """A string for CEF; it lives as long as what is returned."""
    return cef_string_ctor(string)


def read(string: Any) -> str:
    """A string of CEF's, which may be none."""
    if not string or not string.contents.length:
        return ""
    return str(decode_cef_string(string.contents))


def taken(address: int) -> str:
    """A string that CEF made for us: read and freed."""
    return str(decode_cef_string(address, free_after_decode=True)) if address else ""
