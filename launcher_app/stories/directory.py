"""Names of providers, as the centre's directory tells them to its terminals."""

import msgspec

from common.words import Words
from launcher_app.feed.hop import Hop


class _Entry(msgspec.Struct):
    provider_id: int
    name: Words


class _Directory(msgspec.Struct):
    providers: list[_Entry] = []


def names_in(hop: Hop) -> dict[int, Words]:
    """The names in an answer; none in one that says that nothing has changed."""
    try:
        found = msgspec.json.decode(hop.reply, type=_Directory).providers
    except (msgspec.MsgspecError, RecursionError):
        return {}
    return {one.provider_id: one.name for one in found}
