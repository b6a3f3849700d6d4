"""The sheet of a provider's register that says what the latest reconciliation of registers found, or that none was."""

from collections.abc import Iterator

import msgspec

from common import excel, ids
from common.database import Row
from common.excel import Kind, Value
from common.reporting import period
from common.status import Status
from common.words import Words
from processing_app.core.differences import MEANINGS, Reason
from processing_app.core.differences import Kind as Class
from processing_app.core.reconciliation import CREDITED, Difference, Ours, Theirs
from processing_app.reports.cells import CODE, Column
from processing_app.reports.making import Making
from processing_app.store import reports
from processing_app.store.reports import Which

DONE = "done"
WITH_PROVIDER = frozenset({
    Reason.NOT_CREDITED, Reason.REFUND_UNKNOWN, Reason.ANSWER_LOST, Reason.ANSWER_LOST_REVIEW,
    Reason.CREDITED_AFTER_NO, Reason.NOT_REVERSED, Reason.REVERSED_THERE, Reason.VOIDED_BUT_CREDITED,
    Reason.VOIDED_BUT_HELD, Reason.CREDITED_UNKNOWN, Reason.OTHER_SUM_THERE, Reason.OTHER_ACCOUNT_THERE,
    Reason.NO_REGISTER,
})  # fmt: skip
"""What concerns the provider; what agents' registers say is between them and the centre."""
SHEET = Words("Сверка", "Reconciliation")
COLUMNS = (
    CODE,
    Column(Words("Сумма у нас, ₽", "Our sum, ₽"), Kind.MONEY, 16),
    Column(Words("Сумма у поставщика, ₽", "Provider's sum, ₽"), Kind.MONEY, 18),
    Column(Words("Разница, ₽", "Difference, ₽"), Kind.MONEY, 14, mark="difference"),
    Column(Words("Объяснение", "Explanation"), width=80),
)
NEVER = Words("Сверки за этот период не было", "There was no reconciliation of this period")
AGREED = Words("Расхождений нет", "No differences")
WHEN = Words("сверка № {number} от {at}", "reconciliation no. {number} of {at}")
FOUND = Words(
    "Сверка № {number} от {at} нашла расхождений: {count}.",
    "Reconciliation no. {number} of {at} found differences: {count}.",
)
CLEAN = Words("Сверка № {number} от {at}: расхождений нет.", "Reconciliation no. {number} of {at}: no differences.")
MORE = Words("показаны первые {kept} из {all} строк сверки", "the first {kept} of {all} lines are shown")


class _Kept(msgspec.Struct, frozen=True):
    """Of a comparison's outcome: how many lines it had, and how many of them are kept."""

    counts: dict[str, int] = {}
    kept: int = 0


def add(book: excel.Book, made: Making) -> str:
    """The sheet; what it says in one sentence, for the letter."""
    row = reports.covering(made.db, made.which, DONE)
    if row is None:
        book.table(made.sheet(SHEET, COLUMNS), empty=NEVER)
        return f"{NEVER.of(made.language)}."
    said = {"number": row["id"], "at": f"{period.here(row['started']):%d.%m.%Y %H:%M}"}
    kept = msgspec.json.decode(row["outcome"], type=_Kept)
    notes = [WHEN.format(**said).of(made.language)]
    if sum(kept.counts.values()) > kept.kept:
        notes.append(MORE.format(kept=kept.kept, all=sum(kept.counts.values())).of(made.language))
    page = book.table(made.sheet(SHEET, COLUMNS, *notes), empty=AGREED)
    page.add(_lines(made, row))
    count = page.finish().rows
    return (FOUND if count else CLEAN).format(count=count, **said).of(made.language)


def _lines(made: Making, comparison: Row) -> Iterator[list[Value]]:
    for row in reports.differences(made.db, comparison["id"]):
        found = msgspec.json.decode(row["data"], type=Difference)
        if found.reason in WITH_PROVIDER and _is_of(found, made.which):
            yield _line(made, found)


def _is_of(found: Difference, which: Which) -> bool:
    """Whether it concerns this provider within this period; a missing register concerns all of it."""
    side = found.ours or found.theirs
    assert side is not None
    if side.provider_id != which.provider_id:
        return False
    return found.kind is Class.NO_REGISTER or which.since <= side.at < which.until


def _line(made: Making, found: Difference) -> list[Value]:
    ours, theirs = _ours(found.ours), _theirs(found.theirs)
    code = ids.payment_code(found.payment_id) if found.payment_id else ""
    words = MEANINGS[found.reason].words.of(made.language)
    if found.reason is Reason.OTHER_ACCOUNT_THERE and found.ours and found.theirs:
        words = f"{words}: {found.ours.account} ≠ {found.theirs.account}"
    return [code, ours, theirs, ours - theirs, words]


def _ours(side: Ours | None) -> int:
    return side.amount if side is not None and side.status is Status.CAPTURED else 0


def _theirs(side: Theirs | None) -> int:
    return side.amount if side is not None and side.state == CREDITED else 0
