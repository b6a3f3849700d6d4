"""What stands on each paper that the terminal gives: a receipt, a claim slip, a trial of the printer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from agent_terminal.printer.lines import Gap, Pair, Part, Rule, Sheet, Square, Text
from agent_terminal.service import receipt
from agent_terminal.service.kept import Agent
from agent_terminal.service.receipt import Receipt
from agent_terminal.store.papers import Slip
from agent_terminal.store.payments import Payment
from common import money
from common.clock import moment
from common.money import SIGNS
from common.words import Language, Words, same

DOT = " · "
UNBROKEN = "\u00a0"
COPY = Words("КОПИЯ № {number}", "COPY No. {number}")
PRINTED = Words("Напечатана", "Printed")
CODE = Words("Код платежа", "Payment code")
AT = Words("Дата и время", "Date and time")
TERMINAL = Words("Терминал", "Terminal")
PROVIDER, ACCOUNT = Words("Поставщик", "Provider"), Words("Номер", "Number")
INSERTED, FEE = Words("Внесено", "Inserted"), Words("Комиссия агента", "Agent's fee")
AMOUNT = Words("К зачислению", "To be credited")
AGENT, INN, ADDRESS = Words("Агент", "Agent"), Words("ИНН", "Taxpayer number"), Words("Адрес", "Address")
CONTRACT, PHONE = Words("Договор с ПЦ", "Contract with the centre"), Words("Поддержка", "Support")
PAYMENT_ID = Words("Номер операции", "Payment id")

SLIP = Words("Квитанция на возврат", "Claim slip")
SLIP_CODE, KEPT = Words("Код квитанции", "Claim code"), Words("Сохранено за вами", "Kept for you")
REASON = Words("Причина", "Reason")
TOO_LITTLE = Words("внесено меньше наименьшего платежа", "less was inserted than the smallest payment")
REFUSED = Words("поставщик отклонил платёж", "the provider rejected the payment")
CLAIM = Words(
    "Деньги не зачислены и остаются вашими. Чтобы получить их, обратитесь к агенту{phone} и назовите код. "
    "Деньги выдаются по этой квитанции один раз.",
    "The money was not credited and stays yours. To get it back, turn to the agent{phone} and tell the code. "
    "The money is given out against this slip once.",
)
BY_PHONE = Words(" по телефону {phone}", ", phone {phone}")
UNPAID_SLIP = "amount_out_of_range"
"""The reason of a slip for cash that never became a payment."""

TRIAL = Words("Проверка принтера", "Printer test")
TRIAL_WORKS = Words(
    "Если буквы читаются, а линейка занимает ровно одну строку, принтер настроен верно.",
    "If the letters can be read and the ruler takes just one line, the printer is set up well.",
)
LETTERS = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ абвгдеёжзийклмнопрстуфхцчшщъыьэюя № «» — ₽"
TRIAL_SUM, TRIAL_CODE = 123_456, "TEST"


@dataclass(frozen=True, slots=True)
class Voice:
    """In which languages a paper speaks; the first one is its own."""

    languages: tuple[Language, ...]

    def say(self, words: Words) -> str:
        """Side by side where they differ."""
        return " / ".join(dict.fromkeys(words.of(language) for language in self.languages))

    def each(self, words: Words) -> Iterator[str]:
        """One below the other where they differ."""
        yield from dict.fromkeys(words.of(language) for language in self.languages)

    def sum(self, amount: int, currency: str) -> str:
        """Minor units as people read them."""
        told = money.text(amount, english=self.languages[0] == "en")
        return f"{told} {SIGNS.get(currency, currency)}"


@dataclass(frozen=True, slots=True)
class Copy:
    """A paper that is not the first of its document: its number, and when it is printed."""

    number: int
    at: datetime


def of_receipt(body: Receipt, voice: Voice, copy: Copy | None) -> Sheet:
    """A receipt as it was made with the payment."""
    parts: list[Part] = [
        *_head(voice, body.title, body.marks[0], copy),
        *_pairs(
            voice,
            (CODE, same(body.code)),
            (AT, same(local(datetime.fromisoformat(body.at)))),
            (TERMINAL, same(body.terminal)),
        ),
        Rule(),
        *_pairs(voice, (PROVIDER, body.provider), (ACCOUNT, same(body.account))),
        Pair(voice.say(INSERTED), voice.sum(body.inserted, body.currency)),
        Pair(voice.say(FEE), voice.sum(body.agent_fee, body.currency)),
        Pair(voice.say(AMOUNT), voice.sum(body.amount, body.currency), large=True),
        Rule(),
        *_pairs(
            voice,
            (AGENT, same(body.agent)),
            (INN, same(body.inn)),
            (ADDRESS, same(body.address)),
            (CONTRACT, same(body.contract)),
            (PHONE, same(body.phone)),
            (PAYMENT_ID, same(body.payment_id)),
        ),
        Rule(),
        *(Text(line, centred=True) for mark in body.marks[1:] for line in voice.each(mark)),
        *_code(body.code),
    ]
    return Sheet(body.title.of(voice.languages[0]), voice.languages[0], tuple(parts))


def of_slip(slip: Slip, payment: Payment | None, agent: Agent, terminal: str, voice: Voice, copy: Copy | None) -> Sheet:
    """Cash that is kept for a payer, and how to get it."""
    whom: tuple[tuple[Words, Words], ...] = ()
    if payment is not None:
        provider = Words(payment.provider_ru, payment.provider_en)
        whom = ((PROVIDER, provider), (ACCOUNT, same(payment.account)))
    phone = BY_PHONE.format(phone=agent.phone.replace(" ", UNBROKEN)) if agent.phone else same("")
    claim = Words(CLAIM.ru.format(phone=phone.ru), CLAIM.en.format(phone=phone.en))
    parts: list[Part] = [
        *_head(voice, SLIP, receipt.TRAINING, copy),
        *_pairs(
            voice,
            (SLIP_CODE, same(slip.code)),
            (AT, same(local(moment(slip.made)))),
            (TERMINAL, same(terminal)),
            *whom,
            (REASON, TOO_LITTLE if slip.reason == UNPAID_SLIP else REFUSED),
        ),
        Pair(voice.say(KEPT), voice.sum(slip.amount, slip.currency), large=True),
        Rule(),
        *(Text(line) for line in voice.each(claim)),
        Rule(),
        *_who(voice, agent),
        *_code(slip.code),
    ]
    return Sheet(SLIP.of(voice.languages[0]), voice.languages[0], tuple(parts))


def of_trial(agent: Agent, terminal: str, columns: int, now: datetime, voice: Voice) -> Sheet:
    """Everything a receipt needs of a printer: its width, its letters, sums at the edge, the code, the cut.

    `columns` is 0 for a paper that is drawn: it has no ruler.
    """
    ruler = ("1234567890" * (columns // 10 + 1))[:columns]
    parts: list[Part] = [
        *_head(voice, TRIAL, receipt.TRAINING, None),
        *_pairs(voice, (TERMINAL, same(terminal)), (AT, same(local(now)))),
        *([Text(ruler)] if columns else []),
        Text(LETTERS),
        Pair(voice.say(AMOUNT), voice.sum(TRIAL_SUM, money.RUB), large=True),
        Rule(),
        *(Text(line) for line in (voice.each(TRIAL_WORKS) if columns else ())),
        *([Rule()] if columns else []),
        *_who(voice, agent),
        *_code(TRIAL_CODE),
    ]
    return Sheet(TRIAL.of(voice.languages[0]), voice.languages[0], tuple(parts))


def local(at: datetime) -> str:
    """A moment by this terminal's clock, with its zone: «20.11.2026 21:40:41 UTC+3»."""
    here = at.astimezone()
    offset = here.utcoffset()
    assert offset is not None
    hours, minutes = divmod(abs(int(offset.total_seconds())) // 60, 60)
    sign = "+" if offset.total_seconds() >= 0 else "−"
    return f"{here:%d.%m.%Y %H:%M:%S} UTC{sign}{hours}" + (f":{minutes:02d}" if minutes else "")


def _head(voice: Voice, title: Words, mark: Words, copy: Copy | None) -> Iterator[Part]:
    """First of all what this paper is not."""
    for line in voice.each(mark):
        for one in line.split(DOT):
            yield Text(one, centred=True, bold=True)
    yield Gap()
    for line in voice.each(title):
        yield Text(line, centred=True, bold=True)
    if copy is not None:
        for line in voice.each(COPY.format(number=copy.number)):
            yield Text(line, centred=True, bold=True, large=True)
        yield Text(f"{voice.say(PRINTED)}: {local(copy.at)}", centred=True)
    yield Rule()


def _pairs(voice: Voice, *told: tuple[Words, Words]) -> Iterator[Part]:
    """Names with their values; what is not known is left out."""
    for name, value in told:
        if value.ru:
            yield Pair(voice.say(name), voice.say(value))


def _who(voice: Voice, agent: Agent) -> Iterator[Part]:
    yield from _pairs(
        voice,
        (AGENT, same(agent.name)),
        (INN, same(agent.inn)),
        (ADDRESS, same(agent.address)),
        (PHONE, same(agent.phone)),
    )


def _code(code: str) -> Iterator[Part]:
    yield Square(code)
    yield Text(code, centred=True, bold=True)
