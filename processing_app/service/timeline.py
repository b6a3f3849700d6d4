"""A payment's events, attempts and decisions merged into one line of time, each in words."""

from collections.abc import Iterator
from datetime import datetime

from common.money import text
from common.shown_status import APPEARANCES, ShownStatus
from common.words import Words
from processing_app.service.asks import DecisionRow, EventRow, ExchangeRow, Exchanges, Step, Story, TaskRow
from processing_app.service.exchanges import PAY, STATES, WHAT
from processing_app.service.wallets import telling
from processing_app.wording import reason, who

OK, FAILED, OPEN, DONE = "ok", "error", "waiting", "neutral"
PROVIDER = Words("Поставщик", "Provider")
AGENT = Words("Агент", "Agent")
PROCESSING = Words("Процессинг", "Processing")


def steps(story: Story, found: Exchanges) -> list[Step]:
    """The newest last; what is still to come stands at the very end."""
    past = [
        *(_attempt(row) for row in found.exchanges if _tells(row)),
        *(step for event in story.events for step in _steps(event, story.payment.way)),
        *(_decision(one) for one in story.decisions),
        *_repeats(found),
    ]
    past.sort(key=lambda step: step.at)
    return [*past, *_to_come(story)]


def _tells(row: ExchangeRow) -> bool:
    """The order that was accepted is an event already, and questions of terminals change nothing."""
    return row.what not in (WHAT[PAY], WHAT[STATES]) or (row.what == WHAT[PAY] and not row.good)


def _attempt(row: ExchangeRow) -> Step:
    ours = row.side == "client"
    counted = ours and row.attempt > 0
    tried = Words(f"попытка {row.attempt}: ", f"attempt {row.attempt}: ") if counted else Words("", "")
    return Step(
        at=row.at,
        shape="●" if row.good else "✖",
        tone=OK if row.good else FAILED,
        words=Words(
            f"{row.what.ru} — {tried.ru}{row.outcome.ru}",
            f"{row.what.en} — {tried.en}{row.outcome.en}",
        ),
        who=PROVIDER if ours else AGENT,
        ms=row.ms,
        span=row.span,
    )


def _steps(event: EventRow, way: str) -> list[Step]:
    """One line of a kiosk's event; of a wallet's one for each step that it stands for."""
    if not way:
        return [_event(event)]
    return [
        Step(at=event.at, shape=one.shape, tone=one.tone, words=one.words, who=_who(event),
             moved=event.postings if one.moved else [])
        for one in telling.lines(event, way)
    ]  # fmt: skip


def _event(event: EventRow) -> Step:
    shape, tone, words = _told(event)
    return Step(at=event.at, shape=shape, tone=tone, words=words, who=_who(event), moved=event.postings)


def _who(event: EventRow) -> Words:
    return who(event.principal)


def _told(event: EventRow) -> tuple[str, str, Words]:
    data = event.data
    by_hand = Words(" вручную", " by hand") if data.get("by_hand") else Words("", "")
    reference = str(data.get("reference") or "")
    why = reason(str(data.get("reason") or ""))
    if event.kind == "PaymentAuthorized":
        return "○", DONE, _accepted(data)
    if event.kind == "PaymentCaptured":
        theirs = Words(f", операция поставщика № {reference}", f", the provider's operation {reference}")
        theirs = theirs if reference else Words("", "")
        return "●", OK, Words(f"Зачислен{by_hand.ru}{theirs.ru}", f"Credited{by_hand.en}{theirs.en}")
    if event.kind == "PaymentCancelled":
        return "✖", FAILED, Words(f"Отклонён{by_hand.ru}: {why.ru}", f"Rejected{by_hand.en}: {why.en}")
    if event.kind == "RefundRequested":
        return "○", DONE, Words(f"Запрошено сторно: {why.ru}", f"A reversal was asked for: {why.en}")
    if event.kind == "RefundRefused":
        return "✖", FAILED, Words(f"В сторно отказано: {why.ru}", f"The reversal was refused: {why.en}")
    return "↩", OK, Words(f"Сторнирован, {reference}", f"Reversed, {reference}")


def _accepted(data: dict[str, object]) -> Words:
    inserted, amount = data.get("inserted"), data.get("amount")
    assert isinstance(inserted, int)
    assert isinstance(amount, int)
    return Words(
        f"Принят: внесено {text(inserted)} ₽, к зачислению {text(amount)} ₽",
        f"Accepted: {text(inserted, english=True)} ₽ inserted, {text(amount, english=True)} ₽ to credit",
    )


def _decision(one: DecisionRow) -> Step:
    return Step(at=one.at, shape="○", tone=DONE, words=one.words, who=who(one.principal), more=one.reason)


def _repeats(found: Exchanges) -> Iterator[Step]:
    """The agent's repeats of an order that was accepted already: harmless, and shown."""
    if found.repeats:
        last = max(row.at for row in found.exchanges if row.what == WHAT[PAY])
        duplicate = APPEARANCES[ShownStatus.DUPLICATE]
        words = Words(
            f"Повтор ×{found.repeats}, деньги не двигались", f"Repeat ×{found.repeats}, the money did not move"
        )
        yield Step(at=last, shape=duplicate.shape, tone=DONE, words=words, who=AGENT)


def _to_come(story: Story) -> Iterator[Step]:
    for task in story.tasks:
        dead = task.state == "dead"
        yield Step(
            at=_when(story, task), shape="▲" if dead else "↻", tone=FAILED if dead else OPEN,
            words=_waits(task, story.payment.stopped), who=PROCESSING,
        )  # fmt: skip


def _when(story: Story, task: TaskRow) -> datetime:
    return task.due if task.state != "dead" else max([event.at for event in story.events] + [task.due])


def _waits(task: TaskRow, stopped: Words | None) -> Words:
    why = reason(task.reason)
    if task.state == "dead":
        return Words(f"Ждёт решения оператора: {why.ru}", f"Waits for the operator: {why.en}")
    if stopped is not None:
        return Words(
            f"Ждёт, доставка поставщику остановлена: {stopped.ru}", f"Waits, delivery is stopped: {stopped.en}"
        )
    because = Words(f" ({why.ru})", f" ({why.en})") if why.ru else why
    return Words(
        f"Следующая попытка, {task.attempts + 1}-я{because.ru}",
        f"The next attempt, no. {task.attempts + 1}{because.en}",
    )
