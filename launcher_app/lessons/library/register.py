"""Lesson: the provider's register of a day: built, read, its total explained."""

from collections.abc import Iterator
from typing import Any

from common.words import Words
from launcher_app.hands import Hands
from launcher_app.lessons.lesson import Facts, Lesson, Point, Question, missing
from launcher_app.lessons.work import CENTRE, Row, Work
from launcher_app.payer import ENDS

NOTES = ((10_000,), (50_000, 10_000))
KIND, READY = "register", "done"
MADE = Words("Реестр для поставщика построен", "The provider's register was made")
COUNT = Words("Сколько в нём платежей?", "How many payments are in it?")
TOTAL = Words("Сколько зачислено всего, ₽?", "How much was credited in all, ₽?")


def _prepare(hands: Hands, facts: Facts) -> None:
    """Two payments, so that there is something to add up."""
    payer = hands.payer()
    try:
        for notes in NOTES:
            payer.come()
            payer.pay(facts["provider_id"], facts["number"], *notes)
            payer.await_screen(*ENDS)
            payer.leave()
    finally:
        hands.give_back(payer)


def _made(work: Work) -> Row | None:
    reports = work.ask(CENTRE, "reports")["reports"]
    rows: list[Row] = [one for one in reports if one["kind"] == KIND and work.is_later(one, "asked")]
    return next((one for one in rows if one["state"] == READY), None)


def _totals(work: Work, report: Row) -> dict[str, Any]:
    """What the centre counts for the report's own period."""
    period = {name: report[name] for name in ("since", "until")}
    found: dict[str, Any] = work.ask(
        CENTRE, "payment-totals", provider_id=work.facts["provider_id"], state="credited", **period
    )
    return found


def _check(work: Work) -> Iterator[Point]:
    report = _made(work)
    yield Point(
        MADE,
        report is not None,
        missing(
            "реестра ещё нет: окно центра, «Отчёты», реестр для поставщика за сегодня",
            "there is no register yet: the centre's window, Reports, the provider's register of today",
        ),
    )
    totals = _totals(work, report) if report else {"count": -1, "credited": -1}
    yield work.says_number("count", COUNT, totals["count"])
    yield work.says_sum("total", TOTAL, totals["credited"])


LESSON = Lesson(
    name="register",
    words=Words("Реестр за день", "The register of a day"),
    steps=(
        Words(
            "В окне центра постройте реестр поставщику за сегодня (Excel).",
            "In the centre's window make the provider's register of today (Excel).",
        ),
        Words(
            "Откройте файл, прочитайте «Сводку» и проверочную ячейку.",
            "Open the file, read its summary and check cell.",
        ),
        Words("Объясните, из чего сложился итог.", "Explain what the total is made of."),
    ),
    check=_check,
    questions=(Question("count", COUNT), Question("total", TOTAL)),
    prepare=_prepare,
)
