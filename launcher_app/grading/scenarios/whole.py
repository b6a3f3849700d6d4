"""The main job: a banknote in a terminal becomes a subscriber's balance, through all roles."""

from common.words import Words
from launcher_app.grading import callers, roubles
from launcher_app.grading.asks import PAY
from launcher_app.grading.network import Network
from launcher_app.grading.scenarios.centre import awaited
from launcher_app.grading.sheet import Sheet
from launcher_app.grading.wire import Body

NOTE = 50_000
PAID_SECONDS = 20.0
JSON = "json"


def from_note_to_balance(network: Network, sheet: Sheet) -> None:
    """Money in = credited + the agent's fee; the deposit pays what is credited and the centre's fee."""
    provider, centre = network.provider(), network.centre()
    speaks_json = provider.target.dialect == JSON
    recorder, mark = network.ground.recorder, network.ground.recorder.last
    terminal = callers.terminal(network, centre.card, network.fresh("whole"))
    before, had = centre.asks.available(), provider.asks.balance() if speaks_json else None

    taken = terminal.pay(centre.asks.provider_id, provider.target.known, NOTE)
    sent = network.heard(mark, lambda one: one.path == PAY and one.sender == "terminal", PAID_SECONDS)
    if not taken or sent is None:
        why = Words("терминал не послал платёж в центр", "the terminal sent no payment to the centre")
        for check in ("P-01", "C-01"):
            sheet.failed(check, why)
        return
    ask: Body = dict(sent.asked())
    payment_id = ask["payment_id"]
    state = awaited(network, lambda: centre.asks.state(payment_id), "captured")
    seen = [one.number for one in recorder.since(mark) if payment_id in one.request]
    _judge_centre(sheet, ask, state, before - centre.asks.available(), seen)
    if speaks_json:
        rows = [row for row in provider.asks.booked(payment_id) if row.get("kind") == "credit"]
        now = provider.asks.balance()
        _judge_provider(sheet, ask, rows, None if had is None or now is None else now - had, seen)
    else:
        sheet.judge("P-01", state["status"] == "captured", "captured", str(state["status"]), seen=seen)


def _judge_centre(sheet: Sheet, ask: Body, state: Body, spent: int, seen: list[int]) -> None:
    amount, fee = ask["amount"], spent - ask["amount"]
    sheet.judge(
        "C-01",
        state["status"] == "captured" and 0 <= fee < amount,
        Words("состояние captured, с депозита взята сумма и комиссия процессинга",
              "state captured, the deposit paid the sum and the centre's fee"),
        Words(f"состояние {state['status']}, к зачислению {roubles.ru(amount)}, с депозита {roubles.ru(spent)}",
              f"state {state['status']}, to be credited {roubles.en(amount)}, from the deposit {roubles.en(spent)}"),
        seen=seen,
    )  # fmt: skip
    sheet.moved("Плательщик внёс", "Paid in", -ask["inserted"])
    sheet.moved("Комиссия агента", "The agent's fee", ask["agent_fee"])


def _judge_provider(sheet: Sheet, ask: Body, rows: list[Body], moved: int | None, seen: list[int]) -> None:
    sums = [row.get("amount") for row in rows]
    sheet.judge(
        "P-01",
        sums == [ask["amount"]] and moved in (None, ask["amount"]),
        Words(f"одно зачисление на {roubles.ru(ask['amount'])}, баланс вырос на столько же",
              f"one credit of {roubles.en(ask['amount'])}, the balance up by as much"),
        Words(f"зачисления {sums}, баланс вырос на {moved}", f"credits {sums}, the balance up by {moved}"),
        seen=seen,
        rows=rows,
    )  # fmt: skip
    booked = moved if moved is not None else sum(amount for amount in sums if isinstance(amount, int))
    sheet.moved("На счету абонента", "On the subscriber's account", booked)
