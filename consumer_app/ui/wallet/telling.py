"""How wallets, their payments and movements are told, in both languages; nothing here decides anything."""

from common.protocol.wallets.parties import side_name
from common.protocol.wallets.payments import PaymentShown, State
from common.protocol.wallets.wallet import StatementLine
from common.qt import wording
from common.qt.table import Shown
from common.qt.theme import Token
from common.words import Language, Words
from consumer_app import messages
from consumer_app.core import PaymentState
from consumer_app.service.wallet_showing import WAYS

NOTHING = Words("", "")
GROUP = 4
LONG_WORD = 20
"""Letters of the longest piece of a name that stays in one line."""
RETURNED = Words("Возврат: {what}", "Returned: {what}")
STATES: dict[State, Shown] = {
    "waiting_for_payer": Shown("waiting", Words("Ждёт подтверждения", "Waits for your word"), Token.WAITING),
    "accepted": Shown("running", Words("В очереди", "In the queue"), Token.RUNNING),
    "processing": Shown("running", Words("Ждём банк", "At the bank"), Token.RUNNING),
    "done": Shown("ok", Words("Проведён", "Done"), Token.OK),
    "failed": Shown("failed", Words("Не прошёл", "Failed"), Token.ERROR),
    "returned": Shown("reversed", Words("Деньги вернулись", "Money returned"), Token.WAITING),
}
SENDING = Shown("running", Words("Отправляется", "Being sent"), Token.RUNNING)
UNKNOWN = Shown("waiting", Words("Исход неизвестен", "Outcome unknown"), Token.WAITING)
REFUSED = Shown("failed", Words("Отказ", "Refused"), Token.ERROR)
SAID: dict[State, Words] = {
    "waiting_for_payer": Words("{what} {amount}, {whom}: ждёт подтверждения.", "{what} {amount}, {whom}: waits."),
    "accepted": Words(
        "{what} {amount}, {whom}: центр принял платёж, деньги вот-вот уйдут.",
        "{what} {amount}, {whom}: the centre has taken the payment, the money is about to go.",
    ),
    "processing": Words(
        "{what} {amount}, {whom}: деньги отложены, ждём ответа банка.",
        "{what} {amount}, {whom}: the money is held, the bank has yet to answer.",
    ),
    "done": Words("{what} {amount}, {whom}: платёж проведён.", "{what} {amount}, {whom}: done."),
    "failed": Words(
        "{what} {amount}, {whom}: платёж не прошёл, деньги остались в кошельке. {why}",
        "{what} {amount}, {whom}: failed, the money stayed in the wallet. {why}",
    ),
    "returned": Words(
        "{what} {amount}, {whom}: деньги вернулись в кошелёк. {why}",
        "{what} {amount}, {whom}: the money is back in the wallet. {why}",
    ),
}
IS_SENT = Words("{what} {amount}, {whom}: ждём ответа центра.", "{what} {amount}, {whom}: waiting for the centre.")
IS_UNKNOWN = Words(
    "{what} {amount}, {whom}: ответа нет, прошёл ли платёж, неизвестно. Центр спросят с тем же номером, дважды деньги "
    "не уйдут.",
    "{what} {amount}, {whom}: no answer, nobody knows whether it was paid. The centre will be asked with the same id, "
    "nothing is paid twice.",
)
LIMITS = Words(
    "За операцию до {operation}. За день до {day}, сегодня потрачено {spent}. Без подтверждения до {free}.",
    "Up to {operation} an operation. Up to {day} a day, {spent} spent today. Without a word from you up to {free}.",
)


def money(amount: int | None, language: Language, currency: str = "RUB") -> str:
    """A sum, or a dash where nobody told it."""
    return "—" if amount is None else wording.money(amount, language, currency)


def sum_words(amount: int | None, currency: str = "RUB") -> Words:
    """A sum in both languages."""
    return Words(money(amount, "ru", currency), money(amount, "en", currency))


def grouped(digits: str) -> str:
    """A number in fours, as it is read aloud: «1234 5678 9015»."""
    return " ".join(digits[at : at + GROUP] for at in range(0, len(digits), GROUP))


def breakable(text: str) -> str:
    """A name with a place to break in each word that no window is wide enough for."""
    return " ".join(
        "\u200b".join(word[at : at + LONG_WORD] for at in range(0, len(word), LONG_WORD)) for word in text.split(" ")
    )


def same(text: str) -> Words:
    """A name is the same in both languages."""
    return Words(text, text)


def filled(words: Words, **given: Words | str) -> Words:
    """The words with each blank filled in its language."""
    russian = {name: one if isinstance(one, str) else one.ru for name, one in given.items()}
    english = {name: one if isinstance(one, str) else one.en for name, one in given.items()}
    return Words(words.ru.format(**russian), words.en.format(**english))


def limits_told(state: messages.WalletState) -> Words:
    """What may be spent."""
    limits = state.limits
    return filled(
        LIMITS,
        operation=sum_words(limits.per_operation, state.currency),
        day=sum_words(limits.per_day, state.currency),
        spent=sum_words(state.spent_today, state.currency),
        free=sum_words(limits.no_confirmation, state.currency),
    )


def look_of(known: messages.PaymentKnown) -> Shown:
    """The state of a payment made here."""
    if known.state is PaymentState.UNKNOWN:
        return UNKNOWN
    if known.state is PaymentState.REFUSED:
        return REFUSED
    return STATES[known.shown.state] if known.shown is not None else SENDING


def payment_told(known: messages.PaymentKnown) -> Words:
    """What became of a payment, and where the money is."""
    if known.state is PaymentState.REFUSED:
        return known.words or same(known.code)
    if known.state is PaymentState.UNKNOWN:
        template = IS_UNKNOWN
    else:
        template = SAID[known.shown.state] if known.shown is not None else IS_SENT
    whom = known.shown.recipient.name if known.shown is not None else known.told
    return filled(
        template,
        what=WAYS[known.way],
        amount=sum_words(known.amount, known.currency),
        whom=side_name(whom),
        why=known.words or NOTHING,
    )


def shown_told(shown: PaymentShown, why: Words) -> Words:
    """The same of a payment that another asked for: a charge by barcode."""
    return filled(
        SAID[shown.state],
        what=WAYS[shown.way],
        amount=sum_words(shown.amount, shown.currency),
        whom=side_name(shown.recipient.name),
        why=why,
    )


def what(line: StatementLine) -> Words:
    """What moved the balance."""
    way = WAYS[line.way]
    return filled(RETURNED, what=Words(way.ru.lower(), way.en.lower())) if line.returned else way


def line_sentence(line: StatementLine) -> Words:
    """A movement as one hears it."""

    def said(language: Language) -> str:
        sums = [money(one, language) for one in (line.amount, line.balance)]
        return ", ".join([what(line).of(language), side_name(line.with_whom).of(language), *sums])

    return Words(said("ru"), said("en"))
