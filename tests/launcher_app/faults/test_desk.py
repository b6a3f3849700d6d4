"""The desk of faults: who meets what, how often, for how long, in which order; the same again from the same seed."""

import base64

import pytest

from common.clock import VirtualClock
from launcher_app.faults import PRESETS, FaultDesk, Setting
from launcher_app.feed.hop import ARROWS, Arrow
from launcher_app.proxy import FaultKind, Request

TO_PROVIDER, TO_CENTRE = Arrow("processing", "provider"), Arrow("terminal", "processing")
CREDIT, CHECK, DEPOSIT = "/v1/credit", "/v1/check", "/v1/deposit"
OSMP_PAY = Request("POST", "/osmp", (), b"command=pay&txn_id=1&sum=10.00")
OSMP_CHECK = Request("GET", "/osmp?command=check&txn_id=1&sum=0.00", ())
PAYMENT = "01a2221d-6942-7e6f-8655-e3b8a868fa3f"
STORM = (
    Setting(arrow=TO_PROVIDER, kind=FaultKind.CUT, path=CREDIT, share=2_000),
    Setting(arrow=TO_PROVIDER, kind=FaultKind.LOST_REPLY, share=3_000),
    Setting(arrow=TO_CENTRE, kind=FaultKind.SERVER_ERROR, share=2_500, times=20),
)


def login(name: str) -> str:
    return f"Basic {base64.b64encode(f'{name}:made-up'.encode()).decode()}"


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
def desk(clock: VirtualClock) -> FaultDesk:
    return FaultDesk(clock)


def ask(desk: FaultDesk, path: str | Request, arrow: Arrow = TO_PROVIDER) -> str:
    request = path if isinstance(path, Request) else Request("POST", path, ())
    met = desk.draw(*arrow, request)
    return met.kind.value if met else ""


def lesson(desk: FaultDesk, rounds: int = 60) -> None:
    for _ in range(rounds):
        ask(desk, CHECK, TO_CENTRE)
        ask(desk, CHECK)
        ask(desk, CREDIT)


def test_only_the_arrow_and_the_door_of_a_setting_meet_it(desk: FaultDesk) -> None:
    desk.add(Setting(arrow=TO_PROVIDER, kind=FaultKind.CUT, path=CREDIT))

    met = [ask(desk, CREDIT, TO_CENTRE), ask(desk, CHECK), ask(desk, CREDIT), ask(desk, CREDIT + "?page=2")]

    assert met == ["", "", "cut", "cut"]


def test_a_setting_of_so_many_times_is_off_after_them_and_stays_to_be_seen(desk: FaultDesk) -> None:
    desk.add(Setting(arrow=TO_PROVIDER, kind=FaultKind.LOST_REPLY, times=2))

    met = [ask(desk, CREDIT) for _ in range(3)]

    (one,) = desk.all
    assert met == ["lost_reply", "lost_reply", ""]
    assert (one.met, one.left, one.on) == (2, 0, False)
    assert desk.on == []


def test_a_setting_of_so_many_seconds_ends_by_the_clock(desk: FaultDesk, clock: VirtualClock) -> None:
    desk.add(Setting(arrow=TO_PROVIDER, kind=FaultKind.CUT, seconds=60))

    clock.advance(59)
    during, left = ask(desk, CREDIT), desk.on[0].seconds
    clock.advance(1)

    assert (during, left) == ("cut", 1)
    assert (ask(desk, CREDIT), desk.on) == ("", [])


def test_the_first_setting_that_hits_is_the_one_that_is_met(desk: FaultDesk) -> None:
    first = desk.add(Setting(arrow=TO_PROVIDER, kind=FaultKind.DELAY, times=1))
    desk.add(Setting(arrow=TO_PROVIDER, kind=FaultKind.CUT))

    met = [ask(desk, CREDIT), ask(desk, CREDIT)]
    desk.remove(first)

    assert met == ["delay", "cut"]
    assert [one.met for one in desk.all] == [1]


def test_a_sum_is_changed_only_where_there_is_one(desk: FaultDesk) -> None:
    desk.add(Setting(arrow=TO_PROVIDER, kind=FaultKind.CHANGED_SUM, times=1))
    paid = Request("POST", CREDIT, (), b'{"amount":100}')

    met = [ask(desk, Request("POST", CHECK, (), b'{"account":"9"}')), ask(desk, OSMP_CHECK), ask(desk, paid)]

    assert met == ["", "", "changed_sum"]


def test_a_credit_is_a_credit_in_every_dialect(desk: FaultDesk) -> None:
    desk.add(Setting(arrow=TO_PROVIDER, kind=FaultKind.LOST_REPLY, path=CREDIT, times=1))

    met = [ask(desk, OSMP_CHECK), ask(desk, OSMP_PAY), ask(desk, CREDIT)]

    assert met == ["", "lost_reply", ""]
    assert [door for _, door, _ in desk.outcomes] == ["/osmp?command=check", "/osmp?command=pay", CREDIT]


def test_the_same_seed_gives_the_same_outcomes_whatever_polls_come_between(
    desk: FaultDesk, clock: VirtualClock
) -> None:
    other, third = FaultDesk(clock), FaultDesk(clock, seed=18)
    for one in (desk, other, third):
        for setting in STORM:
            one.add(setting)

    for one in (desk, third):
        lesson(one)
    for _ in range(3):
        ask(other, "/v1/register")
    lesson(other)

    plain = [one for one in other.outcomes if one[1] != "/v1/register"]
    assert plain == desk.outcomes
    assert third.outcomes != desk.outcomes
    assert {fault for *_, fault in desk.outcomes} == {"", "cut", "lost_reply", "server_error"}


def test_begun_anew_everything_happens_again_with_what_had_ended(desk: FaultDesk) -> None:
    for setting in STORM:
        desk.add(setting)
    lesson(desk)
    before = desk.outcomes

    desk.begin(desk.seed)
    anew = desk.outcomes
    lesson(desk)

    assert anew == []
    assert desk.outcomes == before


def test_polls_are_in_the_list_only_when_something_happened_to_them(desk: FaultDesk) -> None:
    desk.add(Setting(arrow=TO_CENTRE, kind=FaultKind.SERVER_ERROR, path=DEPOSIT, times=1))

    for _ in range(3):
        ask(desk, DEPOSIT, TO_CENTRE)

    assert desk.outcomes == [(TO_CENTRE, DEPOSIT, "server_error")]


@pytest.mark.parametrize("path", ["/v1/operator/payments", "/kiosk/state", "/health", "/metrics"])
def test_what_is_not_between_roles_meets_nothing_and_waits_for_nobody(desk: FaultDesk, path: str) -> None:
    desk.add(Setting(arrow=TO_PROVIDER, kind=FaultKind.CUT))
    desk.stepping = True
    request = Request("GET", path, ())
    sender = desk.sender("provider", request)

    assert desk.draw(sender, "provider", request) is None
    assert desk.hold(sender, "provider", request, lambda: None) == 0
    assert desk.outcomes == []


@pytest.mark.parametrize(
    ("receiver", "path", "sender"),
    [
        ("provider", CREDIT, "processing"),
        ("provider", "/v1/use", "consumer"),
        ("provider", "/pay.php?sum=1", "processing"),
        ("processing", DEPOSIT, "terminal"),
        ("consumer", "/v1/notify", "provider"),
    ],
)
def test_who_asks_is_known_by_the_door(desk: FaultDesk, receiver: str, path: str, sender: str) -> None:
    assert desk.sender(receiver, Request("POST", path, ())) == sender


@pytest.mark.parametrize(
    ("receiver", "path", "headers", "sender"),
    [
        ("processing", "/payments/send", {}, "consumer"),
        ("processing", "/payments/qr", {}, "provider"),
        ("processing", "/payments/pay", {"Authorization": login("wallet-123456789015")}, "consumer"),
        ("processing", "/payments/pay", {"Authorization": login("acceptance-3")}, "provider"),
        ("processing", "/payments/pay", {"Authorization": login("shop")}, "consumer"),
        ("processing", "/payments/pay", {"Authorization": "Bearer x"}, "consumer"),
        ("processing", f"/payments/{PAYMENT}", {"Authorization": login("acceptance-3")}, "provider"),
        ("consumer", "/v1/notify", {"Oplata-Signature": "t=1,v1=0"}, "processing"),
        ("consumer", "/v1/notify", {"Authorization": login("wallet-123456789015")}, "provider"),
        ("provider", "/v1/notify", {}, "processing"),
    ],
)
def test_where_several_ask_the_login_or_the_signature_tells_who(
    desk: FaultDesk, receiver: str, path: str, headers: dict[str, str], sender: str
) -> None:
    assert desk.sender(receiver, Request("POST", path, tuple(headers.items()))) == sender


def test_a_fault_at_the_door_of_a_payment_meets_every_payment(desk: FaultDesk) -> None:
    desk.add(Setting(arrow=Arrow("consumer", "processing"), kind=FaultKind.CUT, path="/payments/{payment_id}"))

    met = desk.draw("consumer", "processing", Request("GET", f"/payments/{PAYMENT}", ()))
    spared = desk.draw("consumer", "processing", Request("POST", f"/payments/{PAYMENT}/confirm", ()))

    assert met is not None
    assert spared is None


def test_every_change_is_counted(desk: FaultDesk) -> None:
    seen = [desk.changes]
    desk.add(Setting(arrow=TO_PROVIDER, kind=FaultKind.CUT, times=1))
    seen.append(desk.changes)
    ask(desk, CREDIT)
    seen.append(desk.changes)
    desk.slow = 5
    seen.append(desk.changes)
    desk.stepping = True
    seen.append(desk.changes)
    desk.clear()
    seen.append(desk.changes)

    assert seen == sorted(set(seen))


def test_requests_wait_for_steps_and_go_in_their_order(desk: FaultDesk, clock: VirtualClock) -> None:
    went: list[str] = []
    desk.stepping = True
    for path in (CREDIT, CHECK, "/v1/status"):
        desk.hold(*TO_PROVIDER, Request("POST", path, ()), lambda path=path: went.append(path))  # type: ignore[misc]
    clock.advance(3)

    waited = [desk.gate.waited(one) for one in desk.held]
    stepped = (desk.step(), list(went), len(desk.held))
    desk.stepping = False

    assert waited == [3, 3, 3]
    assert stepped == (True, [CREDIT], 2)
    assert went == [CREDIT, CHECK, "/v1/status"]
    assert (desk.held, desk.step()) == ([], False)


def test_polls_pass_unless_they_are_to_wait(desk: FaultDesk) -> None:
    desk.stepping = True
    poll = Request("POST", DEPOSIT, ())

    passed = desk.hold(*TO_CENTRE, poll, lambda: None)
    desk.gate.polls_wait = True
    waits = desk.hold(*TO_CENTRE, poll, lambda: None)

    assert passed == 0
    assert waits > 0


def test_a_sender_that_left_is_no_longer_held_and_its_patience_is_known_from_then_on(
    desk: FaultDesk, clock: VirtualClock
) -> None:
    desk.stepping = True
    first = desk.hold(*TO_PROVIDER, Request("POST", CREDIT, ()), lambda: None)
    unknown = desk.held[0].patience
    clock.advance(5)

    desk.gone(first, left=True)
    desk.hold(*TO_PROVIDER, Request("POST", CREDIT, ()), lambda: None)

    assert unknown is None
    assert [(one.path, one.patience) for one in desk.held] == [(CREDIT, 5)]


def test_presets_switch_on_what_they_say_and_a_power_cut_kills_the_terminal(clock: VirtualClock) -> None:
    killed: list[str] = []
    desk = FaultDesk(clock, kill=killed.append)

    for preset in PRESETS:
        desk.apply(preset)

    assert killed == ["terminal"]
    assert len({one.name for one in PRESETS}) == len(PRESETS) == 6
    assert [one.setting for one in desk.all] == [setting for preset in PRESETS for setting in preset.settings]
    assert all(setting.arrow in ARROWS for preset in PRESETS for setting in preset.settings)
