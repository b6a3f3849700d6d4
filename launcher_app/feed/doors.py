"""The doors between roles: who knocks at each, what that is called in a list, and what it is to a payment."""

import re
from enum import StrEnum
from typing import NamedTuple

from common.protocol import consumer, processing, provider
from common.protocol.dialects.osmp import PATH as OSMP_PATH
from common.protocol.wallets import doors as wallets
from common.words import Words, same
from launcher_app.feed.hop import Hop


class Part(StrEnum):
    """What a request is for: brackets of the diagram, and polls that lists fold."""

    CHECK = "check"
    MONEY = "money"
    CREDIT = "credit"
    NEWS = "news"
    USE = "use"
    WALLET = "wallet"
    POLL = "poll"


PARTS = {
    Part.CHECK: Words("Проверка", "Check"),
    Part.MONEY: Words("Деньги", "Money"),
    Part.CREDIT: Words("Зачисление", "Credit"),
    Part.NEWS: Words("Новости", "News"),
    Part.USE: Words("Услуга", "Service"),
    Part.WALLET: Words("Кошелёк", "Wallet"),
    Part.POLL: Words("Опросы", "Polls"),
}


class Known(NamedTuple):
    """A door: who knocks, the short word for it, the part it plays, and who else knocks."""

    sender: str
    words: Words
    part: Part
    others: tuple[str, ...] = ()

    @property
    def senders(self) -> tuple[str, ...]:
        """All who knock, the usual one first."""
        return (self.sender, *self.others)


PROVIDER = ("provider",)
OF_WALLETS: dict[str, Known] = {
    wallets.SEND.path: Known("consumer", Words("перевод", "transfer"), Part.MONEY),
    wallets.WITHDRAW.path: Known("consumer", Words("вывод в банк", "withdrawal"), Part.MONEY),
    wallets.PAY.path: Known("consumer", Words("оплата", "payment"), Part.MONEY, PROVIDER),
    wallets.CONFIRM.path: Known("consumer", Words("слово плательщика", "payer's word"), Part.MONEY),
    wallets.LOOK.path: Known("consumer", Words("что с платежом", "payment status"), Part.MONEY, PROVIDER),
    wallets.RECIPIENT.path: Known("consumer", Words("чей кошелёк", "whose wallet"), Part.WALLET),
    wallets.LOOK_AT_QR.path: Known("consumer", Words("кому платит QR", "whom a QR pays"), Part.WALLET, PROVIDER),
    wallets.BARCODES.path: Known("consumer", Words("штрихкод", "barcode"), Part.WALLET),
    wallets.QR.path: Known("provider", Words("QR поставщика", "provider's QR"), Part.WALLET),
    wallets.TOKEN.path: Known("consumer", Words("токен", "token"), Part.WALLET, PROVIDER),
    wallets.REVOKE.path: Known("consumer", Words("отзыв токенов", "tokens revoked"), Part.WALLET, PROVIDER),
    wallets.WALLET.path: Known("consumer", Words("кошелёк", "wallet"), Part.POLL),
    wallets.WAITING.path: Known("consumer", Words("что подтвердить", "what to confirm"), Part.POLL),
    wallets.OWN.path: Known("consumer", Words("свои платежи", "own payments"), Part.POLL),
    wallets.STATEMENT.path: Known("consumer", Words("выписка", "statement"), Part.POLL),
    wallets.ACCEPTANCE.path: Known("provider", Words("свой приём", "own acceptance"), Part.POLL),
    wallets.ACCEPTED.path: Known("provider", Words("что оплачено", "what was paid"), Part.POLL),
    wallets.QR_KEYS.path: Known("consumer", Words("ключи QR", "QR keys"), Part.POLL, PROVIDER),
    wallets.NOTICES.path: Known("consumer", Words("куда извещать", "where to tell"), Part.POLL, PROVIDER),
}
"""The centre's doors for holders of wallets and for providers that take payments."""
DOORS: dict[tuple[str, str], Known] = {
    ("provider", provider.CHECK.path): Known("processing", Words("проверка номера", "number check"), Part.CHECK),
    ("provider", provider.CREDIT.path): Known("processing", Words("зачисление", "credit"), Part.CREDIT),
    ("provider", provider.STATUS.path): Known("processing", Words("что с платежом", "payment status"), Part.CREDIT),
    ("provider", provider.VOID.path): Known("processing", Words("не зачислять", "void"), Part.CREDIT),
    ("provider", provider.REVERSE.path): Known("processing", Words("сторно", "reversal"), Part.CREDIT),
    ("provider", provider.REGISTER.path): Known("processing", Words("реестр", "register"), Part.POLL),
    ("provider", OSMP_PATH): Known("processing", Words("ОСМП", "OSMP"), Part.CREDIT),
    ("provider", provider.USE.path): Known("consumer", Words("услуга", "service use"), Part.USE),
    ("provider", provider.SUBSCRIBER.path): Known("consumer", Words("баланс абонента", "balance"), Part.POLL),
    ("provider", provider.NEWS.path): Known("consumer", Words("куда слать новости", "where to tell"), Part.POLL),
    ("processing", processing.PROVIDERS.path): Known("terminal", Words("справочник", "directory"), Part.POLL),
    ("processing", processing.DEPOSIT.path): Known("terminal", Words("депозит", "deposit"), Part.POLL),
    ("processing", processing.CHECK.path): Known("terminal", Words("проверка номера", "number check"), Part.CHECK),
    ("processing", processing.RELEASE.path): Known("terminal", Words("заказ свободен", "order released"), Part.CHECK),
    ("processing", processing.PAY.path): Known("terminal", Words("платёж", "payment"), Part.MONEY),
    ("processing", processing.PAYMENTS.path): Known("terminal", Words("что с платежами", "payments status"), Part.POLL),
    ("processing", processing.REGISTER.path): Known("terminal", Words("реестр", "register"), Part.POLL),
    ("processing", processing.TELL.path): Known(
        "terminal", Words("реестр терминала", "terminal's register"), Part.POLL
    ),
    ("consumer", consumer.NOTIFY.path): Known(
        "provider", Words("новость абоненту", "news"), Part.NEWS, ("processing",)
    ),
    ("provider", consumer.NOTIFY.path): Known("processing", Words("извещение", "notice"), Part.NEWS),
    ("provider", provider.ACCEPTED.path): Known("processing", Words("реестр приёма", "accepted"), Part.POLL),
    **{("processing", path): door for path, door in OF_WALLETS.items()},
}
"""(who answers, path) -> what is known; doors of operators and of the kiosk's page are not between roles."""

NOT_BETWEEN_ROLES = ("/v1/operator/", "/v1/simulator", "/kiosk", "/health", "/metrics", "/openapi.json", "/v1/tasks")
"""How the paths begin of what operators, payers' pages and machines ask."""


OF_PAYMENT = re.compile(rf"{wallets.ROOT}/([0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}})(/confirm)?", re.ASCII)


def door_path(path: str) -> str:
    """A path without what is asked in it, and without the payment's id: as tables of doors have it."""
    door = path.partition("?")[0]
    found = OF_PAYMENT.fullmatch(door) if door.startswith(wallets.ROOT) else None
    return f"{wallets.LOOK.path}{found[2] or ''}" if found else door


def payment_in(path: str) -> str:
    """The id of the payment that a path names; empty without one."""
    found = OF_PAYMENT.fullmatch(path.partition("?")[0])
    return found[1] if found else ""


def known(receiver: str, path: str) -> Known | None:
    """What is known of a door; None of one that no role has, or that is not between roles."""
    return DOORS.get((receiver, door_path(path)))


OSMP = {
    "osmp/check": (Words("проверка номера", "number check"), Part.CHECK),
    "osmp/pay": (Words("зачисление", "credit"), Part.CREDIT),
}
"""OSMP has one door for all; a hop's verb tells its `command`."""


BY_SENDER = {
    ("processing", consumer.NOTIFY.path): Words("извещение", "notice"),
    ("provider", wallets.PAY.path): Words("списание по штрихкоду", "charge by barcode"),
}
"""Where two knock at one door, each for a thing of its own."""


def called(hop: Hop) -> Words:
    """The short word for what a hop asks."""
    if hop.verb in OSMP:
        return OSMP[hop.verb][0]
    door = known(hop.receiver, hop.path)
    return BY_SENDER.get((hop.sender, hop.path)) or (door.words if door else same(hop.verb))


def part_of(hop: Hop) -> Part | None:
    """What a hop is for; a door that only one contract has is where its service is used."""
    if hop.verb in OSMP:
        return OSMP[hop.verb][1]
    door = known(hop.receiver, hop.path)
    if door is None:
        return Part.USE if (hop.sender, hop.receiver) == ("consumer", "provider") else None
    return door.part
