"""How contracts, uses and their outcomes are told, in both languages; nothing here decides anything."""

from urllib.parse import urlsplit

from common.protocol.card import BodyKind
from common.protocol.provider import Service
from common.qt import wording
from common.qt.table import Shown
from common.qt.theme import Token
from common.words import Language, Words
from consumer_app import core, messages
from consumer_app.core import UseState

ICONS = {"call": "call", "sms": "message", "web": "internet", "internet": "internet", "data": "internet"}
"""Services whose codes say what they are; any other has the icon of a service."""
PROTOCOLS = {
    BodyKind.JSON: Words("JSON POST", "JSON POST"),
    BodyKind.FORM: Words("форма POST", "form POST"),
}
NOT_ASKED = Shown("created", Words("не спрашивали", "not asked yet"), Token.NEUTRAL)
DELETED = Shown("cancelled", Words("удалён", "deleted"), Token.NEUTRAL)
BLOCKED = Shown("block", Words("заблокирован", "blocked"), Token.WAITING)
NO_LINK = Words("нет связи", "no connection")
DONE = Words(
    "{label}, {quantity}: списано {cost}, осталось {balance}", "{label}, {quantity}: {cost} charged, {balance} left"
)
REPEATED = Words(
    "{label}, {quantity}: повтор, не списано. Списали один раз: {cost}, осталось {balance}",
    "{label}, {quantity}: a repeat, nothing charged. It was charged once: {cost}, {balance} left",
)
SENDING = Words("{label}, {quantity}: ждём ответа поставщика", "{label}, {quantity}: waiting for the provider")
PROVIDER_OFF = Words(
    "{name} не отвечает ({at}). Услуга не оказана, деньги не списаны.",
    "{name} does not answer ({at}). Not provided, no money was charged.",
)
REFUSED = Words("Услуга не оказана. {why}", "The service was not provided. {why}")
UNKNOWN = Words(
    "{label}, {quantity}: ответа нет, оказана ли услуга, неизвестно. Узнайте исход: повтор с тем же номером не "
    "спишет дважды.",
    "{label}, {quantity}: no answer, nobody knows whether it was provided. Ask for the outcome: a repeat with the same "
    "id never charges twice.",
)
LOST = Words(
    "{why} Оказана ли услуга, неизвестно. Узнайте исход: повтор с тем же номером не спишет дважды.",
    "{why} Nobody knows whether it was provided. Ask for the outcome: a repeat with the same id never charges twice.",
)
REPEAT = Shown("duplicate", Words("Повтор, не списано", "A repeat, nothing charged"), Token.NEUTRAL)
STATES = {
    UseState.DONE: Shown("ok", Words("Оказана", "Provided"), Token.OK),
    UseState.REFUSED: Shown("failed", Words("Не оказана", "Not provided"), Token.ERROR),
    UseState.UNKNOWN: Shown("waiting", Words("Исход неизвестен", "Outcome unknown"), Token.WAITING),
    UseState.SENDING: Shown("running", Words("Отправляется", "Being sent"), Token.RUNNING),
}


def title_of(contract: messages.ContractShown) -> Words:
    """What the person calls it, else what the provider calls itself."""
    return Words(contract.title, contract.title) if contract.title else contract.name


def number_of(contract: messages.ContractShown) -> Words:
    """The contract in one breath: «МегаФон · 9123456789»."""
    name = title_of(contract)
    return Words(f"{name.ru} · {contract.number}", f"{name.en} · {contract.number}")


def wallet_of(wallet: messages.WalletKept) -> Words:
    """The wallet in one breath: «Кошелёк · 123456789015»."""
    return Words(f"Кошелёк · {wallet.number}", f"Wallet · {wallet.number}")


def icon_of(service: str) -> str:
    """The icon of a service."""
    return ICONS.get(service, "service")


def money(amount: int | None, language: Language, currency: str) -> str:
    """A sum, or a dash where nobody told it."""
    return "—" if amount is None else wording.money(amount, language, currency)


def state_of(contract: messages.ContractShown) -> Shown:
    """Whether its provider answers, and whether it may be used."""
    if contract.deleted:
        return DELETED
    if contract.reach is None:
        return NOT_ASKED
    if contract.reach.code:
        return Shown("attention", NO_LINK, Token.WAITING)
    if contract.blocked:
        return BLOCKED
    return Shown("ok", Words(f"{contract.reach.ms} мс", f"{contract.reach.ms} ms"), Token.OK)


def link_told(contract: messages.ContractShown) -> Words:
    """When the provider was asked last, and how that went."""
    reach = contract.reach
    if reach is None:
        return NOT_ASKED.words
    at = wording.moment(reach.at)
    if reach.words is not None:
        return Words(f"{at}: {reach.words.ru}", f"{at}: {reach.words.en}")
    return Words(f"{at}, {reach.ms} мс", f"{at}, {reach.ms} ms")


def why_of(contract: messages.ContractShown) -> Words | None:
    """What the last exchange ended with, for a tooltip."""
    return contract.reach.words if contract.reach is not None else None


def price_of(service: Service, quantity: int, currency: str) -> Words:
    """«3 × 1,50 ₽ = 4,50 ₽»: what the press will cost."""
    whole = core.cost(service.price, quantity)

    def said(language: Language) -> str:
        return f"{quantity} × {money(service.price, language, currency)} = {money(whole, language, currency)}"

    return Words(said("ru"), said("en"))


def use_told(use: messages.UseKnown, contract: messages.ContractShown) -> Words:
    """What became of a use, and where the money is."""
    if use.state is UseState.REFUSED:
        return _refusal(use, contract)
    template = {UseState.DONE: REPEATED if use.repeated else DONE, UseState.UNKNOWN: UNKNOWN}.get(use.state, SENDING)
    label, quantity = use.label or Words(use.service, use.service), quantity_of(use)

    def said(language: Language) -> str:
        return template.of(language).format(
            label=label.of(language),
            quantity=quantity.of(language),
            cost=money(use.cost, language, use.currency),
            balance=money(use.balance, language, use.currency),
        )

    return Words(said("ru"), said("en"))


def lost(why: Words) -> Words:
    """What is said where even the looking up of an outcome went wrong."""
    return Words(LOST.ru.format(why=why.ru), LOST.en.format(why=why.en))


def quantity_of(use: messages.UseKnown) -> Words:
    """«минута × 3»."""
    if use.unit is None:
        return Words(f"× {use.quantity}", f"× {use.quantity}")
    return Words(f"{use.unit.ru} × {use.quantity}", f"{use.unit.en} × {use.quantity}")


def _refusal(use: messages.UseKnown, contract: messages.ContractShown) -> Words:
    if use.code == "no_connection":
        name = contract.name
        at = urlsplit(contract.url).netloc
        return Words(PROVIDER_OFF.ru.format(name=name.ru, at=at), PROVIDER_OFF.en.format(name=name.en, at=at))
    why = use.words or Words(use.code, use.code)
    return Words(_said_once(REFUSED.ru, why.ru), _said_once(REFUSED.en, why.en))


def _said_once(template: str, why: str) -> str:
    """«Услуга не оказана» and the reason, which may say the same of itself."""
    told = template.format(why="").strip()
    return why if told in why else template.format(why=why)
