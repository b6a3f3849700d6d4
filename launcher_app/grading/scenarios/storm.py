"""Many payments while everything goes wrong by chance from the seed: in the end each has moved its money once."""

from collections import Counter
from collections.abc import Sequence

from common.words import Words
from launcher_app.grading import roubles
from launcher_app.grading.asks import CREDIT, paged
from launcher_app.grading.network import Network
from launcher_app.grading.scenarios.centre import awaited
from launcher_app.grading.sheet import Sheet
from launcher_app.grading.wire import Body
from launcher_app.proxy import FaultKind, Rule
from launcher_app.proxy.faults import WORDS

PAYMENTS = 10
TRIES = 30
REGISTER = "/v1/register"
RULES = (
    Rule(FaultKind.CUT, 1_500, CREDIT),
    Rule(FaultKind.LOST_REPLY, 2_000, CREDIT),
    Rule(FaultKind.SERVER_ERROR, 1_500, CREDIT),
    Rule(FaultKind.DOUBLED, 1_500, CREDIT),
    Rule(FaultKind.DELAY, 1_000, CREDIT, milliseconds=60),
)


def provider(network: Network, sheet: Sheet) -> None:
    """The grader repeats each credit until it is answered, as a centre does."""
    post, mark = network.provider(), network.ground.recorder.last
    before = post.asks.balance()
    asks = [post.asks.credit_ask() for _ in range(PAYMENTS)]
    faults = post.proxy.faults
    faults.storm(*RULES)
    try:
        answered = [_until_answered(network, ask) for ask in asks]
    finally:
        met = [name for _, name in faults.outcomes]
        faults.storm()
    after = post.asks.balance()
    moved = None if before is None or after is None else after - before
    _judge(network, sheet, "P-07", (asks, all(answered)), (mark, met), moved)


def centre(network: Network, sheet: Sheet) -> None:
    """The centre does the repeating: it delivers all, whatever happens on its way to the provider."""
    post, behind = network.centre(), network.provider()
    mark, before = network.ground.recorder.last, behind.asks.balance()
    faults = behind.proxy.faults
    asks = []
    faults.storm(*RULES)
    try:
        for _ in range(PAYMENTS):
            asks.append(post.asks.pay_ask())
            post.asks.pay(asks[-1])
        states = [awaited(network, lambda one=one: post.asks.state(one["payment_id"]), "captured") for one in asks]  # type: ignore[misc]
    finally:
        met = [name for _, name in faults.outcomes]
        faults.storm()
    after = behind.asks.balance()
    moved = None if before is None or after is None else after - before
    captured = all(one["status"] == "captured" for one in states)
    _judge(network, sheet, "C-08", (asks, captured), (mark, met), moved)


def _until_answered(network: Network, ask: Body) -> bool:
    return any(network.provider().asks.credit(ask).yes for _ in range(TRIES))


def _judge(
    network: Network,
    sheet: Sheet,
    check: str,
    done: tuple[Sequence[Body], bool],
    storm: tuple[int, Sequence[str]],
    moved: int | None,
) -> None:
    """Every payment once in the provider's register, and its balance up by all of them."""
    (asks, ended), (mark, met) = done, storm
    names = {ask["payment_id"] for ask in asks}
    register = paged(network.provider().asks.wire, REGISTER)
    booked = Counter(
        row["payment_id"] for row in register if row.get("kind") == "credit" and row["payment_id"] in names
    )
    sent = sum(ask["amount"] for ask in asks)
    wrong = [f"{name}: {booked[name]}" for name in sorted(names) if booked[name] != 1]
    kinds = sorted((FaultKind(name), count) for name, count in Counter(met).items() if name)
    ru = ", ".join(f"{WORDS[kind].ru}: {count}" for kind, count in kinds)
    en = ", ".join(f"{WORDS[kind].en}: {count}" for kind, count in kinds)
    sheet.judge(
        check,
        ended and not wrong and moved in (None, sent),
        Words(f"платежей {PAYMENTS}, у каждого одно зачисление, всего {roubles.ru(sent)}",
              f"{PAYMENTS} payments, one credit each, {roubles.en(sent)} in all"),
        Words(f"не по одному разу: {len(wrong)}, баланс вырос на {roubles.ru(moved)}; сбои — {ru}",
              f"not once: {len(wrong)}, balance up by {roubles.en(moved)}; faults — {en}"),
        seen=[one.number for one in network.ground.recorder.since(mark, CREDIT)][:12],
        lines=["→".join(name or "·" for name in met)],
        rows=wrong,
    )  # fmt: skip
    sheet.moved("Послано на зачисление", "Sent to be credited", -sent)
    sheet.moved("На счету абонента", "On the subscriber's account", moved if moved is not None else sent)
