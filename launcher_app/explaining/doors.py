"""The texts of every door between roles."""

from common.words import Words
from launcher_app.explaining import (
    doors_of_centre,
    doors_of_codes,
    doors_of_consumer,
    doors_of_provider,
    doors_of_wallets,
)
from launcher_app.explaining.door import Door
from launcher_app.feed.doors import Part, door_path, part_of
from launcher_app.feed.hop import Hop

TEXTS: dict[tuple[str, str], Door] = {
    **{("processing", path): door for path, door in doors_of_centre.DOORS.items()},
    **{("provider", path): door for path, door in doors_of_provider.DOORS.items()},
    **{("provider", path): door for path, door in doors_of_consumer.OF_PROVIDER.items()},
    **{("consumer", path): door for path, door in doors_of_consumer.DOORS.items()},
    **{("processing", path): door for path, door in (doors_of_wallets.DOORS | doors_of_codes.DOORS).items()},
    **{("provider", path): door for path, door in (doors_of_wallets.OF_PROVIDER | doors_of_codes.OF_PROVIDER).items()},
}
"""(who answers, path) -> its texts, as launcher_app/feed/doors.py has them."""
LINK = "docs/protocol.md#1-общие-правила--common-rules"
NOT_OF_PROTOCOL = Words(
    "Такой точки входа в протоколе сети нет: что здесь делается, знает только тот, кто её сделал.",
    "The network's protocol has no such door: only who made it knows what it does.",
)
STRANGE = Door(
    asks=NOT_OF_PROTOCOL,
    good=Words("Ответ получен.", "There is an answer."),
    refused=Words("Получатель отказал.", "The receiver refused."),
    unknown=Words("Исход неизвестен.", "The outcome is unknown."),
    unreached=Words("Запрос не отправлен.", "The request was not sent."),
    link=LINK,
)


def door_of(hop: Hop) -> Door:
    """The door that a hop knocks at; a path that a contract made up is where its service is used."""
    path = door_path(hop.path)
    known = doors_of_provider.BY_VERB.get(hop.verb) or doors_of_wallets.BY_SENDER.get((hop.sender, path))
    known = known or TEXTS.get((hop.receiver, path))
    if known is not None:
        return known
    return doors_of_consumer.USE if part_of(hop) is Part.USE else STRANGE
