"""A session as the kiosk page draws it: `{screen, data, deadline}`; facts and sums here, sentences in the page."""

from collections.abc import Callable
from datetime import datetime
from hashlib import blake2b
from typing import Any

import msgspec

from agent_terminal.core import patience, sums
from agent_terminal.core.session import Session, Target
from agent_terminal.core.stages import WITH_CASH, Stage
from agent_terminal.service import kept
from agent_terminal.service.ground import Ground, available
from agent_terminal.service.messages import Screen
from agent_terminal.store import papers, payments, sessions
from agent_terminal.store.papers import SlipState
from common import ids, money
from common.clock import moment
from common.database import Connection
from common.protocol import codes
from common.protocol.processing import DirectoryEntry

Data = dict[str, Any]
FEW = 8
"""So many providers fit one screen: no groups."""
SLOW_MS = 5_000
WARNING = "K13"
CLOSED = "K14"
IDLE = "K0"


def shown(ground: Ground, db: Connection) -> Screen:
    """What is on the screen now."""
    session = sessions.active(db)
    agent, contract = kept.agent(db), kept.contract(db)
    common: Data = {
        "terminal": "" if contract is None else contract.terminal,
        "agent": agent.name,
        "phone": agent.phone,
    }
    if session is None:
        reasons = ground.reasons(db)
        if reasons:
            shown_codes = [one.value for one in reasons]
            return _screen(ground, CLOSED, common | {"reasons": shown_codes}, moment(ground.next_check()))
        return _screen(ground, IDLE, common, None)
    data = common | _shared(ground, db, session) | DATA[session.stage](ground, db, session)
    if session.warned:
        return _screen(ground, WARNING, data | {"under": session.stage.value}, moment(session.deadline))
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
        "notice": session.notice or (ground.hardware.notice if session.stage in WITH_CASH else ""),
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
            {"code": one.code, "amount": one.amount, "reason": one.reason}
            for one in papers.slips_of(db, session.id)
            if one.state is SlipState.OPEN
        ],
    }


def _groups(ground: Ground, db: Connection, session: Session) -> Data:
    names = {one.group.ru: one.group for one in kept.providers(db)}
    return {"groups": [msgspec.to_builtins(names[name]) for name in sorted(names)]}


def _providers(ground: Ground, db: Connection, session: Session) -> Data:
    """`available` is no when the deposit does not reach the provider's minimum; never said so to a payer."""
    listed = [one for one in kept.providers(db) if session.group in ("", one.group.ru)]
    return {
        "group": session.group,
        "providers": [
            {
                "provider_id": one.provider_id,
                "name": msgspec.to_builtins(one.name),
                "group": msgspec.to_builtins(one.group),
                "available": max(one.minimum, 1) <= session.roof,
            }
            for one in listed
        ],
    }


def _fields(ground: Ground, db: Connection, session: Session) -> Data:
    draft = session.draft
    assert draft is not None
    entry = kept.entry(db, draft.directory_version, draft.provider_id)
    return _whom(draft) | {
        "typed": {"account": draft.account, **draft.fields},
        "fields": msgspec.to_builtins(entry.fields),
    }


def _checking(ground: Ground, db: Connection, session: Session) -> Data:
    assert session.draft is not None
    return _whom(session.draft) | {"slow_at": moment(session.changed + SLOW_MS).isoformat()}


def _refused(ground: Ground, db: Connection, session: Session) -> Data:
    """Number not found, or not checked: the provider's words where it said any."""
    assert session.draft is not None
    words = codes.words(session.refusal, session.refusal_detail)
    return _whom(session.draft) | {"code": session.refusal, "words": msgspec.to_builtins(words)}


def _confirm(ground: Ground, db: Connection, session: Session) -> Data:
    assert session.draft is not None
    return _whom(session.draft) | _rules(ground, db, session, session.draft)


def _cash(ground: Ground, db: Connection, session: Session) -> Data:
    """The three live lines: inserted, commission, to be credited; and what may be done with them."""
    target = session.target
    if target is None:
        return {"inserted": session.held, "can_pay": False, "can_continue": False}
    part = sums.payable(session.held, target.terms)
    now = sums.split(session.held, target.tariff)
    return (
        _whom(target)
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


def _told(ground: Ground, db: Connection, session: Session) -> Data:
    """After paying: the receipt of the last payment, or the claim slip's reason."""
    made = [one for one in payments.of_session(db, session.id) if one.accepted]
    if not made:
        return {"receipt": None}
    receipt = papers.receipt(db, made[-1].payment_id)
    assert receipt is not None
    return {"code": ids.payment_code(made[-1].payment_id), "receipt": msgspec.json.decode(receipt.body)}


def _rules(ground: Ground, db: Connection, session: Session, target: Target) -> Data:
    tariff = target.tariff[0] if target.tariff else money.Range()
    return {
        "minimum": target.minimum,
        "maximum": target.maximum,
        "insert_least": sums.least(target.terms),
        "insert_most": sums.most(target.terms, session.roof),
        "commission": {
            "basis_points": tariff.basis_points,
            "fixed": tariff.fixed,
            "minimum": tariff.minimum,
            "maximum": tariff.maximum,
        },
        "notes": sorted(_notes(ground, db)),
    }


def _notes(ground: Ground, db: Connection) -> frozenset[int]:
    wanted = frozenset(kept.agent(db).notes)
    return wanted & ground.hardware.values if ground.hardware.values else wanted


def _whom(target: Target) -> Data:
    return {
        "provider_id": target.provider_id,
        "provider": {"ru": target.name_ru, "en": target.name_en},
        "account": target.account,
        "subscriber": target.subscriber,
        "balance": target.balance,
    }


DATA: dict[Stage, Callable[[Ground, Connection, Session], Data]] = {
    Stage.GROUPS: _groups,
    Stage.PROVIDERS: _providers,
    Stage.FIELDS: _fields,
    Stage.CHECKING: _checking,
    Stage.CONFIRM: _confirm,
    Stage.CASH: _cash,
    Stage.STOP: _cash,
    Stage.REMAINDER: _cash,
    Stage.SENDING: _told,
    Stage.PAID: _told,
    Stage.NOT_FOUND: _refused,
    Stage.NOT_CHECKED: _refused,
    Stage.PENDING: _told,
    Stage.REFUSED: _told,
}
assert set(DATA) == set(Stage) - {Stage.ENDED}
assert patience.QUIET.keys() == set(Stage)
