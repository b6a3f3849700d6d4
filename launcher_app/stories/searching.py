"""Finding: what of a story and its hops a person may look for, as text without the differences that nobody means."""

from collections.abc import Callable, Sequence

from launcher_app.feed.doors import called
from launcher_app.feed.hop import Hop
from launcher_app.stories.group import Group
from launcher_app.stories.query import Query
from launcher_app.stories.story import Story, StoryKind
from launcher_app.stories.telling import account_shown

MOST_OF_BODY = 4_000
Noted = Callable[[str, str], str]
BREAK = "\u00a0"


def folded(text: str) -> str:
    """Without case, ё and kinds of spaces."""
    return text.casefold().replace("ё", "е").replace(BREAK, " ")


def words_of(query: Query) -> list[str]:
    """The words that all must be there."""
    return folded(query.text).split()


def of_hop(hop: Hop) -> str:
    """Everything that one hop says."""
    what = called(hop)
    parts = (
        what.ru, what.en, hop.verb, hop.path, hop.trace, hop.span, hop.sender_seat, hop.receiver_seat,
        hop.request[:MOST_OF_BODY], hop.reply[:MOST_OF_BODY], str(hop.status or ""), hop.error, hop.fault,
    )  # fmt: skip
    return folded("\n".join(parts))


def of_story(group: Group, story: Story) -> str:
    """What stands in its line, and what it is called by: codes also without their dash."""
    numbers = {one.number for one in group.facts.values()}
    parts = (
        story.words.ru, story.words.en, story.code, story.code.replace("-", ""), story.payment_id, story.account,
        account_shown(story.account), *numbers,
    )  # fmt: skip
    return folded("\n".join(parts))


def fits(group: Group, query: Query, words: Sequence[str], starred: frozenset[str], noted: Noted | None) -> bool:
    """Whether the story has a hop that is looked for."""
    if query.hide_polls and group.kind is StoryKind.POLLS:
        return False
    if query.only_starred and group.key not in starred:
        return False
    missing = [word for word in words if word not in group.head]
    if not missing and not query.arrows and not query.outcomes:
        return True
    if noted is not None and missing:
        note = folded(noted(group.key, ""))
        missing = [word for word in missing if word not in note]
    return any(query.fits(hop) and _has(group, hop, missing, noted) for hop in group.hops.values())


def _has(group: Group, hop: Hop, missing: Sequence[str], noted: Noted | None) -> bool:
    text = group.texts[hop.number]
    still = [word for word in missing if word not in text]
    if not still or noted is None:
        return not still
    note = folded(noted(group.key, hop.span))
    return all(word in note for word in still)
