"""A processing centre between an agent and a provider: what it passes on, what it keeps, what it never does twice."""

from collections.abc import Callable

from common.words import Words
from launcher_app.grading import roubles
from launcher_app.grading.asks import CHECK, CREDIT, PAY, PROVIDER_CHECK
from launcher_app.grading.network import CentrePost, Network, ProviderPost
from launcher_app.grading.seats import CannotRestart
from launcher_app.grading.sheet import Sheet
from launcher_app.grading.wire import Body
from launcher_app.proxy import FaultKind

FINAL = ("captured", "cancelled", "failed")
PAUSE_SECONDS = 0.05
MANY = 2_000
TRIED_SECONDS, PONDER_SECONDS = 3.0, 0.3
"""It has tried to deliver once, and written down what it makes of the silence."""
HELD_ONCE = Words("депозит уменьшился один раз, в реестре один платёж", "held once, one payment in the register")
DELIVERED_ONCE = Words("состояние captured, у поставщика одно зачисление", "state captured, one credit at the provider")


def proxied_check(network: Network, sheet: Sheet) -> None:
    """The question about a number goes on to the provider, its answer comes back."""
    centre, mark = network.centre(), network.ground.recorder.last
    asks = centre.asks
    known = asks.wire.post(CHECK, asks.check_ask())
    unknown = asks.wire.post(CHECK, asks.check_ask(account=asks.target.unknown))
    passed = [
        one.number for one in network.ground.recorder.since(mark, PROVIDER_CHECK) if one.receiver == "provider"
    ]  # fmt: skip

    sheet.judge(
        "C-02",
        known.yes and unknown.no and len(passed) >= 2,
        Words("известный: 200, неизвестный: 422, поставщика спросили дважды",
              "known: 200, unknown: 422, the provider was asked twice"),
        Words(f"известный: {known}, неизвестный: {unknown}, вопросов поставщику: {len(passed)}",
              f"known: {known}, unknown: {unknown}, questions to the provider: {len(passed)}"),
        seen=[known.number, *passed, unknown.number],
    )  # fmt: skip


def doubled(network: Network, sheet: Sheet) -> None:
    """The same payment arrives twice: the agent's money is held once."""
    centre = network.centre()
    cost = _cost(network, centre)
    before, ask = centre.asks.available(), centre.asks.pay_ask()
    centre.proxy.faults.order(FaultKind.DOUBLED, PAY)

    answer = centre.asks.pay(ask)

    _held(sheet, "C-03", centre, ask, (before, cost), [answer.number - 1, answer.number])
    _arrived(network, ask)


def agent_unheard(network: Network, sheet: Sheet) -> None:
    """The centre's reply is lost, the agent repeats: the money is held once."""
    centre = network.centre()
    cost = _cost(network, centre)
    before, ask = centre.asks.available(), centre.asks.pay_ask()
    centre.proxy.faults.order(FaultKind.LOST_REPLY, PAY)

    first, again = centre.asks.pay(ask), centre.asks.pay(ask)

    if not again.yes:
        sheet.judge("C-04", False, "HTTP 200", f"{again}", seen=[first.number, again.number])
        return
    _held(sheet, "C-04", centre, ask, (before, cost), [first.number, again.number])
    _arrived(network, ask)


def provider_unheard(network: Network, sheet: Sheet) -> None:
    """The provider credits and its reply is lost: the centre asks again, and nobody is credited twice."""
    provider, centre = network.provider(), network.centre()
    _settled(network, centre)
    mark = network.ground.recorder.last
    provider.proxy.faults.order(FaultKind.LOST_REPLY, CREDIT)

    ask = centre.asks.pay_ask()
    centre.asks.pay(ask)

    _delivered(network, sheet, "C-05", ask, mark)


def restarted(network: Network, sheet: Sheet) -> None:
    """The provider is cut off, the payment is accepted, the centre is killed: after its start it delivers."""
    provider, centre = network.provider(), network.centre()
    _settled(network, centre)
    mark = network.ground.recorder.last
    provider.proxy.faults.order(FaultKind.CUT, CREDIT, MANY)
    try:
        ask = centre.asks.pay_ask()
        accepted = centre.asks.pay(ask)
        if not accepted.yes:
            sheet.judge("C-06", False, "HTTP 200", f"{accepted}", seen=[accepted.number])
            return
        network.heard(mark, lambda one: one.path == CREDIT and bool(one.fault), TRIED_SECONDS)
        network.ground.clock.sleep(PONDER_SECONDS)
        centre.kill()
        centre.again()
    except CannotRestart:
        sheet.not_run("C-06", Words("нет команды start: перезапустить нечем", "no command start"))
        return
    finally:
        provider.proxy.faults.call_off()

    _delivered(network, sheet, "C-06", ask, mark)


def refused(network: Network, sheet: Sheet) -> None:
    """The provider says a final no: the payment is cancelled, and the agent has all of its money back."""
    centre, mark = network.centre(), network.ground.recorder.last
    _settled(network, centre)
    before, ask = centre.asks.available(), centre.asks.pay_ask(account=centre.target.unknown)
    centre.asks.pay(ask)
    state = awaited(network, lambda: centre.asks.state(ask["payment_id"]), "cancelled")
    after = centre.asks.available()

    sheet.judge(
        "C-07",
        state["status"] == "cancelled" and after == before,
        Words("состояние cancelled, депозит прежний", "state cancelled, the deposit as before"),
        Words(f"состояние {state['status']}, депозит изменился на {roubles.ru(after - before)}",
              f"state {state['status']}, the deposit changed by {roubles.en(after - before)}"),
        seen=_of(network, mark, ask),
    )  # fmt: skip
    sheet.moved("Депозит агента до", "The agent's deposit before", -before)
    sheet.moved("Депозит агента после", "The agent's deposit after", after)


def awaited(network: Network, look: Callable[[], Body], status: str) -> Body:
    """Look until it has this status or another end, as long as a delivery may take."""
    clock = network.ground.clock
    deadline = clock.monotonic() + network.ground.delivery
    state = look()
    while state["status"] not in (status, *FINAL) and clock.monotonic() < deadline:
        clock.sleep(PAUSE_SECONDS)
        state = look()
    return state


def _cost(network: Network, centre: CentrePost) -> int:
    """What one payment of this sum costs the agent: learnt from a payment that nothing happened to."""
    before = centre.asks.available()
    ask = centre.asks.pay_ask()
    centre.asks.pay(ask)
    awaited(network, lambda: centre.asks.state(ask["payment_id"]), "captured")
    return before - centre.asks.available()


def _held(
    sheet: Sheet, check: str, centre: CentrePost, ask: Body, money: tuple[int, int], seen: list[int]
) -> None:  # fmt: skip
    before, cost = money
    spent = before - centre.asks.available()
    rows = centre.asks.booked(ask["payment_id"])
    got = Words(
        f"цена {roubles.ru(cost)}, депозит уменьшился на {roubles.ru(spent)}, строк в реестре {len(rows)}",
        f"its price is {roubles.en(cost)}, the deposit fell by {roubles.en(spent)}, rows in the register: {len(rows)}",
    )
    sheet.judge(check, spent == cost > 0 and len(rows) == 1, HELD_ONCE, got, seen=seen, rows=rows)
    sheet.moved("Взято с депозита агента", "Taken from the agent's deposit", -spent)
    sheet.moved("Платёж с комиссией процессинга", "The payment with its fee", cost)


def _delivered(network: Network, sheet: Sheet, check: str, ask: Body, mark: int) -> None:
    """The payment has arrived, and it has arrived once."""
    provider, centre = network.provider(), network.centre()
    state = awaited(network, lambda: centre.asks.state(ask["payment_id"]), "captured")
    credited = credits_of(provider, ask["payment_id"])
    got = Words(
        f"состояние {state['status']}, зачислений у поставщика {len(credited)}",
        f"state {state['status']}, credits at the provider: {len(credited)}",
    )
    right = state["status"] == "captured" and [row["amount"] for row in credited] == [ask["amount"]]
    sheet.judge(check, right, DELIVERED_ONCE, got, seen=_of(network, mark, ask), rows=credited)
    sheet.moved("Принято к зачислению", "Accepted to be credited", -ask["amount"])
    sheet.moved("Зачислено поставщиком", "Credited by the provider", sum(row["amount"] for row in credited))


def credits_of(provider: ProviderPost, payment_id: str) -> list[Body]:
    """What the provider's own register says of a payment."""
    return [row for row in provider.asks.booked(payment_id) if row.get("kind") == "credit"]


def _settled(network: Network, centre: CentrePost) -> None:
    """Whatever was on its way has arrived: the deposit changes by nothing else."""
    if centre.asks.target.delivers:
        ask = centre.asks.pay_ask()
        centre.asks.pay(ask)
        _arrived(network, ask)


def _arrived(network: Network, ask: Body) -> None:
    """It is on its way no more: the next fault is met by the next payment."""
    awaited(network, lambda: network.centre().asks.state(ask["payment_id"]), "captured")


def _of(network: Network, mark: int, ask: Body) -> list[int]:
    """The exchanges about a payment since a moment, the first and the last ones of many."""
    numbers = [one.number for one in network.ground.recorder.since(mark) if ask["payment_id"] in one.request]
    return numbers if len(numbers) <= 12 else [*numbers[:6], *numbers[-6:]]
