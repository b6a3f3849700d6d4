"""A report's row as people see it: its state in words, its figures, its files, why it did not come about."""

from typing import NamedTuple
from urllib.parse import urlencode

import msgspec

from common.clock import moment
from common.database import Row
from common.protocol import codes
from common.reporting.asks import MailWish, ReportRow, ReportState
from common.reporting.ground import Ground
from common.reporting.order import Said
from common.words import Words, same

WORDS = {
    ReportState.WAITING: Words("ждёт, {place}-й в очереди", "waiting, number {place} in line"),
    ReportState.RUNNING: Words("готовится, {percent} %", "being made, {percent} %"),
    ReportState.DONE: Words("готов", "ready"),
    ReportState.FAILED: Words("не вышел", "not made"),
    ReportState.CANCELLED: Words("отменён", "cancelled"),
}
ASLEEP = Words("ждёт запуска программы", "waiting for the program to be started")
EMPTY = Words("готов, операций за период нет", "ready, nothing in the period")
DIFFERS = Words("готов, есть расхождения", "ready, with differences")
NOTHING = Said()
PATH = "/v1/report/file"


class Now(NamedTuple):
    """What only a program knows of reports: whether it makes them, which, since when, how far; who waits."""

    making: int = 0
    started: int = 0
    percent: int = 0
    waiting: tuple[int, ...] = ()
    works: bool = True


def said_of(row: Row) -> Said:
    """What the report's process said at its end: the outcome without findings, the files, or what failed."""
    return msgspec.json.decode(row["outcome"], type=Said) if row["outcome"] else NOTHING


def mail_of(row: Row) -> MailWish:
    """Who gets the report when it is ready."""
    return msgspec.json.decode(row["mail"], type=MailWish)


def state_of(row: Row, now: Now) -> ReportState:
    """Where a report is; that it is being made is never written down, so that a killed program leaves it waiting."""
    return ReportState.RUNNING if row["id"] == now.making and row["ended"] is None else ReportState(row["state"])


def report_row(ground: Ground, row: Row, now: Now, letters: int) -> ReportRow:
    """The whole row."""
    number, said, state = row["id"], said_of(row), state_of(row, now)
    kind, outcome = ground.kind(row["kind"]), said.outcome
    ahead = [one for one in now.waiting if one not in (now.making, number)]
    place = sum(one < number for one in ahead) if state is ReportState.WAITING else 0
    asleep = state is ReportState.WAITING and not now.works
    percent = {ReportState.RUNNING: now.percent, ReportState.DONE: 100}.get(state, 0)
    started = now.started if state is ReportState.RUNNING else row["started"]
    words = ASLEEP if asleep else _words(state, said, place + 1, percent)
    return ReportRow(
        id=number, kind=row["kind"], title=kind.title if kind is not None else same(row["kind"]),
        subject=row["subject"], name=row["name"], since=moment(row["since"]), until=moment(row["until"]),
        language=row["language"], owner=row["owner"], schedule=row["schedule"], state=state,
        words=words, place=place, percent=percent, asked=moment(row["asked"]),
        started=moment(started) if started is not None else None,
        ended=moment(row["ended"]) if row["ended"] is not None else None,
        rows=outcome.rows if outcome is not None else 0, empty=outcome is not None and outcome.empty,
        agrees=outcome.agrees if outcome is not None else None,
        figures=outcome.figures if outcome is not None else [], files=said.files,
        folder=str(ground.folder_of(number)) if said.files else "",
        counts=outcome.counts if outcome is not None else {}, letters=letters,
        links=[link(number, file.name) for file in said.files],
        problem=codes.words(said.code, said.detail) if said.code else None,
    )  # fmt: skip


def link(number: int, name: str) -> str:
    """Where the owner of a report fetches one of its files, at the server's own address."""
    return f"{PATH}?{urlencode({'id': number, 'name': name})}"


def _words(state: ReportState, said: Said, place: int, percent: int) -> Words:
    if said.outcome is not None and said.outcome.agrees is False:
        return DIFFERS
    if said.outcome is not None and said.outcome.empty:
        return EMPTY
    return WORDS[state].format(place=place, percent=percent)
