"""A provider asked as a centre and a subscriber ask: numbers, doubled and lost messages, a kill, a use."""

from common.words import Words
from launcher_app.grading import roubles
from launcher_app.grading.asks import CREDIT, PROVIDER_CHECK, SUBSCRIBER, USE, ProviderAsks
from launcher_app.grading.network import Network
from launcher_app.grading.seats import CannotRestart
from launcher_app.grading.sheet import Sheet
from launcher_app.grading.wire import Answer, Body, Wire, new_id
from launcher_app.proxy import FaultKind

ONE = Words("в реестре одно зачисление, баланс вырос на {ru}", "one credit in the register, balance up by {en}")


class Books:
    """What the provider had before; `say` tells what one payment did to it."""

    def __init__(self, asks: ProviderAsks) -> None:
        """Its balance as it is now."""
        self._asks = asks
        self._before = asks.balance()

    def judge(self, sheet: Sheet, check: str, ask: Body, seen: list[int]) -> None:
        """Exactly one credit of exactly this sum."""
        rows = self._asks.booked(ask["payment_id"])
        credited = [row for row in rows if row.get("kind") == "credit"]
        after = self._asks.balance()
        moved = None if self._before is None or after is None else after - self._before
        right = [row.get("amount") for row in credited] == [ask["amount"]] and moved in (None, ask["amount"])
        told = moved if moved is not None else "?"
        got = Words(
            f"зачислений в реестре {len(credited)}, баланс вырос на {roubles.ru(told)}",
            f"credits in the register: {len(credited)}, balance up by {roubles.en(told)}",
        )
        sheet.judge(
            check,
            right,
            ONE.format(ru=roubles.ru(ask["amount"]), en=roubles.en(ask["amount"])),
            got,
            seen=seen,
            rows=rows,
        )
        sheet.moved("Послано на зачисление", "Sent to be credited", -ask["amount"])
        booked = moved if moved is not None else sum(row.get("amount", 0) for row in credited)
        sheet.moved("На счету абонента", "On the subscriber's account", booked)


def numbers(network: Network, sheet: Sheet) -> None:
    """A known number is found, an unknown one is a final no."""
    asks = network.provider().asks
    known = asks.wire.post(PROVIDER_CHECK, asks.check_ask())
    unknown = asks.wire.post(PROVIDER_CHECK, asks.check_ask(account=asks.target.unknown))

    sheet.judge(
        "P-02",
        known.yes and unknown.no,
        Words(
            "известный номер: HTTP 200; неизвестный: HTTP 422 с кодом", "known: HTTP 200; unknown: HTTP 422 with a code"
        ),
        Words(f"известный: {known}; неизвестный: {unknown}", f"known: {known}; unknown: {unknown}"),
        seen=[known.number, unknown.number],
    )


def doubled(network: Network, sheet: Sheet) -> None:
    """The same credit arrives twice: money moves once."""
    post = network.provider()
    books, ask = Books(post.asks), post.asks.credit_ask()
    post.proxy.faults.order(FaultKind.DOUBLED, CREDIT)

    answer = post.asks.credit(ask)

    books.judge(sheet, "P-03", ask, [answer.number - 1, answer.number])


def lost(network: Network, sheet: Sheet) -> None:
    """The reply to a credit is lost: its repeat is answered, and credits nothing more."""
    post = network.provider()
    books, ask = Books(post.asks), post.asks.credit_ask()
    post.proxy.faults.order(FaultKind.LOST_REPLY, CREDIT)

    first = post.asks.credit(ask)
    again = post.asks.credit(ask)

    if not again.yes:
        sheet.judge("P-04", False, "HTTP 200", f"{again}", seen=[first.number, again.number])
        return
    books.judge(sheet, "P-04", ask, [first.number, again.number])


def restarted(network: Network, sheet: Sheet) -> None:
    """Killed after a credit and started again: it knows the payment, and a repeat credits nothing more."""
    post = network.provider()
    books, ask = Books(post.asks), post.asks.credit_ask()
    first = post.asks.credit(ask)
    try:
        post.kill()
    except CannotRestart:
        why = Words("нет команды start: перезапустить нечем", "no command start: nothing to restart it with")
        sheet.not_run("P-05", why)
        return
    post.again()

    status = post.asks.status(ask["payment_id"])
    again = post.asks.credit(ask)

    if (status, again.status) != ("credited", 200):
        wanted = Words("статус credited, повтор: HTTP 200", "status credited, repeat: HTTP 200")
        got = Words(f"статус {status}, повтор: {again}", f"status {status}, repeat: {again}")
        sheet.judge("P-05", False, wanted, got, seen=[first.number, again.number - 1, again.number])
        return
    books.judge(sheet, "P-05", ask, [first.number, again.number])


def used(network: Network, sheet: Sheet) -> None:
    """A subscriber uses a service: charged once for an id, and nobody enters with another's password."""
    post = network.provider()
    subscriber = post.subscriber
    if subscriber is None:
        sheet.not_run("P-06", Words("в target.toml нет [grade.subscriber]", "target.toml has no [grade.subscriber]"))
        return
    wire = post.uses(network.ground)
    if not post.asks.credit(post.asks.credit_ask(account=subscriber.number)).yes:
        sheet.failed("P-06", Words("абонента не удалось пополнить", "the subscriber could not be credited"))
        return
    ask: Body = {
        "use_id": new_id(wire.clock),
        "number": subscriber.number,
        "service": subscriber.service,
        "quantity": 1,
    }
    before = _balance(wire, subscriber.number)
    first, again = wire.post(USE, ask), wire.post(USE, ask)
    stranger = wire.post(USE, ask, login=f"{subscriber.login}:wrong password")
    after = _balance(wire, subscriber.number)
    _judge_use(sheet, (first, again, stranger), before - after)


def _judge_use(sheet: Sheet, answers: tuple[Answer, Answer, Answer], charged: int) -> None:
    first, again, stranger = answers
    cost = first.body.get("cost")
    right = first.yes and again.body == first.body and stranger.status == 401 and charged == cost and charged > 0
    sheet.judge(
        "P-06",
        right,
        Words("списана цена одной услуги, повтор отвечен так же, чужой пароль: 401",
              "charged once, the repeat answered alike, a wrong password: 401"),
        Words(f"цена {roubles.ru(cost)}, списано {roubles.ru(charged)}; повтор: {again}; чужой пароль: {stranger}",
              f"cost {roubles.en(cost)}, charged {roubles.en(charged)}; repeat: {again}; another password: {stranger}"),
        seen=[answer.number for answer in answers],
    )  # fmt: skip
    sheet.moved("Списано со счёта абонента", "Taken from the subscriber", -charged)
    sheet.moved("Стоимость услуги", "The service's cost", cost if isinstance(cost, int) else 0)


def _balance(wire: Wire, number: str) -> int:
    return int(wire.sure(SUBSCRIBER, {"number": number})["balance"])
