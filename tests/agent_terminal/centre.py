"""A processing centre as its terminal meets it: answers like a real one, and can be cut off, closed or confused."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from common.clock import Clock, moment
from common.errors import OplataError, Rejected, Unavailable
from common.fields import Field
from common.protocol import processing
from common.protocol.endpoint import Endpoint, Message
from common.status import Status
from common.words import Words

PHONE = Field(
    name="account",
    label=Words("Номер телефона", "Phone number"),
    regex=r"9\d{9}",
    example="9123456789",
    error=Words("Номер начинается с 9", "The number starts with 9"),
)
FLAT = Field(name="flat", label=Words("Квартира", "Flat"), regex=r"\d{1,4}", example="12")
UNKNOWN_ACCOUNT = "9000000000"
ORDER_CODE = Field(
    name="account",
    label=Words("Код заказа", "Order code"),
    regex=r"\d{9}",
    type="digits",
    mask="___ ___ ___",
    example="123456782",
)


def provider(number: int, **values: Any) -> processing.DirectoryEntry:
    """A provider of the directory: 10.00 to 15 000.00 unless said otherwise."""
    entry = processing.DirectoryEntry(
        provider_id=number,
        name=Words(f"Поставщик {number}", f"Provider {number}"),
        group=Words("Связь", "Mobile"),
        fields=[PHONE],
        minimum=1_000,
        maximum=1_500_000,
    )
    return msgspec.structs.replace(entry, **values)


def orders() -> processing.DirectoryEntry:
    """The centre's own: orders of shops by their codes."""
    name, group = Words("Оплата заказа по коду", "Pay an order by its code"), Words("Магазины", "Shops")
    return provider(0, name=name, group=group, fields=[ORDER_CODE], minimum=1, maximum=1_500_000)


class StandIn:
    """Keeps accepted payments by id: asked again with the same id, it answers the same and holds the money once."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.asked: list[tuple[int, str, Message]] = []
        self.version = 1
        self.providers = [provider(1), provider(2, fields=[PHONE, FLAT]), provider(3, minimum=43_750, maximum=43_750)]
        self.available = 1_000_000
        self.blocked = False
        self.accepted: dict[str, processing.Pay] = {}
        self.status: dict[str, Status] = {}
        self.told: dict[str, processing.ToldRow] = {}
        self.problems: dict[str, OplataError] = {}
        """What the door at this path answers instead."""
        self.orders: dict[str, int] = {}
        """What each order costs exactly, by its code."""
        self.released: list[str] = []
        self.lose_replies = 0
        self.meanwhile: Callable[[], None] = lambda: None

    def call(self, endpoint: Endpoint[Any, Any], ask: Message, *, seconds: float = 0) -> Any:
        """The answer, or one of the four errors."""
        self.asked.append((self.clock.now_ms(), endpoint.path, ask))
        for path in (endpoint.path, "everything"):
            if path in self.problems:
                raise self.problems[path]
        answer = ANSWERS[endpoint.path](self, ask)
        self.meanwhile()
        if self.lose_replies:
            self.lose_replies -= 1
            raise Unavailable("no_answer", "the reply was lost")
        return answer

    def form(self, path: str, parameters: Mapping[str, str], *, method: str = "POST", seconds: float = 0) -> bytes:
        """A centre speaks one dialect to its agents."""
        raise AssertionError(path)

    def cut_off(self) -> None:
        """No connection, until `join`."""
        self.problems["everything"] = Unavailable("no_connection", "cut")

    def join(self) -> None:
        """All doors answer again."""
        self.problems.clear()

    def minutes_of(self, endpoint: Endpoint[Any, Any]) -> list[int]:
        """When a door was asked, in whole minutes since the clock's start."""
        return [(at - 1_900_000_000_000) // 60_000 for at, path, _ in self.asked if path == endpoint.path]

    def asks(self, endpoint: Endpoint[Any, Any]) -> list[Any]:
        """All that a door was asked."""
        return [ask for _, path, ask in self.asked if path == endpoint.path]

    def times(self, endpoint: Endpoint[Any, Any]) -> int:
        """How often a door was asked."""
        return len(self.asks(endpoint))

    def capture_all(self, status: Status = Status.CAPTURED) -> None:
        """The provider has answered about everything accepted."""
        self.status = dict.fromkeys(self.accepted, status)

    def _directory(self, ask: processing.AskDirectory) -> processing.Directory:
        if ask.version == self.version:
            return processing.Directory(version=self.version, unchanged=True)
        return processing.Directory(version=self.version, unchanged=False, providers=self.providers)

    def _deposit(self, ask: processing.AskDeposit) -> processing.Deposit:
        return processing.Deposit(
            balance=self.available,
            credit_limit=0,
            available=self.available,
            currency="RUB",
            blocked=self.blocked,
            at=moment(self.clock.now_ms()),
        )

    def _check(self, ask: processing.CheckNumber) -> processing.NumberFound:
        if ask.account == UNKNOWN_ACCOUNT:
            raise Rejected("unknown_account", ask.account)
        if ask.account in self.orders:
            return processing.NumberFound(
                payment_id=ask.payment_id,
                account=ask.account,
                subscriber="TEST · order 17",
                amount=self.orders[ask.account],
            )
        return processing.NumberFound(payment_id=ask.payment_id, account=ask.account, subscriber="Иванов И*** И.")

    def _release(self, ask: processing.ReleaseNumber) -> processing.NumberReleased:
        self.released.append(ask.payment_id)
        return processing.NumberReleased(payment_id=ask.payment_id)

    def _pay(self, ask: processing.Pay) -> processing.PaymentAccepted:
        before = self.accepted.setdefault(ask.payment_id, ask)
        assert before == ask, "the same id with another body"
        assert ask.inserted == ask.amount + ask.agent_fee
        self.available -= 0 if ask.payment_id in self.status else ask.amount
        status = self.status.setdefault(ask.payment_id, Status.AUTHORIZED)
        return processing.PaymentAccepted(
            payment_id=ask.payment_id,
            number=len(self.accepted),
            status=status,
            accepted_at=moment(self.clock.now_ms()),
        )

    def _payments(self, ask: processing.AskPayments) -> processing.PaymentStates:
        assert len(ask.payment_ids) <= 100
        known = [one for one in ask.payment_ids if one in self.accepted]
        now = moment(self.clock.now_ms())
        states = [
            processing.PaymentState(payment_id=one, status=self.status[one], at=now, reason=_reason(self.status[one]))
            for one in known
        ]
        return processing.PaymentStates(payments=states, unknown=[o for o in ask.payment_ids if o not in known])

    def _tell(self, ask: processing.TellRegister) -> processing.RegisterTold:
        self.told |= {row.payment_id: row for row in ask.rows}
        return processing.RegisterTold(kept=len(ask.rows))


def _reason(status: Status) -> str:
    return "account_blocked" if status is Status.CANCELLED else ""


ANSWERS: dict[str, Callable[[StandIn, Any], Message]] = {
    processing.PROVIDERS.path: StandIn._directory,
    processing.DEPOSIT.path: StandIn._deposit,
    processing.CHECK.path: StandIn._check,
    processing.RELEASE.path: StandIn._release,
    processing.PAY.path: StandIn._pay,
    processing.PAYMENTS.path: StandIn._payments,
    processing.TELL.path: StandIn._tell,
}
