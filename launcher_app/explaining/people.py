"""How texts call the roles: at the beginning of a sentence, and where somebody goes or waits."""

from typing import NamedTuple

from common.words import Words


class Person(NamedTuple):
    """«Центр ответил», «до центра не дошёл»."""

    named: Words
    reached: Words


PEOPLE = {
    "consumer": Person(Words("Потребитель", "The consumer"), Words("потребителя", "the consumer")),
    "terminal": Person(Words("Терминал", "The terminal"), Words("терминала", "the terminal")),
    "processing": Person(Words("Центр", "The centre"), Words("центра", "the centre")),
    "provider": Person(Words("Поставщик", "The provider"), Words("поставщика", "the provider")),
}
STRANGER = Person(Words("Получатель", "The receiver"), Words("получателя", "the receiver"))


def person(role: str) -> Person:
    """A role, or whoever stands in its place."""
    return PEOPLE.get(role, STRANGER)
