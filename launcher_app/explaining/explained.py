"""Explains a hop: what was asked, what came back, what that means for the money, and what comes next."""

from collections.abc import Sequence

from common.qt.wording import money
from common.words import Words
from launcher_app.explaining import requirements
from launcher_app.explaining.again import again, as_before
from launcher_app.explaining.answers import answered
from launcher_app.explaining.door import Door
from launcher_app.explaining.doors import door_of
from launcher_app.explaining.explanation import Explanation
from launcher_app.explaining.on_purpose import on_purpose
from launcher_app.feed.hop import Hop, Outcome

ANSWERS = "docs/protocol.md#2-ответы-и-что-делать-вызывающему--answers-and-what-the-caller-does"
UNAUTHORIZED = 401


def explained(hop: Hop, story_hops: Sequence[Hop] = ()) -> Explanation:
    """In the light of the other hops of its story: repeats are told from first times."""
    door = _with_sum(door_of(hop), hop)
    told = [
        *again(hop, story_hops),
        door.asks,
        *answered(hop, door),
        *as_before(hop, story_hops),
        *on_purpose(hop),
    ]
    requirement = requirements.BASIC if hop.status == UNAUTHORIZED else door.requirement
    words = Words(" ".join(one.ru for one in told), " ".join(one.en for one in told))
    return Explanation(words=words, requirement=requirement, link=_link(hop, door))


def _link(hop: Hop, door: Door) -> str:
    """Where an answer stops more than this one request, what answers mean says more than the door's own page."""
    return ANSWERS if hop.outcome is Outcome.MISTAKE else door.link


def _with_sum(door: Door, hop: Hop) -> Door:
    """The texts that name the money, with it."""
    ru = en = ""
    if hop.amount is not None:
        ru, en = (f" {money(hop.amount, language, hop.currency)}" for language in ("ru", "en"))
    filled = (Words(one.ru.replace("{sum}", ru), one.en.replace("{sum}", en)) for one in (door.asks, door.good))
    asks, good = filled
    return door._replace(asks=asks, good=good)
