"""The first page of the office: what works, why the terminal is closed and what to do, how far a new one is."""

from typing import Any

import pytest

from agent_terminal.ccnet.codes import Status as Device
from agent_terminal.ccnet.happenings import StateChanged
from agent_terminal.core.blocking import Reason
from agent_terminal.service import messages
from agent_terminal.service.closed import WHAT_TO_DO, WHY
from common.errors import ContractFault, Rejected, Unavailable
from common.protocol import processing
from tests.agent_terminal.service.operating import ask
from tests.agent_terminal.stand import CARD, Stand


def overview(stand: Stand) -> messages.Overview:
    return ask(stand, "overview")  # type: ignore[no-any-return]


def test_a_new_terminal_has_nothing_done_and_says_what_to_begin_with(stand: Stand) -> None:
    now = overview(stand)

    assert (now.contract, now.described, now.priced, now.accepting, now.paid) == (None, False, False, False, False)
    assert [one.code for one in now.reasons] == ["N-01", "H-04"]
    assert "Заключите договор" in now.reasons[0].todo.ru


def test_each_step_is_ticked_when_it_is_done(stand: Stand) -> None:
    stand.connect()
    assert overview(stand).contract is not None
    ask(stand, "set-agent", messages.SetAgent(name="ООО «Агент»"))
    assert overview(stand).described
    stand.set_commission(basis_points=300)
    assert overview(stand).priced
    stand.plug_in()
    assert overview(stand).accepting
    assert not overview(stand).paid
    stand.pay(10_000)
    assert overview(stand).paid


def test_the_contract_is_shown_without_its_password(ready: Stand) -> None:
    shown = overview(ready).contract

    assert shown is not None
    assert (shown.centre, shown.url, shown.number, shown.login, shown.terminal) == (
        CARD.name,
        CARD.url,
        "A-1",
        "agent-1",
        "T1",
    )
    assert CARD.password not in str(shown)


def test_an_open_terminal_has_no_reasons(ready: Stand) -> None:
    now = overview(ready)

    assert (now.reasons, now.stopped, now.state.available) == ([], False, 1_000_000)
    assert now.state.next_deposit_seconds is not None
    assert now.directory_at is not None


def closed_by(stand: Stand, what: Any) -> None:
    what(stand)
    stand.service.polls.ask_deposit()


@pytest.mark.parametrize(
    ("what", "code", "page"),
    [
        (lambda stand: ask(stand, "stop-taking"), "C-01", "connection"),
        (lambda stand: setattr(stand.centre, "available", 0), "A-02", "connection"),
        (
            lambda stand: stand.centre.problems.update(everything=ContractFault("wrong_password", "x")),
            "A-01",
            "connection",
        ),
        (lambda stand: stand.cash.happened(StateChanged(Device.CASSETTE_FULL, None)), "H-01", "encashment"),
        (lambda stand: stand.cash.happened(StateChanged(Device.JAMMED, None)), "H-03", "hardware"),
        (lambda stand: stand.unplug(), "H-04", "hardware"),
    ],
)
def test_a_closed_terminal_says_why_and_where_it_is_mended(ready: Stand, what: Any, code: str, page: str) -> None:
    closed_by(ready, what)

    (reason,) = overview(ready).reasons
    assert (reason.code, reason.page) == (code, page)
    assert reason.why.ru
    assert reason.todo.ru
    assert reason.todo.en != reason.todo.ru


def test_a_centre_without_providers_is_told_apart_from_a_silent_one(stand: Stand) -> None:
    stand.centre.providers.clear()
    stand.ready()

    (empty,) = overview(stand).reasons
    stand.centre.cut_off()
    stand.clock.advance(17 * 60)

    assert (empty.code, "нет поставщиков" in empty.why.ru) == ("N-01", True)
    assert "Обновить список" in empty.todo.ru
    assert "Проверить связь" in overview(stand).reasons[0].todo.ru


def test_a_centre_that_blocked_the_agent_is_told_apart_from_an_empty_deposit(ready: Stand) -> None:
    ready.centre.blocked = True
    ready.service.polls.ask_deposit()

    (reason,) = overview(ready).reasons
    assert overview(ready).deposit_blocked
    assert "заблокировал" in reason.todo.ru


def test_every_reason_has_words_and_a_way_out() -> None:
    assert set(WHY) == set(Reason)
    assert set(WHAT_TO_DO) == set(Reason)


def test_an_edit_of_the_agent_over_a_newer_one_is_refused(ready: Stand) -> None:
    seen = ask(ready, "show-agent").edition
    ask(ready, "set-agent", messages.SetAgent(name="Первый", edition=seen))

    with pytest.raises(Rejected) as refusal:
        ask(ready, "set-agent", messages.SetAgent(name="Второй", edition=seen))

    assert refusal.value.code == "changed_meanwhile"
    assert ask(ready, "show-agent").name == "Первый"


def test_the_agent_is_shown_as_it_was_set(ready: Stand) -> None:
    told: dict[str, Any] = {
        "name": " Агент ",
        "inn": "77",
        "address": "Москва",
        "phone": "8 800",
        "notes": [10_000],
        "patience": 3,
    }
    ask(ready, "set-agent", messages.SetAgent(**told))

    shown = ask(ready, "show-agent")
    assert (shown.name, shown.inn, shown.address, shown.phone, shown.notes, shown.patience) == (
        "Агент",
        "77",
        "Москва",
        "8 800",
        [10_000],
        3,
    )
    assert shown.possible == [1_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000]


def test_an_endless_line_is_refused(ready: Stand) -> None:
    with pytest.raises(Rejected):
        ask(ready, "set-agent", messages.SetAgent(name="А", address="y" * 301))


def test_the_balance_is_asked_for_now_and_said(ready: Stand) -> None:
    ready.centre.available = 951_500

    assert ask(ready, "refresh-deposit").done.en == "Balance at the centre: 9,515.00 ₽"
    assert overview(ready).state.available == 951_500


def test_the_directory_is_asked_for_now_and_said(ready: Stand) -> None:
    ready.centre.version = 2
    del ready.centre.providers[0]

    assert ask(ready, "refresh-directory").done.en == "Directory: version 2, 2 providers"


@pytest.mark.parametrize("name", ["refresh-deposit", "refresh-directory"])
def test_a_silent_centre_is_an_error_and_no_contract_a_no(stand: Stand, name: str) -> None:
    with pytest.raises(Rejected):
        ask(stand, name)
    stand.connect()
    stand.centre.problems[processing.DEPOSIT.path] = Unavailable("no_answer", "x")
    stand.centre.problems[processing.PROVIDERS.path] = Unavailable("no_answer", "x")

    with pytest.raises(Unavailable):
        ask(stand, name)
