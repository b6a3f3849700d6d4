"""Repeats: which attempt it is, what the one before came to, and whether the same id got the same answer."""

from collections.abc import Sequence

from common.words import Words
from launcher_app.diagram.repeats import tries_of
from launcher_app.explaining import replies
from launcher_app.explaining.people import person
from launcher_app.feed.doors import Part, part_of
from launcher_app.feed.hop import Hop, Outcome

ATTEMPT = Words("Это попытка {number} из {most} в этом сеансе.", "This is attempt {number} of {most} in this session.")
BY_HAND = Words("Запрос повторил человек из окна запуска.", "A person sent the request again, from the launcher.")
TWICE = Words("Это второй экземпляр того же запроса.", "This is the second copy of the same request.")
SAME = Words(
    "Номер тот же, данные те же — {who} ответил тем же, что и раньше (обмен {number}), как на узнанный повтор.",
    "The id and the data are the same: {who} answered as before (exchange {number}), as to a repeat it knows.",
)
SAME_MONEY = Words(
    "Номер тот же, данные те же — {who} ответил тем же, что и раньше (обмен {number}), как на узнанный повтор. "
    "Второй раз деньги двигаться не должны; двинулись ли, видно по проводкам.",
    "The id and the data are the same: {who} answered as before (exchange {number}), as to a repeat it knows. No money "
    "may move a second time; the postings show whether it did.",
)
OTHER = Words(
    "Ответ не такой, как раньше (обмен {number}), хотя запрос тот же: сравните их. Один номер — один ответ.",
    "The same request was answered otherwise before (exchange {number}): compare them. One id, one answer.",
)
MOVING = (Part.MONEY, Part.CREDIT, Part.USE)


def again(hop: Hop, story_hops: Sequence[Hop]) -> list[Words]:
    """Nothing of a first time."""
    told = [BY_HAND] if hop.by_hand else []
    before = [one for one in story_hops if one.number < hop.number and _alike(one, hop)]
    if any(one.span and one.span == hop.span for one in before):
        told.append(TWICE)
    one = tries_of(story_hops).get(hop.number)
    if one is not None and one.number > 1:
        told.append(ATTEMPT.format(number=one.number, most=one.most))
    return told


def as_before(hop: Hop, story_hops: Sequence[Hop]) -> list[Words]:
    """Whether the same question got the same answer: told of what changes something, once both are known."""
    if hop.outcome is not Outcome.OK or part_of(hop) not in MOVING:
        return []
    before = (one for one in story_hops if one.number < hop.number and _alike(one, hop) and one.request == hop.request)
    first = next((one for one in before if (one.status or one.answered) == hop.status and one.reply), None)
    if first is None or not hop.request:
        return []
    if not _same(first.reply, hop.reply):
        return [OTHER.format(number=first.number)]
    who = person(hop.receiver).named
    words = SAME if part_of(hop) is Part.USE else SAME_MONEY
    return [
        Words(
            words.ru.format(who=who.ru.lower(), number=first.number),
            words.en.format(who=who.en[0].lower() + who.en[1:], number=first.number),
        )
    ]


def _alike(one: Hop, other: Hop) -> bool:
    return (one.sender, one.receiver, one.path, one.verb) == (other.sender, other.receiver, other.path, other.verb)


def _same(one: str, other: str) -> bool:
    first, second = replies.object_of(one), replies.object_of(other)
    return first == second if first or second else one == other
