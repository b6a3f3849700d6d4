"""Using services: the use is stored, sent by the contract's own template, and its outcome is never guessed."""

from urllib.parse import urlencode

import msgspec

from common import ids, trace
from common.clock import milliseconds
from common.database import Connection
from common.errors import Broken, OplataError, Rejected, Unavailable
from common.principal import Principal
from common.protocol import codes, provider
from common.protocol.card import BodyKind
from common.words import Words
from consumer_app import core, messages
from consumer_app.core import UseState
from consumer_app.service.means import Means
from consumer_app.service.showing import use_shown
from consumer_app.store import news as kept
from consumer_app.store import uses as store
from consumer_app.store.contracts import Contract
from consumer_app.store.uses import Ending, UseRow

LIMIT = 500
CONTENT_TYPES = {BodyKind.JSON: "application/json", BodyKind.FORM: "application/x-www-form-urlencoded"}
ASK_AGAIN = Words(
    "Использование {use_id}: исход неизвестен, спросите командой retry-uses.",
    "Use {use_id}: its outcome is unknown, ask by the command retry-uses.",
)


class UsesService:
    """«Позвонить», «выйти в интернет», and the list of what was used."""

    def __init__(self, means: Means) -> None:
        """Nothing is sent before it is asked for."""
        self._means = means
        self._under_way: set[str] = set()
        """The uses that are being sent now; any other that says so is one whose outcome the disk did not take."""

    def use(self, who: Principal, ask: messages.Use) -> messages.UseKnown:
        """Use a service now. A refusal raises its reason; an unknown outcome raises Unavailable with the use's id.

        Asked again with its own id it is the same use: what was done is told again, what is unknown is asked again.
        """
        contract = self._means.contract(ask.contract)
        use_id = core.use_id_of(ask.use_id) or ids.uuid7(self._means.clock.now_ms())
        before = self._means.database.read(lambda db: store.find(db, use_id))
        if before is None:
            core.demand_quantity(ask.quantity)
            demand_declared(contract, ask.service)
            self._means.provider(contract)
        use = worded(contract, use_id, ask.service, ask.quantity, self._means.clock.now_ms())
        before = self._means.database.write(lambda db: begun(db, use), "store_use")
        if before is not None:
            return self._again(contract, before, ask)
        return self._ended(contract, use, first=True)

    def _again(self, contract: Contract, use: UseRow, ask: messages.Use) -> messages.UseKnown:
        """The use of this id is known here: never made a second time, only asked about while its outcome is unknown.

        One that never left, for want of a connection, is sent now: its asker was told to repeat it.
        """
        if (use.contract, use.service, use.quantity) != (contract.id, ask.service, ask.quantity):
            raise Broken("payment_id_reused", use.use_id)
        if self._lost(use):
            return self._ended(contract, use, first=False)
        if use.state is UseState.REFUSED and use.code in codes.UNAVAILABLE:
            reopened = self._means.database.write(lambda db: store.reopen(db, use.use_id), "store_use")
            return self._ended(contract, use, first=reopened)
        if use.state is UseState.REFUSED:
            raise refused_before(use)
        return use_shown(use, contract, repeated=True)

    def _ended(self, contract: Contract, use: UseRow, *, first: bool) -> messages.UseKnown:
        """Send a use; what it has become, or the error it ended with."""
        error = self._send(contract, use, first=first)
        after = self._known(use.use_id)
        if error is not None:
            raise told(error, after)
        return after

    def find_use(self, db: Connection, who: Principal, ask: messages.FindUse) -> messages.UseKnown:
        """A use by its id."""
        use = store.find(db, ask.use_id)
        if use is None:
            raise Rejected("wrong_value", f"use_id: {ask.use_id}")
        return use_shown(use, self._contracts().get(use.contract))

    def uses(self, db: Connection, who: Principal, ask: messages.AskUses) -> messages.Uses:
        """The newest uses with their states."""
        contract = self._id_of(ask.contract)
        contracts, found = self._contracts(), store.newest(db, contract, max(1, min(ask.limit, LIMIT)))
        return messages.Uses(uses=[use_shown(one, contracts.get(one.contract)) for one in found])

    def retry_uses(self, who: Principal, ask: messages.RetryUses) -> messages.UsesRetried:
        """Send uses of unknown outcome again, each with its own id and body: a provider does an id once."""
        waiting = [one for one in self._means.database.read(store.unfinished) if self._lost(one)]
        if ask.use_id:
            waiting = [one for one in waiting if one.use_id == ask.use_id]
            if not waiting:
                raise Rejected("wrong_value", f"use_id: {ask.use_id}")
        contracts = self._contracts()
        for use in waiting:
            if use.contract in contracts:
                self._send(contracts[use.contract], use, first=False)
        after = [self._known(one.use_id) for one in waiting]
        return messages.UsesRetried(uses=after, still_unknown=sum(one.state is UseState.UNKNOWN for one in after))

    def settle_interrupted(self) -> int:
        """At the start: what was being sent when the program died is unknown now."""
        return self._means.database.write(store.give_up_interrupted, "give_up_interrupted")

    def _send(self, contract: Contract, use: UseRow, *, first: bool) -> OplataError | None:
        """One sending and its outcome, written down; the error it ended with, if any."""
        before = trace.current.set(ids.payment_code(use.use_id))
        self._under_way.add(use.use_id)
        try:
            return self._sent(contract, use, first)
        finally:
            self._under_way.discard(use.use_id)
            trace.current.reset(before)

    def _sent(self, contract: Contract, use: UseRow, first: bool) -> OplataError | None:
        try:
            answer = self._answer(contract, use)
        except OplataError as error:
            state = core.state_after(error, first=first)
            ending = Ending(state, error.code, codes.words_of(error))
            self._means.database.write(lambda db: store.end(db, use.use_id, ending), "end_use")
            self._means.log.warning(
                "use not done", payment=ids.payment_code(use.use_id), state=state.value, code=error.code
            )
            return error
        self._means.database.write(lambda db: done(db, use, answer), "end_use")
        self._means.log.info("service used", payment=ids.payment_code(use.use_id), service=use.service)
        return None

    def _answer(self, contract: Contract, use: UseRow) -> provider.ServiceUsed:
        peer = self._means.provider(contract)
        content_type = CONTENT_TYPES[BodyKind(use.body_kind)]
        answer = peer.post(provider.USE, use.path, use.body, content_type, operation=use.use_id)
        core.demand_answer_to(
            use.use_id, use.service, use.quantity, (answer.use_id, answer.service, answer.quantity, answer.cost)
        )
        if not core.believable(answer.balance, answer.used_at):
            raise Unavailable("unreadable_answer", "balance, used_at")
        return answer

    def _lost(self, use: UseRow) -> bool:
        """Whether nobody knows what became of it, and nobody is about to hear it."""
        return use.state is UseState.UNKNOWN or (use.state is UseState.SENDING and use.use_id not in self._under_way)

    def _known(self, use_id: str) -> messages.UseKnown:
        use = self._means.database.read(lambda db: store.find(db, use_id))
        assert use is not None, use_id
        return use_shown(use, self._contracts().get(use.contract))

    def _contracts(self) -> dict[str, Contract]:
        """The deleted ones too: their uses are still told of."""
        return {one.id: one for one in self._means.file.contracts}

    def _id_of(self, word: str) -> str:
        return self._means.contract(word).id if word else ""


def demand_declared(contract: Contract, service: str) -> None:
    """A service that the contract does not declare is refused before anything is sent."""
    declared = {one.code for one in contract.services}
    if not service or (declared and service not in declared):
        raise Rejected("unknown_service", f"{service} ({', '.join(sorted(declared))})")


def worded(contract: Contract, use_id: str, service: str, quantity: int, now: int) -> UseRow:
    """A new use, with the request that every sending of it repeats byte by byte."""
    posting = contract.posting
    is_json = posting.body is BodyKind.JSON
    values: dict[str, str | int] = {
        "use_id": use_id, "number": contract.number, "service": service, "quantity": quantity,
    }  # fmt: skip
    body = core.filled(posting.template, values, typed=is_json)
    return UseRow(
        use_id=use_id,
        contract=contract.id,
        number=contract.number,
        service=service,
        quantity=quantity,
        path=posting.path,
        body_kind=posting.body.value,
        body=msgspec.json.encode(body) if is_json else urlencode(body).encode(),
        made_at=now,
        state=UseState.SENDING,
        attempts=0,
        code="",
        ru="",
        en="",
        cost=None,
        balance=None,
        currency=contract.currency,
    )


def begun(db: Connection, use: UseRow) -> UseRow | None:
    """Write a use down before anything is sent; the one that has its id already, if there is one."""
    before = store.find(db, use.use_id)
    if before is None:
        store.add(db, use)
    return before


def refused_before(use: UseRow) -> OplataError:
    """The «no» that a use of this id ended with, in the words of then."""
    error = codes.KINDS.get(use.code, Rejected)(use.code)
    error.heard = Words(use.ru, use.en) if use.ru else None
    return error


def done(db: Connection, use: UseRow, answer: provider.ServiceUsed) -> None:
    """The use and the balance after it, in one unit of work."""
    store.end(db, use.use_id, Ending(UseState.DONE, cost=answer.cost, balance=answer.balance))
    kept.set_balance(db, use.contract, answer.balance, milliseconds(answer.used_at))


def told(error: OplataError, after: messages.UseKnown) -> OplataError:
    """The error as a person hears it: where the outcome is unknown it says so, and names the use."""
    if after.state is not UseState.UNKNOWN:
        return error
    said, again = codes.words_of(error), ASK_AGAIN.format(use_id=after.use_id)
    unknown = Unavailable(error.code if isinstance(error, Unavailable) else "no_answer", error.detail)
    unknown.heard = Words(f"{said.ru} {again.ru}", f"{said.en} {again.en}")
    return unknown
