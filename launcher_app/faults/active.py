"""A fault that is on: how often it was met and what is left of it."""

import msgspec

from launcher_app.faults.setting import Setting


class Active(msgspec.Struct, frozen=True, kw_only=True):
    """`left` more times and `seconds` more, None where there is no end; `on` is False of one that has had its day."""

    id: int
    setting: Setting
    met: int = 0
    left: int | None = None
    seconds: int | None = None
    on: bool = True
