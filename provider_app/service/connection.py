"""«Проверить связь»: the four steps of a centre's way to us, walked from outside against our own server."""

from collections.abc import Callable

from common import four_steps, ids, trace
from common.credentials import logins
from common.database import Connection as Db
from common.fields import ACCOUNT
from common.http_client import reach
from common.principal import Principal
from common.protocol import provider
from common.protocol.connection import Connection, StepName
from common.protocol.dialects import osmp
from common.protocol.provider import AccountFound, AskRegister, CheckAccount
from common.words import Words
from provider_app.core import numbers
from provider_app.service.contracts import KIND, ContractPart
from provider_app.service.messages import CheckConnection, Dialect
from provider_app.service.part import Consumer
from provider_app.store import contracts, subscribers
from provider_app.store.health import OWN_TEST

US = "connection-test"
NO_PASSWORD = Words(
    "не проверялся: пароль показывают один раз, при выдаче. Введите его или выдайте новый.",
    "not tried: a password is shown once, when it is issued. Type it or issue a new one.",
)
NOBODY = Words("не проверялся: ещё нет ни одного абонента.", "not tried: there are no subscribers yet.")
LOGIN_FITS = Words("{login} принят", "{login} was accepted")
FOUND = Words("{number} найден: {name}", "{number} was found: {name}")


class ConnectionPart(ContractPart):
    """Tests of contracts."""

    def check_connection(self, who: Principal, ask: CheckConnection) -> Connection:
        """The port, HTTP, the login, a number; its check is written down, and counted as no centre's."""
        contract, login, account = self.database.read(lambda db: self._tested(db, ask))
        url = self.means.url
        peer = self.means.connect(url, login, ask.password, f"provider:{self.means.profile}")
        before = trace.current.set(f"{OWN_TEST}-{ids.uuid7(self.clock.now_ms())[-12:]}")
        try:
            return four_steps.walk(
                {
                    StepName.PORT: lambda: reach.reach(url),
                    StepName.HTTP: lambda: reach.hello(url, self.log, self.clock, us=US),
                    StepName.LOGIN: _login_try(peer, login) if ask.password else NO_PASSWORD,
                    StepName.NUMBER: self._number_try(peer, contract, account) if account else NOBODY,
                },
                self.clock,
            )
        finally:
            trace.current.reset(before)
            peer.close()

    def _tested(self, db: Db, ask: CheckConnection) -> tuple[contracts.Contract, str, str]:
        contract = self.contract_of(db, ask.contract)
        newest = subscribers.newest(db)
        account = numbers.typed(ask.account) or (newest.number if newest is not None else "")
        return contract, next(iter(logins(db, KIND, str(contract.id))), ""), account

    def _number_try(self, peer: Consumer, contract: contracts.Contract, account: str) -> Callable[[], Words]:
        others = {field.name: field.example for field in contract.fields if field.name != ACCOUNT}
        now = self.clock.now_ms()
        ask = CheckAccount(payment_id=ids.uuid7(now), account=account, fields=others)

        def attempt() -> Words:
            if contract.dialect == Dialect.OSMP:
                found = _over_osmp(peer, contract, ask, ids.number(now))
            else:
                found = peer.call(provider.CHECK, ask)
            return FOUND.format(number=numbers.shown(found.account), name=found.subscriber)

        return attempt


def _login_try(peer: Consumer, login: str) -> Callable[[], Words]:
    def attempt() -> Words:
        peer.call(provider.REGISTER, AskRegister(limit=1))
        return LOGIN_FITS.format(login=login)

    return attempt


def _over_osmp(peer: Consumer, contract: contracts.Contract, ask: CheckAccount, number: int) -> AccountFound:
    said = peer.form(osmp.PATH, osmp.check_parameters(ask, number))
    return osmp.account_found(ask, number, osmp.read_answer(said, contract.codes), contract.codes)
