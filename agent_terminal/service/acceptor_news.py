"""News of the acceptor in words for whoever watches it: every kind has its sentence, those for staff are its own."""

from collections.abc import Callable
from typing import Any

from agent_terminal.ccnet import happenings as h
from agent_terminal.ccnet import words
from agent_terminal.ccnet.bills import BillType
from agent_terminal.ccnet.reasons import REJECTS
from agent_terminal.service import staff_news
from agent_terminal.service.kept import SIMULATOR
from common import money
from common.money import RUB
from common.words import Words

DECISIONS = {
    h.Decision.STACK: Words("{note} в эскроу: укладываем", "{note} in escrow: stack it"),
    h.Decision.RETURN: Words("{note} в эскроу: возвращаем", "{note} in escrow: return it"),
    h.Decision.HOLD: Words("{note} в эскроу: держим", "{note} in escrow: hold it"),
}
OTHER_NOTE = Words("купюра неизвестного типа {type}", "a note of unknown type {type}")
STACKED = Words("{note} в кассете: это деньги", "{note} in the cassette: this is money")
AGAIN = Words("квитанция повторена: второй раз не считаем", "the receipt was repeated: not counted again")
RETURNED = Words("{note} вернулась плательщику", "{note} went back to the payer")
CLOSED = Words("приём закрыт", "the mouth is closed")
OPEN = Words("приём открыт, типов купюр: {count}", "the mouth is open, types of notes: {count}")
REJECTED = Words("прибор отказался: {why}", "the device refused: {why}")


def said(news: h.Happening) -> Words:
    """A piece of news as a sentence without its end."""
    words_of = SAID.get(type(news))
    return staff_news.said(news) if words_of is None else words_of(news)


def _note(number: int | None, bill: BillType | None) -> Words:
    if bill is None:
        return OTHER_NOTE.format(type=number)
    sign = "₽" if bill.currency == RUB else bill.currency
    return Words(f"{money.text(bill.value)} {sign}", f"{money.text(bill.value, english=True)} {sign}")


def _of_note(sentence: Words, number: int | None, bill: BillType | None) -> Words:
    note = _note(number, bill)
    return Words(sentence.ru.format(note=note.ru), sentence.en.format(note=note.en))


def _rejected(news: h.Rejecting) -> Words:
    why = Words("причина не названа", "no reason given") if news.reason is None else REJECTS.get(news.reason)
    why = why or Words(f"{news.reason:02X}H", f"{news.reason:02X}H")
    return Words(REJECTED.ru.format(why=why.ru), REJECTED.en.format(why=why.en))


def _refused(news: h.Refused) -> Words:
    name = words.command(bytes((news.command,)))
    return Words(f"отказ на команду «{name.ru}»", f"refuses the command {name.en}")


def _opened(url: str) -> Words:
    if url == SIMULATOR:
        return Words("имитатор запущен, линия открыта", "the simulator runs, its line is open")
    return Words(f"порт открыт: {url}", f"the port is open: {url}")


def _lost(news: h.PortLost) -> Words:
    return news.why or Words(f"порт пропал: {news.reason}", f"the port is gone: {news.reason}")


SAID: dict[type, Callable[[Any], Words]] = {
    h.PortOpened: lambda news: _opened(news.url),
    h.PortLost: _lost,
    h.Online: lambda _: Words("прибор отвечает", "the device answers"),
    h.LineEchoes: lambda _: Words("на линии слышно эхо своих слов", "the line echoes our own words"),
    h.Identified: lambda news: Words(
        f"прибор назвал себя, купюр в таблице: {len(news.bills)}",
        f"the device told who it is, notes in its table: {len(news.bills)}",
    ),
    h.StateChanged: lambda news: words.status(news.status, news.detail),
    h.Enabled: lambda news: OPEN.format(count=len(news.types)) if news.types else CLOSED,
    h.Escrowed: lambda news: _of_note(DECISIONS[news.decision], news.type, news.bill),
    h.Stacked: lambda news: _of_note(STACKED, news.type, news.bill),
    h.StackedAgain: lambda _: AGAIN,
    h.Returned: lambda news: _of_note(RETURNED, news.type, news.bill),
    h.NothingInside: lambda _: Words("внутри пусто", "nothing is inside"),
    h.Rejecting: _rejected,
    h.Cheated: lambda _: Words("попытка обмана", "a fraud"),
    h.Paused: lambda _: Words("вставлена вторая купюра", "a second note was pushed in"),
    h.Refused: _refused,
    h.Unknown: lambda news: Words(
        f"незнакомый ответ: {news.payload.hex(' ').upper()}", f"an unknown answer: {news.payload.hex(' ').upper()}"
    ),
}
