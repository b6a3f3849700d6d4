"""The doors between roles: who knocks at each, what that is called in a list, and what it is to a payment."""

from enum import StrEnum
from typing import NamedTuple

from common.protocol import consumer, processing, provider
from common.protocol.dialects.osmp import PATH as OSMP_PATH
from common.words import Words, same
from launcher_app.feed.hop import Hop


class Part(StrEnum):
    """What a request is for: brackets of the diagram, and polls that lists fold."""

    CHECK = "check"
    MONEY = "money"
    CREDIT = "credit"
    NEWS = "news"
    USE = "use"
    POLL = "poll"


PARTS = {
    Part.CHECK: Words("Проверка", "Check"),
    Part.MONEY: Words("Деньги", "Money"),
    Part.CREDIT: Words("Зачисление", "Credit"),
    Part.NEWS: Words("Новости", "News"),
    Part.USE: Words("Услуга", "Service"),
    Part.POLL: Words("Опросы", "Polls"),
}


class Known(NamedTuple):
    """A door: who knocks, the short word for it, the part it plays."""

    sender: str
    words: Words
    part: Part


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
    ("consumer", consumer.NOTIFY.path): Known("provider", Words("новость абоненту", "news"), Part.NEWS),
}
"""(who answers, path) -> what is known; doors of operators and of the kiosk's page are not between roles."""

NOT_BETWEEN_ROLES = ("/v1/operator/", "/v1/simulator", "/kiosk", "/health", "/metrics", "/openapi.json", "/v1/tasks")
"""How the paths begin of what operators, payers' pages and machines ask."""


def known(receiver: str, path: str) -> Known | None:
    """What is known of a door; None of one that no role has, or that is not between roles."""
    return DOORS.get((receiver, path.partition("?")[0]))


OSMP = {
    "osmp/check": (Words("проверка номера", "number check"), Part.CHECK),
    "osmp/pay": (Words("зачисление", "credit"), Part.CREDIT),
}
"""OSMP has one door for all; a hop's verb tells its `command`."""


def called(hop: Hop) -> Words:
    """The short word for what a hop asks."""
    if hop.verb in OSMP:
        return OSMP[hop.verb][0]
    door = known(hop.receiver, hop.path)
    return door.words if door else same(hop.verb)


def part_of(hop: Hop) -> Part | None:
    """What a hop is for; a door that only one contract has is where its service is used."""
    if hop.verb in OSMP:
        return OSMP[hop.verb][1]
    door = known(hop.receiver, hop.path)
    if door is None:
        return Part.USE if (hop.sender, hop.receiver) == ("consumer", "provider") else None
    return door.part
