"""A centre that answers under /payments on a free port, as far as a provider asks it; the test says how."""

import dataclasses
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import requests
from sqlalchemy import MetaData

from common import credentials, ids, spawn
from common.clock import Clock, moment
from common.credentials import Gatekeeper
from common.database import Database
from common.errors import Broken, ContractFault, OplataError, Rejected, Unavailable
from common.http_server import Application, Listener, bind, call
from common.logs import Log
from common.pay_codes import digits
from common.principal import Principal
from common.protocol import consumer
from common.protocol.card import VERSION, Card, CardKind
from common.protocol.codes import ErrorAnswer, raised
from common.protocol.consumer import NewsKind, Noted, Notify
from common.protocol.endpoint import Endpoint, Nothing
from common.protocol.shop import signature
from common.protocol.wallets import doors
from common.protocol.wallets.codes import AskQr, QrMade
from common.protocol.wallets.notices import NoticesSet, SetNotices
from common.protocol.wallets.payments import AskAccepted, AskPayment, Party, Pay, Payments, PaymentShown
from common.protocol.wallets.wallet import AcceptanceShown, AskWallet
from common.words import Words

NUMBER, LOGIN = "7", "acceptance-7"
SEAL = "whsec-of-the-provider"
FREE = 100_000
"""Charges above it wait for their payer."""
NOBODY = Party(kind="provider", name="Пекарня", number=NUMBER)
PAYER = Party(kind="wallet", name="Иван И.", number="••••4242")


class Centre:
    """`payments` are its books; `errors[path]` is what a door answers instead, `lost` how many answers get lost."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.clock = clock
        self.payments: dict[str, PaymentShown] = {}
        self.done: list[str] = []
        self.spent: set[str] = set()
        self.asked: list[tuple[str, Any]] = []
        self.errors: dict[str, OplataError] = {}
        self.lost = self.balance = 0
        self.notices = SetNotices(url="")
        self.sequence = 0
        self.lock = spawn.Lock()
        tables = MetaData()
        credentials.table(tables)
        self._database = Database(folder / "centre.db", tables)
        self._log = Log(folder / "centre-logs", "centre", clock, console=False)
        gatekeeper = Gatekeeper(self._database, ids.key(), clock)
        self.password = self._database.write(lambda db: gatekeeper.issue(db, "provider", NUMBER, LOGIN))
        table = {
            doors.PAY: self.pay, doors.LOOK: self.look, doors.ACCEPTED: self.accepted, doors.QR: self.qr,
            doors.ACCEPTANCE: self.acceptance, doors.NOTICES: self.set_notices,
        }  # fmt: skip
        application = Application(
            {_basic(door): call(self._answering(door, function), "provider") for door, function in table.items()},
            self._database,
            gatekeeper,
            self._log,
            clock,
            role="processing:test",
            about=Nothing,
        )
        self._listener = Listener(application, bind(0))
        self._listener.wait()
        self.url = f"http://127.0.0.1:{self._listener.port}"

    def calm(self) -> None:
        """Answer as a centre should from now on, with nobody counted yet."""
        with self.lock:
            self.errors.clear()
            self.asked.clear()
            self.lost = self.balance = 0

    def close(self) -> None:
        """Stop answering."""
        self._listener.stop()
        self._database.close()
        self._log.close()

    @property
    def card(self) -> Card:
        """What the provider imports."""
        return Card(
            kind=CardKind.ACCEPTANCE, version=VERSION, issuer="centre-uid", name=Words("ПЦ «Учебный»", "Training PC"),
            url=self.url, dialect="json", login=LOGIN, password=self.password, number=NUMBER,
        )  # fmt: skip

    def times(self, door: Endpoint[Any, Any]) -> int:
        """How often a door was knocked at."""
        return sum(1 for path, _ in self.asked if path == door.path)

    def pay(self, ask: Pay) -> PaymentShown:
        """Spend the barcode and take the sum, once for an id."""
        known = self.payments.get(ask.payment_id)
        if known is not None:
            if known.amount != ask.amount:
                raise Broken("payment_id_reused", ask.payment_id)
            return known
        if ask.barcode in self.spent:
            raise Rejected("barcode_used")
        self.spent.add(ask.barcode)
        waits = ask.amount > FREE
        self.book(ask.payment_id, ask.amount, way="barcode", order=ask.order, waits=waits)
        return self.payments[ask.payment_id]

    def book(self, payment_id: str, amount: int, *, way: str, order: str = "", waits: bool = False) -> None:
        """A payment in the books, done unless its payer is waited for."""
        now = self.now()
        self.payments[payment_id] = PaymentShown(
            payment_id=payment_id, code=ids.payment_code(payment_id), way=way,  # type: ignore[arg-type]
            state="waiting_for_payer", amount=amount, currency="RUB", sender=PAYER, recipient=NOBODY, made_at=now,
            changed_at=now, order=order,
        )  # fmt: skip
        if not waits:
            self.finish(payment_id)

    def finish(self, payment_id: str, reason: str = "") -> None:
        """The payer has decided, or time has: done, or failed with a reason."""
        state = "failed" if reason else "done"
        known = self.payments[payment_id]
        self.payments[payment_id] = msgspec.structs.replace(known, state=state, reason=reason, changed_at=self.now())
        if not reason:
            self.done.append(payment_id)
            self.balance += known.amount

    def look(self, ask: AskPayment) -> PaymentShown:
        """What became of it."""
        if ask.payment_id not in self.payments:
            raise ContractFault("not_found")
        return self.payments[ask.payment_id]

    def accepted(self, ask: AskAccepted) -> Payments:
        """Those that are done."""
        after = int(ask.after or 0)
        found = [self.payments[one] for one in self.done[after : after + ask.limit]]
        return Payments(payments=found, position=str(after + len(found)), more=after + len(found) < len(self.done))

    def qr(self, ask: AskQr) -> QrMade:
        """A code."""
        text = f"000201 {ask.form} {ask.amount} {ask.order}"
        return QrMade(text=text, form=ask.form, key_id="k1", name=NOBODY.name, amount=ask.amount, order=ask.order)

    def acceptance(self, ask: AskWallet) -> AcceptanceShown:
        """Who the provider is here."""
        return AcceptanceShown(
            provider_id=int(NUMBER), name=NOBODY.name, balance=self.balance, currency="RUB", active=True, at=self.now()
        )

    def set_notices(self, ask: SetNotices) -> NoticesSet:
        """Where to notify."""
        self.notices = ask
        return NoticesSet(secret=SEAL, sequence=self.sequence)

    def notice(self, payment_id: str, **changed: Any) -> Notify:
        """The next notice, about a payment."""
        self.sequence += 1
        said = self.payments[payment_id]
        done = said.state == "done"
        one = Notify(
            news_id=f"centre-uid-{self.sequence}", kind=NewsKind.PAYMENT_DONE if done else NewsKind.PAYMENT_FAILED,
            number=NUMBER, at=said.changed_at, text=Words("Пришло", "Came"), amount=said.amount,
            payment_id=payment_id, sequence=self.sequence,
        )  # fmt: skip
        return msgspec.structs.replace(one, **changed)

    def tell(self, one: Notify, *, seal: str = SEAL, signed: Notify | None = None) -> Noted:
        """Send a notice with the login that the provider made; `signed` is the one whose mark it carries."""
        body = msgspec.json.encode(one)
        mark = signature.signed([seal], msgspec.json.encode(signed or one), self.clock.now_ms() // 1000)
        answer = requests.post(
            self.notices.url + consumer.NOTIFY.path,
            data=body,
            headers={"Content-Type": "application/json", signature.HEADER: mark},
            auth=(self.notices.login, self.notices.password),
            timeout=10,
        )
        if answer.status_code == 200:
            return msgspec.json.decode(answer.content, type=Noted)
        raise raised(answer.status_code, msgspec.json.decode(answer.content, type=ErrorAnswer))

    def now(self) -> datetime:
        """The moment by the test's clock."""
        return moment(self.clock.now_ms())

    def _answering(self, door: Endpoint[Any, Any], function: Any) -> Any:
        def answer(who: Principal, ask: Any) -> Any:
            with self.lock:
                self.asked.append((door.path, ask))
                if door.path in self.errors:
                    raise self.errors[door.path]
                said = function(ask)
                if self.lost > 0 and door is doors.PAY:
                    self.lost -= 1
                    raise Unavailable("internal_error")
                return said

        return answer


def _basic(door: Endpoint[Any, Any]) -> Endpoint[Any, Any]:
    """The same door for logins alone: tokens are another test's."""
    return dataclasses.replace(door, login="basic")


def barcode(number: int) -> str:
    """A barcode that a wallet might show."""
    return digits.whole(f"{number:015d}")
