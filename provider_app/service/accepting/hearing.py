"""The centre's notices: each taken once, in order, its effect and its number in one commit."""

from hashlib import blake2b

import msgspec

from common import spawn
from common.clock import milliseconds, moment
from common.database import Connection
from common.errors import Broken, ContractFault
from common.money import LARGEST
from common.principal import Principal
from common.protocol.consumer import NewsKind, Noted, Notify
from common.protocol.provider import AskRegister, Register, RegisterRow
from provider_app.core.accepting import Taken
from provider_app.service.accepting import recording
from provider_app.service.accepting.contract import OWN
from provider_app.service.dealings import code_of
from provider_app.service.part import Means, Part, bounded, page, position
from provider_app.store import accepting as store
from provider_app.store import contracts

LAST_FORM = {NewsKind.PAYMENT_DONE: True, NewsKind.PAYMENT_FAILED: False}


class Hearing(Part):
    """What the centre tells, and what it may read."""

    def __init__(self, means: Means, bell: spawn.Signal) -> None:
        """`bell` wakes whoever asks the centre for the rest."""
        super().__init__(means)
        self._bell = bell

    def hear(self, db: Connection, who: Principal, ask: Notify) -> Noted:
        """Keep what a notice says, once. The same one again is answered with a yes; an older one is refused."""
        card = store.acceptance(db)
        if card is None or who.id != OWN or ask.number != card.number:
            raise ContractFault("forbidden")
        digest = blake2b(msgspec.json.encode(ask), digest_size=16).hexdigest()
        before = store.notice_digest(db, card.key, ask.news_id)
        if before is not None:
            if before != digest:
                raise Broken("payment_id_reused", ask.news_id)
            return Noted(news_id=ask.news_id)
        _demand_readable(ask)
        if ask.sequence <= store.last_notice(db, card.key):
            raise Broken("stale_notice", str(ask.sequence))
        now = self.clock.now_ms()
        store.take_notice(db, card.key, ask.news_id, sequence=ask.sequence, digest=digest, at=now)
        known = store.find(db, card.key, ask.payment_id)
        done = LAST_FORM[ask.kind]
        if done or known is not None:
            amount = ask.amount if done and ask.amount is not None else known.amount if known is not None else 0
            after = recording.noticed(known, ask.payment_id, amount, done=done, at=milliseconds(ask.at), now=now)
            store.save(db, card.key, after)
            db.then(self._bell.set)
        self.log.quiet(f"notice {ask.kind.value}", who.trace, code_of(ask.payment_id))
        return Noted(news_id=ask.news_id)

    def accepted(self, db: Connection, who: Principal, ask: AskRegister) -> Register:
        """What came by QR and barcode and is done, for the reconciliation of the centre that it came through."""
        limit, after = bounded(ask.limit), position(ask.after)
        card = store.acceptance(db)
        if who.id != OWN and not _is_its_centre(db, int(who.id), card.contract if card is not None else 0):
            raise ContractFault("forbidden")
        found = [] if card is None else store.done(db, card.key, after=after, limit=limit + 1)
        shown, more = page(found, limit)
        last = shown[-1][0] if shown else after
        return Register(rows=[_row(one) for _, one in shown], position=str(last), more=more)


def _demand_readable(ask: Notify) -> None:
    wrong = {
        "kind": ask.kind not in LAST_FORM,
        "sequence": ask.sequence < 1,
        "payment_id": not ask.payment_id,
        "amount": LAST_FORM.get(ask.kind, False) and not 1 <= (ask.amount or 0) <= LARGEST,
        "currency": ask.currency != "RUB",
    }
    for field, is_wrong in wrong.items():
        if is_wrong:
            raise Broken("wrong_json", field)


def _is_its_centre(db: Connection, contract: int, named: int) -> bool:
    """The contract that the acceptance names; where it names none, the only one there is."""
    every = [one.id for one in contracts.every(db)] if not named else [named]
    return every == [contract]


def _row(one: Taken) -> RegisterRow:
    return RegisterRow(
        payment_id=one.payment_id,
        kind=one.way,
        account=one.wallet,
        amount=one.amount,
        currency=one.currency,
        reference=one.purpose,
        at=moment(one.changed_at),
    )
