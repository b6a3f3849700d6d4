"""The bench: hands at a simulated device only, a cable that loses answers, a scanner, and what it all looks like."""

import re
from collections.abc import Callable
from typing import Any, get_args

import msgspec
import pytest

from agent_terminal.ccnet import happenings as h
from agent_terminal.ccnet.codes import Command, Status
from agent_terminal.ccnet.frames import Frame, pack
from agent_terminal.ccnet.happenings import Decision
from agent_terminal.ccnet.simulator import control
from agent_terminal.ccnet.simulator.device import Device
from agent_terminal.service import acceptor_news, kept, printer_set
from agent_terminal.service.bench import ACTS
from agent_terminal.service.kept import SIMULATOR, Acceptor
from agent_terminal.service.messages import bench as m
from common.errors import Rejected, Unavailable
from common.protocol import processing
from common.protocol.endpoint import Message
from common.words import Words
from tests.agent_terminal.stand import BILLS, OPERATOR, Stand


class Simulator:
    """The simulated device behind its control door, without the process and the door."""

    def __init__(self, stand: Stand) -> None:
        self.device = Device(now=stand.clock.monotonic())
        self.asked: list[str] = []
        self.alive = True
        self._clock = stand.clock
        acceptor = Acceptor(SIMULATOR)
        stand.database.write(lambda db: kept.keep(db, "acceptor", acceptor))
        stand.ground.link.forget(acceptor)
        stand.ground.link.simulator = self
        self.doors = {door.path.rpartition("/")[2]: (door.ask, act) for door, act in control.ACTS.items()}

    def ask(self, act: str, **fields: Any) -> dict[str, Any]:
        self.asked.append(act)
        kind, do = self.doors[act]
        now = self._clock.monotonic()
        done = do(self.device, now, msgspec.convert(fields, kind))
        state: dict[str, Any] = msgspec.to_builtins(control.look(self.device, done))
        return state

    def opens(self) -> None:
        """Ready for notes, as after ENABLE."""
        self.device.mechanics._show(Status.IDLING, self._clock.monotonic())


@pytest.fixture
def simulator(stand: Stand) -> Simulator:
    return Simulator(stand)


def do(stand: Stand, act: str, **fields: Any) -> m.BenchDone:
    return stand.service.bench.bench_do(OPERATOR, m.BenchDo(act=act, fields=fields))


def state(stand: Stand, after: int = 0) -> m.BenchState:
    return stand.service.bench.bench_state(OPERATOR, m.AskBench(after=after))


def test_the_bench_knows_every_act_of_the_simulator(simulator: Simulator) -> None:
    assert set(simulator.doors) == ACTS


@pytest.mark.parametrize(
    ("act", "fields", "said"),
    [
        ("insert", {"value": 50_000}, "Not drawn in (500.00 ₽): power up"),
        ("pull", {}, "Nothing to pull: power up"),
        ("jam", {}, "Stuck: validator jammed"),
        ("jam", {"at": "in_escrow"}, "The next note will be stuck"),
        ("clear", {}, "Nothing to mend: power up"),
        ("fail", {"code": 0x50}, "Broken: failure: stack motor: 50H"),
        ("cassette", {"do": "take"}, "The cassette is out: 0 notes, 0.00 ₽"),
        ("cassette", {"do": "put"}, "The cassette is in already"),
        ("power", {"on": False}, "The power is off"),
        ("power", {"on": True}, "The power is on already"),
        ("power", {"on": False, "at": "after_exit_sensor"}, "The power will go during the next note"),
        ("wire", {"plugged": False}, "The acceptor's cable is out: the line is silent"),
        ("spoil", {"bad_crcs": 3}, "The next answers will be spoilt"),
        ("state", {}, "State: power up"),
    ],
)
def test_an_act_says_what_came_of_it(
    stand: Stand, simulator: Simulator, act: str, fields: dict[str, Any], said: str
) -> None:
    assert do(stand, act, **fields).said.en == said


def test_a_note_is_drawn_in_by_an_open_mouth_and_not_by_a_closed_one(stand: Stand, simulator: Simulator) -> None:
    simulator.device.mechanics._show(Status.DISABLED, 0)
    refused = do(stand, "insert", value=10_000)
    simulator.opens()
    taken = do(stand, "insert", value=10_000)

    assert (refused.done, refused.said.ru) == (False, "Не втянул (100,00 ₽): приём закрыт")
    assert (taken.done, taken.device.note) == (True, 10_000)


def test_without_power_a_note_is_not_drawn_in_and_the_reason_is_told(stand: Stand, simulator: Simulator) -> None:
    do(stand, "power", on=False)

    assert do(stand, "insert", value=10_000).said.en == "Not drawn in (100.00 ₽): no power"
    assert not do(stand, "jam").done
    assert not do(stand, "fail", code=0x50).done
    assert not do(stand, "cheat").done


@pytest.mark.parametrize(
    ("act", "fields"),
    [("insert", {"value": 123}), ("insert", {"nonsense": 1}), ("explode", {}), ("fail", {"code": 999})],
)
def test_an_act_that_is_none_is_refused(stand: Stand, simulator: Simulator, act: str, fields: dict[str, Any]) -> None:
    with pytest.raises((Rejected, msgspec.ValidationError)):
        do(stand, act, **fields)


def test_a_real_acceptor_is_never_touched_by_the_bench(ready: Stand) -> None:
    ready.ground.link.forget(Acceptor("COM3"))

    with pytest.raises(Rejected) as refusal:
        do(ready, "jam")

    assert (refusal.value.code, refusal.value.detail) == ("real_acceptor", "COM3")
    shown = state(ready)
    assert (shown.simulated, shown.device) == (False, None)
    assert shown.why_not is not None
    assert "COM3" in shown.why_not.ru


def test_without_an_acceptor_there_is_nothing_to_act_on(stand: Stand) -> None:
    with pytest.raises(Rejected) as refusal:
        do(stand, "jam")

    assert refusal.value.code == "real_acceptor"
    assert state(stand).why_not == Words("Купюроприёмник не выбран.", "No acceptor is chosen.")


def test_a_simulator_that_is_starting_or_has_fallen_says_so(stand: Stand, simulator: Simulator) -> None:
    simulator.alive = False
    with pytest.raises(Rejected) as refusal:
        do(stand, "jam")
    starting = state(stand)
    stand.cash.happened(h.PortLost(SIMULATOR, "", Words("упал", "fell")))
    fallen = state(stand)

    assert refusal.value.code == "too_early"
    assert (starting.problem, fallen.problem) == (None, Words("упал", "fell"))
    assert starting.why_not == Words("Имитатор запускается.", "The simulator is starting.")
    assert fallen.why_not == Words("упал", "fell")


def test_the_device_is_shown_as_it_is_whatever_the_terminal_knows(stand: Stand, simulator: Simulator) -> None:
    simulator.device.memory.stacker[:] = [4, 5]
    do(stand, "cassette", do="fill")

    device = state(stand).device

    assert device is not None
    assert (device.stacker, device.stacker_value, device.capacity, device.full) == (2, 60_000, 600, True)
    assert state(stand).acceptor == Words("не подключён", "not connected")


def test_looking_costs_a_question_only_when_the_line_had_news(stand: Stand, simulator: Simulator) -> None:
    for _ in range(10):
        state(stand)
    assert simulator.asked == ["state"]

    stand.ground.link.tape.host(pack(bytes((Command.POLL,))))
    stand.ground.link.tape.device(Frame(bytes((Status.IDLING,))))
    state(stand)
    state(stand)
    assert simulator.asked == ["state"] * 2

    stand.clock.advance(2)
    state(stand)
    assert simulator.asked == ["state"] * 3


def test_a_simulator_that_does_not_answer_just_now_has_no_picture(
    stand: Stand, simulator: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(_act: str, **_fields: Any) -> dict[str, Any]:
        raise Unavailable("no_connection", "")

    monkeypatch.setattr(simulator, "ask", silent)

    assert state(stand).device is None


def test_timers_queue_and_news_are_shown(ready: Stand) -> None:
    shown = state(ready)

    assert (shown.deposit_seconds, shown.directory_seconds, shown.unsent) == (300, 1800, 0)
    assert [one.kind for one in shown.happened] == ["Online", "StateChanged", "Identified"]
    assert state(ready, after=shown.happened[-1].number).happened == []


def test_without_a_contract_there_is_nobody_to_ask(stand: Stand) -> None:
    shown = state(stand)

    assert (shown.deposit_seconds, shown.directory_seconds) == (None, None)
    with pytest.raises(Rejected):
        stand.service.bench.ask_now(OPERATOR, m.AskNow(what="deposit"))


def test_asking_now_begins_the_wait_anew(ready: Stand) -> None:
    ready.clock.advance(100)
    before = state(ready)

    deposit = ready.service.bench.ask_now(OPERATOR, m.AskNow(what="deposit"))
    directory = ready.service.bench.ask_now(OPERATOR, m.AskNow(what="directory"))

    assert (before.deposit_seconds, before.directory_seconds) == (200, 1700)
    assert (deposit.deposit_seconds, deposit.directory_seconds) == (300, 1700)
    assert (directory.deposit_seconds, directory.directory_seconds) == (300, 1800)


def test_with_the_cable_out_the_centre_is_not_there_and_with_it_in_it_is(ready: Stand) -> None:
    cable = ready.service.bench.cable

    assert not cable(OPERATOR, m.Cable(plugged=False)).plugged
    with pytest.raises(Unavailable) as silence:
        ready.service.bench.ask_now(OPERATOR, m.AskNow(what="deposit"))
    assert silence.value.code == "no_connection"
    assert not state(ready).cable
    assert not ready.state().cable

    assert cable(OPERATOR, m.Cable(plugged=True)).plugged
    ready.service.bench.ask_now(OPERATOR, m.AskNow(what="deposit"))
    assert cable(OPERATOR, m.Cable()).plugged


def test_a_payment_made_without_the_cable_is_sent_when_it_is_back(ready: Stand) -> None:
    ready.to_cash()
    ready.service.bench.cable(OPERATOR, m.Cable(plugged=False))
    ready.insert(50_000)
    ready.do("pay")
    ready.pass_time(5)
    assert (len(ready.centre.accepted), state(ready).unsent) == (0, 1)

    ready.service.bench.cable(OPERATOR, m.Cable(plugged=True))
    ready.pass_time(120)

    assert (len(ready.centre.accepted), state(ready).unsent) == (1, 0)
    ready.demand_money_adds_up()


def test_a_cable_pulled_while_the_answer_is_under_way_loses_the_answer_and_pays_once(ready: Stand) -> None:
    ready.to_cash()
    ready.insert(50_000)
    real = ready.caller.call
    cable = ready.service.bench.cable

    def torn(endpoint: Any, ask: Message, **rest: Any) -> Any:
        answer = real(endpoint, ask, **rest)
        if endpoint is processing.PAY:
            cable(OPERATOR, m.Cable(plugged=False))
        return answer

    ready.caller.call = torn  # type: ignore[method-assign]
    ready.do("pay")
    ready.turn()
    assert (len(ready.centre.accepted), state(ready).unsent) == (1, 1)

    ready.caller.call = real  # type: ignore[method-assign]
    cable(OPERATOR, m.Cable(plugged=True))
    ready.pass_time(120)

    assert (len(ready.centre.accepted), state(ready).unsent) == (1, 0)
    ready.demand_money_adds_up()


def test_a_restart_puts_the_cable_in(ready: Stand) -> None:
    ready.service.bench.cable(OPERATOR, m.Cable(plugged=False))

    ready.restart()

    assert state(ready).cable


def test_only_the_training_printer_has_a_roll_that_the_bench_may_take(stand: Stand) -> None:
    assert state(stand).paper is True
    stand.database.write(lambda db: printer_set.keep_roll(db, inside=False))
    assert state(stand).paper is False

    stand.database.write(lambda db: printer_set.keep(db, printer_set.Printer("pdf-a4")))

    assert state(stand).paper is None


def test_a_scanned_number_begins_a_session(ready: Stand) -> None:
    understood = ready.service.bench.scan(OPERATOR, m.Scan(text="9123456789"))
    nonsense = ready.service.bench.scan(OPERATOR, m.Scan(text="что-то"))

    assert understood.understood
    assert understood.screen != "K0"
    assert not nonsense.understood


@pytest.mark.parametrize(
    ("news", "said"),
    [
        (h.Escrowed(3, BILLS[3], Decision.STACK), "500,00 ₽ в эскроу: укладываем"),
        (h.Escrowed(99, None, Decision.RETURN), "купюра неизвестного типа 99 в эскроу: возвращаем"),
        (h.Stacked(3, BILLS[3]), "500,00 ₽ в кассете: это деньги"),
        (h.Returned(3, BILLS[3]), "500,00 ₽ вернулась плательщику"),
        (h.Rejecting(0x65), "прибор отказался: не опознана"),
        (h.Rejecting(None), "прибор отказался: причина не названа"),
        (h.Rejecting(0x6B), "прибор отказался: 6BH"),
        (h.Enabled(frozenset({1, 2})), "приём открыт, типов купюр: 2"),
        (h.Enabled(frozenset()), "приём закрыт"),
        (h.Refused(Command.SET_SECURITY), "отказ на команду «строгость проверки»"),
        (h.Unknown(b"\x77\x01"), "незнакомый ответ: 77 01"),
        (h.Jammed(in_cassette=True), "купюра застряла в кассете"),
    ],
)
def test_news_of_the_acceptor_are_told_in_words(news: h.Happening, said: str) -> None:
    words = acceptor_news.said(news)

    assert words.ru == said
    assert not re.search("[а-я]", words.en)


def test_every_kind_of_news_has_words(every: Callable[[], list[h.Happening]]) -> None:
    for news in every():
        words = acceptor_news.said(news)
        assert words.ru != type(news).__name__, news
        assert words.ru != words.en


@pytest.fixture
def every() -> Callable[[], list[h.Happening]]:
    """One of each kind."""
    values: dict[str, Any] = {
        "url": "COM3", "who": None, "bills": BILLS, "status": 0x14, "detail": None, "types": frozenset({1}), "type": 3,
        "note": h.Place.NOWHERE, "bill": BILLS[3], "decision": Decision.STACK, "in_cassette": False, "code": 0x50,
        "reason": 0x65, "held": True, "command": 0x33, "payload": b"\x77", "silent_seconds": 5.0, "why": None,
    }  # fmt: skip

    def one(kind: Any) -> h.Happening:
        made: h.Happening = kind(**{name: values[name] for name in kind.__dataclass_fields__})
        return made

    return lambda: [one(kind) for kind in get_args(h.Happening)]
