"""Comparisons as they are kept and shown: sums, and each difference with what the three registers say of it."""

from collections.abc import Mapping

import msgspec

from common import ids
from common.clock import moment
from common.database import Row
from common.shown_status import APPEARANCES, ShownStatus, shown
from common.words import Words
from processing_app.core.differences import MEANINGS, Action, Kind
from processing_app.core.reconciliation import (
    CANCELLED,
    CAPTURED,
    CREDITED,
    DEAD,
    REFUSED,
    REVERSED,
    REVIEW,
    SENT,
    VOIDED,
    WAITING,
    Column,
    Difference,
    Ours,
    Theirs,
    Told,
)
from processing_app.service.asks.registers import DifferenceRow, ReconciliationRow, Side, Totals, WithoutRegister

RUNNING, DONE, FAILED, INTERRUPTED = "running", "done", "failed", "interrupted"
NOT_DIFFERENT = frozenset({Kind.IN_PATH.value, Kind.NO_REGISTER.value})
STATES = {
    RUNNING: Words("Идёт сверка", "Comparing"),
    DONE: Words("Готово", "Done"),
    FAILED: Words("Не удалось сверить", "It could not be compared"),
    INTERRUPTED: Words("Прервана: программа закрывалась", "Interrupted: the program was closed"),
}
KINDS: dict[Kind, Words] = {
    Kind.MISSING_AT_PROVIDER: Words("Нет у поставщика", "Missing at the provider"),
    Kind.MISSING_HERE: Words("Нет в наших книгах", "Missing in our books"),
    Kind.MISSING_AT_AGENT: Words("Нет у агента", "Missing at the agent"),
    Kind.SUM: Words("Разные суммы", "Sums differ"),
    Kind.ACCOUNT: Words("Разные номера", "Accounts differ"),
    Kind.STATE: Words("Разные состояния", "States differ"),
    Kind.NO_REGISTER: Words("Нет реестра поставщика", "No register of the provider"),
    Kind.IN_PATH: Words("В пути", "In path"),
}
ACTIONS: dict[Action, Words] = {
    Action.NONE: Words("Делать ничего не надо", "Nothing to do"),
    Action.RETRY: Words("Повторить сейчас", "Retry now"),
    Action.SETTLE: Words("Провести вручную…", "Settle by hand…"),
    Action.REVIEW: Words("Разобрать", "Review"),
}
TOLD_AS = {
    WAITING: ShownStatus.ACCEPTED,
    SENT: ShownStatus.SENT,
    REVIEW: ShownStatus.NEEDS_REVIEW,
    CAPTURED: ShownStatus.CREDITED,
    CANCELLED: ShownStatus.REJECTED,
    REFUSED: ShownStatus.REJECTED,
}
THEIR = {CREDITED: ShownStatus.CREDITED, REVERSED: ShownStatus.REVERSED, VOIDED: ShownStatus.CANCELLED}
CLOSED_FOR_EVER = Words("Закрыт навсегда, не зачислен", "Closed for ever, not credited")


class Kept(msgspec.Struct, frozen=True):
    """What a comparison came to, as its row keeps it."""

    counts: dict[str, int] = {}
    agreed: int = 0
    kept: int = 0
    agent: Column = Column()
    centre: Column = Column()
    provider: Column = Column()
    without: list[WithoutRegister] = []
    silent: list[str] = []
    problem: Words | None = None


def row_of(row: Row, under_way: tuple[Words, int] | None) -> ReconciliationRow:
    """A comparison as a list shows it; one that says it runs, and does not, was interrupted."""
    kept = msgspec.json.decode(row["outcome"], type=Kept)
    state = INTERRUPTED if row["state"] == RUNNING and under_way is None else row["state"]
    words, percent = under_way if state == RUNNING and under_way is not None else (STATES[state], 100)
    return ReconciliationRow(
        id=row["id"], who=row["who"], started=moment(row["started"]),
        ended=None if row["ended"] is None else moment(row["ended"]), since=moment(row["since"]),
        until=moment(row["until"]), provider_id=row["provider_id"], state=state, progress=words, percent=percent,
        differences=sum(number for kind, number in kept.counts.items() if kind not in NOT_DIFFERENT),
        in_path=kept.counts.get(Kind.IN_PATH.value, 0), agreed=kept.agreed, kept=kept.kept, counts=kept.counts,
        agent=_totals(kept.agent), centre=_totals(kept.centre), provider=_totals(kept.provider),
        without_register=kept.without, silent_terminals=kept.silent, problem=kept.problem,
    )  # fmt: skip


def difference_row(row: Row, providers: Mapping[int, str], agents: Mapping[int, str]) -> DifferenceRow:
    """A difference with its three sides, and what is true of all of them."""
    found = msgspec.json.decode(row["data"], type=Difference)
    meaning, sides = MEANINGS[found.reason], (found.ours, found.told, found.theirs)
    provider_id = next((one.provider_id for one in sides if one is not None), 0)
    ours = found.ours or found.told
    first = next((one for one in sides if one is not None and one.at), None)
    return DifferenceRow(
        number=row["number"], kind=meaning.kind.value, kind_words=KINDS[meaning.kind], reason=found.reason.value,
        words=meaning.words, action=meaning.action.value, action_words=ACTIONS[meaning.action],
        payment_id=found.payment_id, code=ids.payment_code(found.payment_id) if ids.is_uuid(found.payment_id) else "",
        provider_id=provider_id, provider_name=providers.get(provider_id, ""),
        agent_id=ours.agent_id if ours else 0, agent_name=agents.get(ours.agent_id, "") if ours else "",
        terminal=ours.terminal if ours else "", account=first.account if first else "",
        amount=first.amount if first else 0, at=moment(first.at) if first else None, agent=_told(found.told),
        centre=_ours(found.ours), provider=_theirs(found.theirs),
    )  # fmt: skip


def _totals(column: Column) -> Totals:
    return Totals(**column._asdict())


def _told(told: Told | None) -> Side | None:
    return None if told is None else _side(TOLD_AS[told.state], told)


def _ours(ours: Ours | None) -> Side | None:
    return None if ours is None else _side(shown(ours.status, needs_review=ours.task == DEAD), ours)


def _theirs(theirs: Theirs | None) -> Side | None:
    if theirs is None or theirs.state not in THEIR:
        return None
    side = _side(THEIR[theirs.state], theirs)
    return msgspec.structs.replace(side, words=CLOSED_FOR_EVER) if theirs.state == VOIDED else side


def _side(state: ShownStatus, line: Told | Ours | Theirs) -> Side:
    words = APPEARANCES[state].words
    return Side(shown=state.value, words=words, account=line.account, amount=line.amount, at=moment(line.at))
