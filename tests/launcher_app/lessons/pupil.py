"""A learner who does each lesson as its page says, by the doors behind the buttons, and answers what the roles show."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from common.clock import moment
from common.errors import Rejected
from common.protocol import processing, provider
from launcher_app.demo.card_payer import CardPayer
from launcher_app.demo.sample_shop import SampleShop
from launcher_app.grading.report.writing import RUN
from launcher_app.instance import Instance
from launcher_app.lessons.course import NETWORK, Course
from launcher_app.network.seat import Player, Seat
from launcher_app.payer import ENDS, Payer
from tests.launcher_app.quick import QuickLauncher
from tests.launcher_app.waiting import until

NOTE = 50_000
DAY = timedelta(days=1)
Answers = dict[str, str]


class Pupil:
    """One for all lessons; `close` ends the programs of their own."""

    def __init__(self, quick: QuickLauncher, course: Course) -> None:
        self.quick = quick
        self.launcher = quick.launcher
        self.course = course
        self.ask = quick.ask
        self.own: Instance | None = None
        self.shops: list[SampleShop] = []
        self.barcode = ""

    def close(self) -> None:
        if self.own is not None:
            self.own.stop()
        for one in self.shops:
            one.close()

    def facts(self, lesson: str) -> dict[str, Any]:
        return self.course.kept(lesson).facts

    def payer(self) -> Payer:
        return Payer(Kiosk(self.quick), self.quick.acceptor, self.quick.log, self.quick.clock)

    def pay(self, lesson: str, *notes: int, wait: bool = True) -> str:
        """The whole way at the terminal, to the screen with the outcome or away before it; the payment's code."""
        payer, facts = self.payer(), self.facts(lesson)
        try:
            payer.come()
            code = payer.pay(facts["provider_id"], facts["number"], *(notes or (NOTE,)))
            if wait:
                payer.await_screen(*ENDS)
                payer.leave()
            return code
        finally:
            payer.close()

    def rows(self, code: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.ask("processing", "payments", text=code)["payments"]
        return rows

    def row(self, code: str) -> dict[str, Any]:
        return self.rows(code)[0]

    def credited(self, code: str) -> dict[str, Any]:
        until(lambda: [one for one in self.rows(code) if one["status"] == "captured"], lambda: self.rows(code))
        return self.row(code)


class Kiosk:
    """The terminal's page, where it is now."""

    def __init__(self, quick: QuickLauncher) -> None:
        self._quick = quick

    @property
    def url(self) -> str:
        return self._quick.launcher.board.looks["terminal"].url

    def ask(self, operation: str, **fields: Any) -> Any:
        return self._quick.ask("terminal", operation, **fields)


def roubles(amount: int) -> str:
    return f"{amount // 100},{amount % 100:02d} ₽"


def who_is_who(pupil: Pupil) -> Answers:
    port = urlsplit(pupil.launcher.board.public_url("processing")).port
    return {"balance": "provider", "deposit": "processing", "cash": "terminal", "port": str(port)}


def subscriber(pupil: Pupil) -> Answers:
    card = pupil.ask(
        "provider", "sign-subscriber", tariff="mobile", full_name="Петров Пётр", passport="4507 654321", email="p@e.org"
    )
    pupil.ask("consumer", "add-contract", card=card)
    with pytest.raises(Rejected, match="not_enough_balance"):
        pupil.ask("consumer", "use", contract=card["number"], service="call", quantity=1)
    return {"number": card["number"], "balance": "0"}


def payment(pupil: Pupil) -> Answers:
    row = pupil.credited(pupil.pay("payment"))
    pupil.ask("consumer", "use", contract=row["account"], service="call", quantity=3)
    return {"code": row["code"].lower(), "credited": roubles(row["amount"]), "fee": "15"}


def where_is_money(pupil: Pupil) -> Answers:
    code = pupil.pay("where-is-money", wait=False)
    until(lambda: pupil.rows(code), "the centre has it")
    row = pupil.row(code)
    return {"where": "held", "held": roubles(row["amount"] + row["processing_fee"]), "again": "no"}


def bring_to_end(pupil: Pupil) -> Answers:
    code = pupil.facts("bring-to-end")["code"]
    pupil.launcher.faults.clear()
    pupil.ask("processing", "retry-now", payment=code)
    pupil.credited(code)
    return {"times": "1"}


def lost_reply(pupil: Pupil) -> Answers:
    code = pupil.pay("lost-reply")
    pupil.credited(code)
    doors = (provider.CREDIT.path, provider.STATUS.path)

    def asked() -> int:
        hops = [hop for hop in pupil.launcher.feed.hops() if hop.trace == code and hop.receiver == "provider"]
        return sum(hop.path in doors for hop in hops)

    until(lambda: asked() > 1, "the repeat in the feed")
    return {"asked": str(asked()), "times": "1"}


def double_press(pupil: Pupil) -> Answers:
    row = pupil.credited(pupil.pay("double-press"))

    def twice() -> bool:
        hops = [hop for hop in pupil.launcher.feed.hops() if hop.trace == row["code"]]
        return sum(hop.path == processing.PAY.path for hop in hops) > 1

    until(twice, "twice in the feed")
    return {"code": row["code"], "charged": roubles(row["amount"] + row["processing_fee"])}


def wrong_password(pupil: Pupil) -> Answers:
    agent = pupil.facts("wrong-password")["agent_id"]
    until(lambda: any(hop.status == 401 for hop in pupil.launcher.feed.hops()), "401 in the feed")
    card = pupil.ask("processing", "reissue-agent-password", agent_id=agent)
    pupil.ask("terminal", "connect", card=card, terminal="T-1")
    pupil.credited(pupil.pay("wrong-password"))
    return {"status": "401", "means": "contract"}


def empty_deposit(pupil: Pupil) -> Answers:
    facts = pupil.facts("empty-deposit")
    pupil.ask("processing", "top-up", agent_id=facts["agent_id"], amount=100_000)
    pupil.ask("terminal", "refresh")
    row = pupil.credited(pupil.pay("empty-deposit"))
    return {"code": "A-02", "left": roubles(100_000 - row["amount"] - row["processing_fee"])}


def changed_sum(pupil: Pupil) -> Answers:
    code = pupil.pay("changed-sum", wait=False)
    until(lambda: any(hop.fault == "changed_sum" for hop in pupil.launcher.feed.hops()), "the change in the feed")
    until(lambda: pupil.rows(code) and pupil.row(code)["shown"] == "needs_review", "needs review")
    pupil.ask("terminal", "tell-register")
    now = moment(pupil.quick.clock.now_ms())
    period = {"since": (now - DAY).isoformat(), "until": (now + DAY).isoformat()}
    pupil.ask("processing", "reconcile", **period)
    (task,) = [one for one in pupil.ask("processing", "review")["rows"] if one["payment"]["code"] == code]
    decision = {"outcome": "credited", "reference": "1", "reason": "зачислен, лишняя копейка у поставщика"}
    pupil.ask("processing", "settle-task", task_id=task["task_id"], **decision)
    return {"code": code, "apart": "0,01"}


def register(pupil: Pupil) -> Answers:
    now = moment(pupil.quick.clock.now_ms())
    period = {"since": (now - DAY).isoformat(), "until": (now + DAY).isoformat()}
    provider_id = pupil.facts("register")["provider_id"]
    until(lambda: not pupil.ask("processing", "tasks", path="/v1/tasks")["waiting"], "all delivered")
    pupil.ask("processing", "report", kind="register", subject=str(provider_id), wait=True, **period)
    rows = pupil.ask("processing", "payments", limit=500)["payments"]
    paid = [row["amount"] for row in rows if row["status"] == "captured" and row["provider_id"] == provider_id]
    return {"count": str(len(paid)), "total": roubles(sum(paid))}


def power_cut(pupil: Pupil) -> Answers:
    payer, facts, board = pupil.payer(), pupil.facts("power-cut"), pupil.launcher.board
    payer.come()
    payer.choose(facts["provider_id"], facts["number"])
    payer.want("confirm")
    payer.insert(NOTE)
    payer.close()
    board.kill("terminal")
    board.start("terminal")
    until(lambda: board.looks["terminal"].process_id != facts["pid"], "another process")
    until(lambda: board.looks["terminal"].answers, "the terminal answers")
    payer = pupil.payer()
    assert payer.await_screen("K6", "K6s")["data"]["held"] == NOTE
    code = payer.press_pay()
    payer.await_screen(*ENDS)
    payer.leave()
    payer.close()
    pupil.credited(code)
    return {"inside": "500"}


def own_role(pupil: Pupil) -> Answers:
    """A stranger's program in the place of our provider: here it is ours, with a copy of the books, elsewhere."""
    board, data = pupil.launcher.board, pupil.launcher.data
    board.stop("provider")
    shutil.copytree(data / "provider" / NETWORK, data / "own" / "provider" / NETWORK)
    pupil.own = Instance("provider", NETWORK, data / "own", pupil.quick.log, pupil.quick.clock, port=0)
    pupil.own.start()
    pupil.own.wait()
    seat = Seat(role="provider", network=NETWORK, player=Player.ADDRESS, url=pupil.own.url)
    board.replace(seat)
    board.start("provider")
    until(lambda: board.looks["provider"].answers, lambda: board.looks["provider"])
    code = pupil.pay("own-role")
    pupil.credited(code)
    graded = data / "grade" / RUN
    graded.parent.mkdir()
    graded.write_bytes(b"")
    return {"status": "422"}


def shop(pupil: Pupil) -> Answers:
    """The sample shop on a free port, a payer without a browser."""
    key = pupil.ask("processing", "issue-shop-key", shop_id="TEST", name="lesson")["key"]
    sample = SampleShop(pupil.launcher.board.public_url("processing"), pupil.quick.clock)
    pupil.shops.append(sample)
    pupil.ask("processing", "add-training-shop", return_urls=[sample.address()])
    payer = CardPayer(sample.open(key), pupil.quick.log, pupil.quick.clock)
    try:
        assert payer.pay("4000000000000002").startswith("failed")
        assert payer.pay("4012888888881881") == "redirect"
        assert payer.prove() == "captured"
    finally:
        payer.close()
    pupil.ask("processing", "refund-intent-payment", intent=payer.intent_id, payment="2", amount=500, reason="доставка")
    until(lambda: "RefundStatusChanged succeeded" in sample.happened, lambda: sample.happened)

    def told() -> list[str]:
        rows = pupil.ask("processing", "webhook-deliveries", intent_id=payer.intent_id)["deliveries"]
        return [row["event_type"] for row in rows if row["state"] == "sent"]

    until(lambda: "payment.refund.succeeded" in told(), told)
    return {"left": "242,35 ₽", "proof": "signature"}


def wallet(pupil: Pupil) -> Answers:
    code, there = pupil.ask("consumer", "wallet-top-up-code")["text"], len(movements(pupil))
    payer = pupil.payer()
    try:
        payer.come()
        payer.scan(code)
        payer.want("confirm")
        payer.insert(NOTE)
        payer.press_pay()
        payer.await_screen(*ENDS)
        payer.leave()
    finally:
        payer.close()
    until(lambda: len(movements(pupil)) == there + 1, lambda: movements(pupil))
    made = pupil.ask("provider", "acceptance-qr", amount=15_000)["text"]
    seen = pupil.ask("consumer", "read-pay-code", code_text=made)["paid"]
    pupil.ask("consumer", "pay-by-qr", code_text=made, amount=15_000, shown=seen["shown"])
    pupil.barcode = pupil.ask("consumer", "barcode", fresh=True)["code"]
    pupil.ask("provider", "charge", barcode=pupil.barcode, amount=5_000)
    until(lambda: len(movements(pupil)) == there + 3, lambda: movements(pupil))
    return {"balance": roubles(movements(pupil)[0]["balance"]), "again": "refused"}


def movements(pupil: Pupil) -> list[dict[str, Any]]:
    """Of the wallet, the newest first."""
    number = pupil.facts("wallet")["wallet"]
    lines: list[dict[str, Any]] = pupil.ask("processing", "wallet-statement", number=number)["lines"]
    return lines


LEARNERS: dict[str, Callable[[Pupil], Answers]] = {
    "who-is-who": who_is_who,
    "subscriber": subscriber,
    "payment": payment,
    "where-is-money": where_is_money,
    "bring-to-end": bring_to_end,
    "lost-reply": lost_reply,
    "double-press": double_press,
    "wrong-password": wrong_password,
    "empty-deposit": empty_deposit,
    "changed-sum": changed_sum,
    "register": register,
    "power-cut": power_cut,
    "own-role": own_role,
    "shop": shop,
    "wallet": wallet,
}
