"""A terminal before a scripted centre that loses replies: what it sends, repeats, keeps, and when it takes no cash."""

import itertools

import msgspec

from common import ids
from common.words import Words
from launcher_app.grading import callers, roubles
from launcher_app.grading.asks import CHECK, DEPOSIT, DIRECTORY, PAY
from launcher_app.grading.callers import Terminal
from launcher_app.grading.counterparts import KNOWN, PROVIDER_ID, UNKNOWN, ScriptedCentre
from launcher_app.grading.network import Network
from launcher_app.grading.seats import CannotRestart, OurSeat, TheirSeat
from launcher_app.grading.sheet import Sheet
from launcher_app.proxy import Exchange, FaultKind, Proxy

NOTE = 50_000
ASKED_SECONDS = 15.0
MANY = 2_000
DEPOSIT_SECONDS, DIRECTORY_SECONDS = 300, 1_800
TOLERANCE_SECONDS = 110
TIMERS_SECONDS = 40.0
BEGINNING_SECONDS = 60
LOGIN = "agent"


class Stand:
    """A terminal with its scripted centre."""

    def __init__(self, network: Network, sheet: Sheet) -> None:
        """The deposit is large, the terminal runs and is connected."""
        ground = network.ground
        password = ids.password()
        ground.secrets.add(password)
        self.network = network
        self.sheet = sheet
        self.recorder = ground.recorder
        self.centre = ScriptedCentre(ground.clock, LOGIN, password, available=1_000_000)
        self.began = self.mark = self.recorder.last
        self.name = network.fresh("scripted-centre")
        self.proxy: Proxy = network.arrow(self.centre.answer, "terminal", self.name)
        self.terminal: Terminal = callers.terminal(network, self.centre.card(self.proxy.url), network.fresh("judged"))
        self.network.heard(self.mark, lambda one: self._mine(one) and one.path == DEPOSIT, ASKED_SECONDS)

    def pay(self, account: str = KNOWN) -> bool:
        """One payment of one note, whatever becomes of it; exchanges are counted from here."""
        self.mark = self.recorder.last
        return self.terminal.pay(PROVIDER_ID, account, NOTE)

    def sent(self, path: str = PAY) -> list[Exchange]:
        """What it sent to a door since the last payment began."""
        return [one for one in self.recorder.since(self.mark, path) if self._mine(one)]

    def arrived(self, *, answered: bool = True) -> Exchange | None:
        """The first payment since then that the centre answered, or at all."""
        return self.network.heard(
            self.mark,
            lambda one: self._mine(one) and one.path == PAY and (not answered or (one.status == 200 and not one.fault)),
            self.network.ground.delivery,
        )

    def restart(self) -> None:
        """Killed and started again; it has asked for its deposit."""
        self.terminal.kill()
        self.mark = self.recorder.last
        self.terminal.again()
        self.network.heard(self.mark, lambda one: self._mine(one) and one.path == DEPOSIT, ASKED_SECONDS)
        self.network.ground.clock.sleep(1.0)  # what it has heard is yet to be written down and shown

    def _mine(self, one: Exchange) -> bool:
        return one.receiver == self.name


def paid_at(network: Network, sheet: Sheet) -> None:
    """Everything that needs one terminal, the gentlest first; its deposit is emptied at the end."""
    stand = Stand(network, sheet)
    for part in (_sent, _checked_first, _lost_reply, _server_error, _killed, _blocked):
        part(stand)
    centre = stand.centre
    sheet.judge(
        "A-09",
        centre.entered > 0 and not centre.strangers,
        Words("все запросы с верным логином и паролем", "every request with the right login and password"),
        Words(f"верных {centre.entered}, без пароля или с чужим {centre.strangers}",
              f"right: {centre.entered}, without or wrong: {centre.strangers}"),
        seen=[one.number for one in stand.recorder.since(stand.began) if one.status == 401][:5],
    )  # fmt: skip


def _sent(stand: Stand) -> None:
    taken, sent = stand.pay(), stand.arrived()
    ask = sent.asked() if sent else {}
    inserted, fee, amount = (ask.get(name) for name in ("inserted", "agent_fee", "amount"))
    whole = isinstance(inserted, int) and isinstance(fee, int) and isinstance(amount, int)
    adds_up = whole and inserted == NOTE and amount == inserted - fee and 0 <= fee < inserted  # type: ignore[operator]
    wanted = Words(
        f"номер {KNOWN}, внесено {roubles.ru(NOTE)} = к зачислению + комиссия агента",
        f"account {KNOWN}, inserted {roubles.en(NOTE)} = amount + the agent's fee",
    )
    got = Words(
        f"{ask.get('account')}: внесено {roubles.ru(inserted)} = {roubles.ru(amount)} + комиссия {roubles.ru(fee)}",
        f"{ask.get('account')}: inserted {roubles.en(inserted)} = {roubles.en(amount)} + fee {roubles.en(fee)}",
    )
    right = taken and bool(adds_up) and ask.get("account") == KNOWN and ask.get("provider_id") == PROVIDER_ID
    stand.sheet.judge("A-01", right, wanted, got, seen=[one.number for one in stand.sent()])
    stand.sheet.moved("Внесено в терминал", "Paid in", -NOTE)
    stand.sheet.moved("К зачислению", "To be credited", amount if isinstance(amount, int) else 0)
    stand.sheet.moved("Комиссия агента", "The agent's fee", fee if isinstance(fee, int) else 0)


def _checked_first(stand: Stand) -> None:
    asked = [one.number for one in stand.sent(CHECK)]
    paid = [one.number for one in stand.sent()]
    first = bool(asked) and bool(paid) and asked[0] < paid[0]
    taken = stand.pay(UNKNOWN)
    if taken:
        stand.arrived()  # what should not be on its way must not be taken for the next payment
    stand.sheet.judge(
        "A-02",
        first and not taken and not stand.sent(),
        Words("проверка раньше платежа; за неизвестный номер деньги не взяты",
              "a check before the payment; no cash for an unknown number"),
        Words(f"проверка раньше платежа: {'да' if first else 'нет'}; за неизвестный взято: {'да' if taken else 'нет'}",
              f"check first: {'yes' if first else 'no'}; cash for an unknown number: {'yes' if taken else 'no'}"),
        seen=[*asked, *paid, *(one.number for one in stand.sent(CHECK)), *(one.number for one in stand.sent())],
    )  # fmt: skip


def _lost_reply(stand: Stand) -> None:
    stand.proxy.faults.order(FaultKind.LOST_REPLY, PAY)
    stand.pay()
    _judge_repeat(stand, "A-03")


def _server_error(stand: Stand) -> None:
    stand.proxy.faults.order(FaultKind.SERVER_ERROR, PAY)
    stand.pay()
    _judge_repeat(stand, "A-08")


def _judge_repeat(stand: Stand, check: str) -> None:
    """The payment came again, it is the same one, and it is one."""
    stand.arrived()
    stand.proxy.faults.call_off()
    sent = stand.sent()
    names = {str(one.asked().get("payment_id")) for one in sent}
    bodies = {one.request for one in sent}
    stand.sheet.judge(
        check,
        len(sent) >= 2 and len(names) == len(bodies) == 1,
        Words("платёж послан ещё раз: тот же номер, те же данные", "sent again: the same id, the same content"),
        Words(f"послано раз: {len(sent)}, разных номеров: {len(names)}, разных тел: {len(bodies)}",
              f"sent: {len(sent)}, different ids: {len(names)}, different bodies: {len(bodies)}"),
        seen=[one.number for one in sent],
    )  # fmt: skip


def _killed(stand: Stand) -> None:
    stand.proxy.faults.order(FaultKind.CUT, PAY, MANY)
    mark = stand.recorder.last
    try:
        taken = stand.pay()
        stand.arrived(answered=False)
        stand.restart()
    except CannotRestart:
        stand.sheet.not_run("A-05", Words("нет команды start: перезапустить нечем", "no command start"))
        return
    finally:
        stand.proxy.faults.call_off()
    came = stand.arrived()
    stand.sheet.judge(
        "A-05",
        taken and came is not None and came.asked().get("inserted") == NOTE,
        Words("после запуска платёж дошёл до центра", "after the start the payment reached the centre"),
        Words("дошёл" if came else "не дошёл", "it did" if came else "it did not"),
        seen=[one.number for one in stand.recorder.since(mark, PAY)][:3] + ([came.number] if came else []),
    )


def _blocked(stand: Stand) -> None:
    stand.centre.available = 0
    try:
        stand.restart()
    except CannotRestart:
        stand.sheet.not_run("A-04", Words("нет команды start: перезапустить нечем", "no command start"))
        return
    asked = [one.number for one in stand.sent(DEPOSIT)]
    taken = stand.pay()
    stand.sheet.judge(
        "A-04",
        bool(asked) and not taken and not stand.sent(),
        Words("депозит 0: деньги не принимаются", "deposit 0: no cash is taken"),
        Words(f"депозит спрошен: {'да' if asked else 'нет'}; деньги взяты: {'да' if taken else 'нет'}",
              f"deposit asked: {'yes' if asked else 'no'}; cash taken: {'yes' if taken else 'no'}"),
        seen=[*asked, *(one.number for one in stand.sent())],
    )  # fmt: skip


def timers(network: Network, sheet: Sheet) -> None:
    """With its clock hurried, the terminal asks for the directory and the deposit: how far apart, in its own time?"""
    ground = network.ground
    password = ids.password()
    ground.secrets.add(password)
    centre = ScriptedCentre(ground.clock, LOGIN, password, available=1_000_000)
    name = network.fresh("timers-centre")
    proxy = network.arrow(centre.answer, "terminal", name)
    card = centre.card(proxy.url)
    theirs = ground.theirs("terminal")
    if theirs is not None:
        if not theirs.start:
            for check in ("A-06", "A-07"):
                sheet.not_run(check, Words("нет команды start", "no command start"))
            return
        network.seated(TheirSeat(theirs, ground, card=card, name=network.fresh("theirs-timers"), factor=ground.factor))
    else:
        seat = OurSeat("terminal", network.fresh("timers"), ground, factor=ground.factor)
        network.seated(seat)
        seat.instance.ask("connect", card=msgspec.to_builtins(card), terminal="T2")
    mine = _twice(network, name)
    _judge_timer(sheet, "A-06", DIRECTORY_SECONDS, _apart(mine, DIRECTORY, ground.factor))
    _judge_timer(sheet, "A-07", DEPOSIT_SECONDS, _apart(mine, DEPOSIT, ground.factor))


def _twice(network: Network, name: str) -> list[Exchange]:
    """What the hurried terminal has asked, once it has let time pass between two directories, or long enough."""
    clock, recorder = network.ground.clock, network.ground.recorder
    deadline = clock.monotonic() + TIMERS_SECONDS
    while True:
        mine = [one for one in recorder.since(0) if one.receiver == name]
        if _apart(mine, DIRECTORY, network.ground.factor) or clock.monotonic() > deadline:
            return mine
        clock.sleep(0.2)


def _judge_timer(sheet: Sheet, check: str, seconds: int, apart: list[tuple[int, int]]) -> None:
    middle, number = apart[len(apart) // 2] if apart else (0, 0)
    wanted = Words(f"каждые {seconds} с по часам терминала", f"every {seconds} s by the terminal's clock")
    got = Words(f"промежутков {len(apart)}, средний {middle} с", f"intervals: {len(apart)}, the middle one {middle} s")
    right = bool(apart) and abs(middle - seconds) <= TOLERANCE_SECONDS
    sheet.judge(check, right, wanted, got, seen=[number] if number else [])


def _apart(mine: list[Exchange], path: str, factor: int) -> list[tuple[int, int]]:
    """Seconds of the terminal's own before a question, sorted, with its number; those of its beginning left out."""
    asked = [one for one in mine if one.path == path]
    apart = [((b.at_ms - a.at_ms) * factor // 1000, b.number) for a, b in itertools.pairwise(asked)]
    return sorted(one for one in apart if one[0] > BEGINNING_SECONDS)
