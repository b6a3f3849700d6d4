"""A fault as a person sets it: on which arrow and door, what, how likely, how often, for how long."""

import msgspec

from launcher_app.feed.hop import Arrow
from launcher_app.proxy.faults import WHOLE, FaultKind


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """`share` of 10 000 requests, drawn from the seed; at most `times` of them, within `seconds`; 0 is without end.

    `path` is the door, empty for every door of the arrow; `milliseconds` is how long a delay is.
    """

    arrow: Arrow
    kind: FaultKind
    path: str = ""
    share: int = WHOLE
    times: int = 0
    seconds: int = 0
    milliseconds: int = 2_000
