"""What a provider is asked: by a processing centre about accounts and money, by its subscribers about services."""

from datetime import datetime
from enum import StrEnum

from common.protocol.endpoint import Endpoint, Message
from common.words import Words


class Outcome(StrEnum):
    """What a provider knows of a payment id."""

    UNKNOWN = "unknown"
    CREDITED = "credited"
    VOIDED = "voided"
    REVERSED = "reversed"


class CheckAccount(Message, frozen=True):
    """Does this account exist and may it be credited? `fields` are the other declared fields by name; moves nothing."""

    payment_id: str
    account: str
    fields: dict[str, str] = {}
    currency: str = "RUB"


class AccountFound(Message, frozen=True):
    """Yes; `subscriber` is masked by the provider («Иванов И*** И.»), `balance` in minor units where it tells it."""

    account: str
    subscriber: str = ""
    balance: int | None = None
    currency: str = "RUB"


class CreditAccount(Message, frozen=True):
    """Add `amount` minor units to the account's balance, once for this payment_id whatever is repeated.

    `number` is the payment's id as digits, for books that want one; `accepted_at` is when the payer paid.
    """

    payment_id: str
    number: int
    account: str
    amount: int
    accepted_at: datetime
    fields: dict[str, str] = {}
    currency: str = "RUB"


class AccountCredited(Message, frozen=True):
    """Done, now or before; `reference` is the provider's own number of the operation, the same at every repeat."""

    payment_id: str
    reference: str
    amount: int
    currency: str
    credited_at: datetime


class AskPayment(Message, frozen=True):
    """What became of this id?"""

    payment_id: str


class PaymentKnown(Message, frozen=True):
    """What the provider's books say of an id; `reference`, `amount` and `at` stand where something was booked."""

    payment_id: str
    status: Outcome
    reference: str = ""
    amount: int | None = None
    currency: str = "RUB"
    at: datetime | None = None


class VoidPayment(Message, frozen=True):
    """Promise never to credit this id; moves no money. The fence before a hold may go back."""

    payment_id: str


class PaymentVoided(Message, frozen=True):
    """`voided`: the id is closed for ever. `credited`: too late, the money is with the subscriber under `reference`."""

    payment_id: str
    status: Outcome
    reference: str = ""


class ReversePayment(Message, frozen=True):
    """Take the whole credited sum back from the subscriber, once for this reversal_id."""

    payment_id: str
    reversal_id: str
    reason: str = ""


class PaymentReversed(Message, frozen=True):
    """Taken back, now or before; `reference` is the provider's number of the reversal."""

    payment_id: str
    reversal_id: str
    reference: str
    amount: int
    currency: str
    reversed_at: datetime


class UseService(Message, frozen=True):
    """A subscriber uses a declared service; `use_id` is made and stored by the consumer before sending."""

    use_id: str
    number: str
    service: str
    quantity: int


class ServiceUsed(Message, frozen=True):
    """The service was provided and paid for: `cost` = price x quantity, `balance` after it, minor units."""

    use_id: str
    service: str
    quantity: int
    unit: Words
    price: int
    cost: int
    balance: int
    currency: str
    used_at: datetime


class Service(Message, frozen=True):
    """A service a tariff declares: its code, its button's label, its unit and the price of one unit, minor units."""

    code: str
    label: Words
    unit: Words
    price: int


class AskSubscriber(Message, frozen=True):
    """What does the provider know of this subscriber?"""

    number: str


class SubscriberKnown(Message, frozen=True):
    """A subscriber's own view: balance in minor units, tariff and the services it may use."""

    number: str
    full_name: str
    tariff: Words
    balance: int
    currency: str
    blocked: bool
    services: list[Service]


class TellNews(Message, frozen=True):
    """Where a subscriber's own program wants to hear of credits and statements, and the login made for that."""

    number: str
    url: str
    login: str
    password: str


class NewsTold(Message, frozen=True):
    """The address was stored."""

    number: str
    url: str


class AskRegister(Message, frozen=True):
    """The caller's own operations after an opaque position, in order, at most `limit` of them."""

    after: str = ""
    limit: int = 500


class RegisterRow(Message, frozen=True):
    """One operation in a provider's books: `kind` is credit, void or reverse; sums in minor units."""

    payment_id: str
    kind: str
    account: str
    amount: int
    currency: str
    reference: str
    at: datetime


class Register(Message, frozen=True):
    """A page of operations; ask again with `position` while `more`."""

    rows: list[RegisterRow]
    position: str
    more: bool


CHECK = Endpoint(
    "POST",
    "/v1/check",
    CheckAccount,
    AccountFound,
    Words("Есть ли такой номер и можно ли его пополнить", "Whether an account exists and may be credited"),
    (
        "unknown_account",
        "account_blocked",
        "wrong_field",
        "missing_field",
        "unknown_field",
        "wrong_currency",
        "refused",
    ),
)
CREDIT = Endpoint(
    "POST",
    "/v1/credit",
    CreditAccount,
    AccountCredited,
    Words("Зачислить деньги на счёт абонента, один раз на номер платежа", "Credit a subscriber, once per payment id"),
    (
        "unknown_account",
        "account_blocked",
        "wrong_field",
        "missing_field",
        "unknown_field",
        "wrong_currency",
        "amount_out_of_range",
        "voided",
        "refused",
    ),
    "payment_id",
)
STATUS = Endpoint(
    "POST",
    "/v1/status",
    AskPayment,
    PaymentKnown,
    Words("Что стало с платежом", "What became of a payment"),
)
VOID = Endpoint(
    "POST",
    "/v1/void",
    VoidPayment,
    PaymentVoided,
    Words("Обещать никогда не зачислять этот номер", "Promise never to credit this id"),
    (),
    "payment_id",
)
REVERSE = Endpoint(
    "POST",
    "/v1/reverse",
    ReversePayment,
    PaymentReversed,
    Words("Вернуть зачисленную сумму целиком", "Take a credited sum back, whole"),
    ("not_credited", "spent"),
    "reversal_id",
)
USE = Endpoint(
    "POST",
    "/v1/use",
    UseService,
    ServiceUsed,
    Words("Воспользоваться услугой", "Use a service"),
    ("unknown_service", "not_enough_balance", "account_blocked", "wrong_value"),
    "use_id",
    form=True,
)
SUBSCRIBER = Endpoint(
    "POST",
    "/v1/subscriber",
    AskSubscriber,
    SubscriberKnown,
    Words("Баланс, тариф и услуги абонента", "A subscriber's balance, tariff and services"),
)
NEWS = Endpoint(
    "POST",
    "/v1/news",
    TellNews,
    NewsTold,
    Words("Куда сообщать абоненту о зачислениях", "Where to tell a subscriber of credits"),
    ("wrong_value",),
    unsafe_to_show=frozenset({"password"}),
)
REGISTER = Endpoint(
    "POST",
    "/v1/register",
    AskRegister,
    Register,
    Words("Реестр операций этого договора", "The register of this contract's operations"),
)
ACCEPTED = Endpoint(
    "POST",
    "/v1/accepted",
    AskRegister,
    Register,
    Words("Реестр принятого по QR и штрихкоду", "The register of what came by QR and barcode"),
)
"""`kind` of its rows is qr or barcode, `account` the payer's masked wallet, `reference` the order."""
DOORS = (CHECK, CREDIT, STATUS, VOID, REVERSE, USE, SUBSCRIBER, NEWS, REGISTER, ACCEPTED)
