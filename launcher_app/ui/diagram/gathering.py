"""Gathers the hops of a diagram from what the launcher has heard, and lays them out; knows nothing of the window."""

from itertools import islice
from typing import NamedTuple

from common.words import Language, Words
from launcher_app.diagram.layout import Layout, laid_out
from launcher_app.diagram.sequence import Sequence, sequenced
from launcher_app.feed.doors import Part, part_of
from launcher_app.feed.hop import Hop
from launcher_app.launcher import Launcher
from launcher_app.ui.hops import hops_of

MOST_OF_NETWORK = 200
NETWORK = Words("Вся сеть, последние обмены", "The whole network, last exchanges")


class Wish(NamedTuple):
    """What is to be drawn: a story by its key, or the whole network; how, and the state of what was heard."""

    story: str
    whole: bool
    language: Language
    room: float
    seen: tuple[int, ...]


class Gathered(NamedTuple):
    """What is drawn; no `layout` where there is no hop."""

    wish: Wish
    title: Words | None
    name: str
    hops: tuple[Hop, ...]
    sequence: Sequence
    layout: Layout | None


def gathered(launcher: Launcher, wish: Wish, before: Gathered | None) -> Gathered:
    """The diagram that was wished for; where nothing of it has changed, the one that was made before."""
    story = None if wish.whole else launcher.stories.of(wish.story)
    hops = last_of_network(launcher) if wish.whole else hops_of(launcher, story)
    title = NETWORK if wish.whole else story.words if story is not None else None
    if before is not None and (before.hops, before.title, before.wish._replace(seen=wish.seen)) == (hops, title, wish):
        return before
    name = "network" if wish.whole or story is None else story.code or story.kind.value
    sequence = sequenced(hops)
    layout = laid_out(sequence, wish.language, wish.room) if hops else None
    return Gathered(wish, title, name, hops, sequence, layout)


def last_of_network(launcher: Launcher) -> tuple[Hop, ...]:
    """The newest hops, without polls."""
    telling = (hop for hop in reversed(launcher.feed.hops()) if part_of(hop) is not Part.POLL)
    return tuple(reversed(list(islice(telling, MOST_OF_NETWORK))))
