"""What a person reads of a card, line by line, on the screen and on paper."""

from typing import NamedTuple

from common.protocol.card import Card
from common.words import Words

DIALECTS = {"json": "JSON, POST", "form": "форма · form, POST", "osmp": "OSMP (XML, GET)"}
NUMBER, URL, PROTOCOL, LOGIN, PASSWORD = (
    Words("Номер или договор", "Number or contract"),
    Words("Адрес (URL)", "Address (URL)"),
    Words("Протокол", "Protocol"),
    Words("Логин", "Login"),
    Words("Пароль", "Password"),
)


class CardRow(NamedTuple):
    """`name` is the card's own field."""

    name: str
    words: Words
    text: str


def rows_of(card: Card) -> list[CardRow]:
    """The lines in the order in which they are typed into a contract by hand."""
    rows = [
        CardRow("number", NUMBER, card.number),
        CardRow("url", URL, card.url),
        CardRow("dialect", PROTOCOL, DIALECTS.get(card.dialect, card.dialect)),
        CardRow("login", LOGIN, card.login),
        CardRow("password", PASSWORD, card.password),
    ]
    return [row for row in rows if row.text]
