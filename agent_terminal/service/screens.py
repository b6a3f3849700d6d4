"""A session as the kiosk page draws it: `{screen, data, deadline}`; facts and sums here, sentences in the page."""

from collections.abc import Callable
from datetime import datetime
from hashlib import blake2b
from typing import Any

import msgspec

from agent_terminal.core import patience, sums
from agent_terminal.core.session import Session, Target
from agent_terminal.core.stages import WITH_CASH, Stage
from agent_terminal.service import kept, offers, printing, receipt
from agent_terminal.service.ground import Ground, available
from agent_terminal.service.messages import Screen
from agent_terminal.service.on_cash import IN_WORK, STUCK, in_work
from agent_terminal.store import papers, payments, sessions
from agent_terminal.store.papers import SlipState
from agent_terminal.store.payments import Payment
from common import ids, money
from common.clock import moment
from common.database import Connection
from common.errors import Rejected
from common.fields import ACCOUNT
from common.protocol import codes
from common.protocol.processing import DirectoryEntry

Data = dict[str, Any]
FEW = 8
"""So many providers fit one screen: no groups."""
SLOW_MS = 5_000
"""A number's check takes longer than usual."""
LATE_MS = 10_000
"""So does sending a payment: «still sending»."""
WARNING = "K13"
CLOSED = "K14"
IDLE = "K0"


def shown(ground: Ground, db: Connection) -> Screen:
    """What is on the screen now."""
    session = sessions.active(db)
    agent, contract, kiosk = kept.agent(db), kept.contract(db), kept.kiosk(db)
    common: Data = {
        "terminal": "" if contract is None else contract.terminal,
        "agent": agent.name,
        "phone": agent.phone,
        "volume": kiosk.volume,
        "motion": kiosk.motion,
    }
    if session is None:
        reasons = ground.reasons(db)
        if reasons:
            why = {"reasons": [one.value for one in reasons], "nearest": kiosk.nearest}
            return _screen(ground, CLOSED, common | why, moment(ground.next_check()))
        return _screen(ground, IDLE, common, None)
    data = common | _shared(ground, db, session) | DATA[session.stage](ground, db, session)
    if session.warned:
        goes = _cash(ground, db, session) if session.held else {}
        return _screen(ground, WARNING, data | goes | {"under": session.stage.value}, moment(session.deadline))
    return _screen(ground, session.stage.value, data, moment(session.deadline))


def _screen(ground: Ground, name: str, data: Data, deadline: datetime | None) -> Screen:
    """The edition is made of all that is shown, so that nobody has to tell that something has changed."""
    edition = blake2b(msgspec.json.encode((name, data, deadline)), digest_size=8).hexdigest()
    return Screen(screen=name, data=data, deadline=deadline, now=moment(ground.now()), edition=edition)


def few(providers: list[DirectoryEntry]) -> bool:
    """Whether groups would only be one touch more."""
    return len(providers) <= FEW


def roof(ground: Ground, db: Connection) -> int:
    """What the agent's deposit allows the payer who begins now."""
    return max(available(db, kept.deposit(db)) or 0, 0)


def offered(target: Target, roof: int) -> bool:
    """Whether the deposit allows at least the smallest payment there."""
    return max(target.minimum, 1) <= roof


def range_words(session: Session) -> str:
    """The sums a provider takes, for a refusal's text."""
    target = session.target
    return "—" if target is None else f"{money.text(target.minimum)}–{money.text(target.maximum)} ₽"


def _shared(ground: Ground, db: Connection, session: Session) -> Data:
    """What every screen of a session may need: the sum inside survives any reload."""
    made = payments.of_session(db, session.id)
    return {
        "session_id": session.id,
        "language": session.language,
        "held": session.held,
        "notice": _notice(ground, db, session),
        "payments": [
            {
                "code": ids.payment_code(one.payment_id),
                "state": one.state.value,
                "provider": {"ru": one.provider_ru, "en": one.provider_en},
                "account": one.account,
                "inserted": one.inserted,
                "agent_fee": one.agent_fee,
                "amount": one.amount,
            }
            for one in made
            if one.accepted
        ],
        "slips": [
            {"code": one.code, "amount": one.amount, "reason": one.reason, "qr": receipt.squares(one.code)}
            for one in papers.slips_of(db, session.id)
            if one.state is SlipState.OPEN
        ],
    }


def _notice(ground: Ground, db: Connection, session: Session) -> str:
    """What the payer should know of the last note is said where notes are inserted, and while it is true."""
    over = {STUCK: ground.hardware.reason is None, IN_WORK: not in_work(ground, db)}
    if session.notice and not over.get(session.notice, False):
        return session.notice
    return ground.hardware.notice if session.stage in WITH_CASH else ""


def _groups(ground: Ground, db: Connection, session: Session) -> Data:
    return {"groups": msgspec.to_builtins(offers.groups(db)), "recent": offers.recent(db, session)}


def _providers(ground: Ground, db: Connection, session: Session) -> Data:
    """`scanned` is the number that several providers take: whose is it?"""
    return {
        "group": session.group,
        "scanned": "" if session.scanned is None else session.scanned.number,
        "providers": offers.listed(db, session),
        "recent": offers.recent(db, session),
    }


def _search(ground: Ground, db: Connection, session: Session) -> Data:
    return {"providers": offers.every(db, session)}


def _fields(ground: Ground, db: Connection, session: Session) -> Data:
    draft = session.draft
    assert draft is not None
    entry = kept.entry(db, draft.directory_version, draft.provider_id)
    return _whom(db, draft) | {"account_prefix": offers.lead(entry.fields[0])}


def _checking(ground: Ground, db: Connection, session: Session) -> Data:
    assert session.draft is not None
    return _whom(db, session.draft) | {"slow_at": moment(session.changed + SLOW_MS).isoformat()}


def _refused(ground: Ground, db: Connection, session: Session) -> Data:
    """Number not found, or not checked: the provider's words where it said any."""
    assert session.draft is not None
    words = codes.words(session.refusal, session.refusal_detail)
    return _whom(db, session.draft) | {"code": session.refusal, "words": msgspec.to_builtins(words)}


def _confirm(ground: Ground, db: Connection, session: Session) -> Data:
    assert session.draft is not None
    paper = printing.about(ground, db, session.id).paper
    return _whom(db, session.draft) | _rules(ground, db, session, session.draft) | {"paper": paper}


def _cash(ground: Ground, db: Connection, session: Session) -> Data:
    """The three live lines: inserted, commission, to be credited; and what may be done with them."""
    target = session.target
    if target is None:
        return {"inserted": session.held, "can_pay": False, "can_continue": False}
    part = session.part
    now = sums.split(session.held, target.tariff)
    return (
        _whom(db, target)
        | _rules(ground, db, session, target)
        | {
            "inserted": session.held,
            "fee": now.fee,
            "amount": now.amount,
            "can_pay": part is not None,
            "pays": None if part is None else msgspec.to_builtins(part),
            "remainder": session.held - (0 if part is None else part.inserted),
            "can_continue": ground.hardware.reason is None,
            "note_inside": ground.hardware.note_inside,
            "rejects": ground.hardware.rejects,
            "lets_in": sorted(ground.welcome_notes(db, session)),
        }
    )


def _sending(ground: Ground, db: Connection, session: Session) -> Data:
    return _told(ground, db, session) | {"slow_at": moment(session.changed + LATE_MS).isoformat()}


def _told(ground: Ground, db: Connection, session: Session) -> Data:
    """After paying: the receipts of this session's payments, the claim slips, and what became of them on paper."""
    made = [one for one in payments.of_session(db, session.id) if one.accepted]
    found = [papers.receipt(db, one.payment_id) for one in made]
    receipts = [receipt.shown(one.body) for one in found if one is not None]
    paper = printing.about(ground, db, session.id)
    return {
        "code": ids.payment_code(made[-1].payment_id) if made else "",
        "receipt": receipts[-1] if receipts else None,
        "receipts": receipts,
        "fields": _fields_of(db, made[-1]) if made else [],
        "copies_left": paper.copies_left,
        "printed": paper.printed,
    }


def _fields_of(db: Connection, what: Target | Payment) -> list[Data]:
    """The provider's fields as the payer saw them; none when its directory is gone with another centre's contract."""
    try:
        entry = kept.entry(db, what.directory_version, what.provider_id)
    except Rejected:
        return []
    fields: list[Data] = msgspec.to_builtins(entry.fields)
    return fields


def _rules(ground: Ground, db: Connection, session: Session, target: Target) -> Data:
    tariff = target.tariff[0] if target.tariff else money.Range()
    return {
        "minimum": target.minimum,
        "maximum": target.maximum,
        "exact": target.exact,
        "insert_least": sums.least(target.terms),
        "insert_most": sums.most(target.terms, session.roof),
        "commission": {
            "basis_points": tariff.basis_points,
            "fixed": tariff.fixed,
            "minimum": tariff.minimum,
            "maximum": tariff.maximum,
        },
        "notes": sorted(notes(ground, db)),
    }


def notes(ground: Ground, db: Connection) -> frozenset[int]:
    """The notes that a payer may insert here, as far as the acceptor knows them."""
    wanted = frozenset(kept.agent(db).notes)
    return wanted & ground.hardware.values if ground.hardware.values else wanted


def _whom(db: Connection, target: Target) -> Data:
    """By `fields` a number is shown with its mask, and whatever else was typed with its label."""
    return {
        "provider_id": target.provider_id,
        "provider": {"ru": target.name_ru, "en": target.name_en},
        "account": target.account,
        "subscriber": target.subscriber,
        "balance": target.balance,
        "wish": target.wish,
        "typed": {ACCOUNT: target.account, **target.fields},
        "fields": _fields_of(db, target),
    }


DATA: dict[Stage, Callable[[Ground, Connection, Session], Data]] = {
    Stage.GROUPS: _groups,
    Stage.PROVIDERS: _providers,
    Stage.SEARCH: _search,
    Stage.FIELDS: _fields,
    Stage.CHECKING: _checking,
    Stage.CONFIRM: _confirm,
    Stage.CASH: _cash,
    Stage.STOP: _cash,
    Stage.REMAINDER: _cash,
    Stage.SENDING: _sending,
    Stage.PAID: _told,
    Stage.NOT_FOUND: _refused,
    Stage.NOT_CHECKED: _refused,
    Stage.PENDING: _told,
    Stage.REFUSED: _told,
}
assert set(DATA) == set(Stage) - {Stage.ENDED}
assert patience.QUIET.keys() == set(Stage)
