"""The doors of the kiosk page: one token, one key, one page; and no sum from outside."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from agent_terminal.server import OPERATIONS
from agent_terminal.service import messages, self_test
from common.errors import Broken, ContractFault, Rejected
from common.protocol.endpoint import Nothing
from tests.agent_terminal.running import Running, running

STATE = next(one for one in OPERATIONS if one.name == "state")


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("terminal")) as made:
        yield made


def test_a_token_is_exchanged_once(terminal: Running) -> None:
    token = terminal.operate("open-kiosk").token
    stranger = terminal.peer("nobody", "nothing")
    stranger.call(messages.KIOSK_OPEN, messages.OpenKiosk(token=token))

    with pytest.raises(Rejected) as refusal:
        stranger.call(messages.KIOSK_OPEN, messages.OpenKiosk(token=token))

    assert refusal.value.code == "wrong_value"


def test_only_the_newest_token_works(terminal: Running) -> None:
    first = terminal.operate("open-kiosk").token
    second = terminal.operate("open-kiosk").token
    stranger = terminal.peer("nobody", "nothing")

    with pytest.raises(Rejected):
        stranger.call(messages.KIOSK_OPEN, messages.OpenKiosk(token=first))

    assert stranger.call(messages.KIOSK_OPEN, messages.OpenKiosk(token=second)).login == "kiosk"


def test_a_new_page_ends_the_former_one(terminal: Running) -> None:
    former = terminal.page()
    assert former.screen().screen == "K14"

    newer = terminal.page()

    assert newer.screen().screen == "K14"
    with pytest.raises(ContractFault):
        former.screen()


def test_without_a_key_nobody_sees_the_screen(terminal: Running) -> None:
    with pytest.raises(ContractFault):
        terminal.peer("kiosk", "guess").call(messages.KIOSK_STATE, messages.AskScreen())


def test_the_page_is_no_operator_and_the_operator_no_page(terminal: Running) -> None:
    page = terminal.page()

    with pytest.raises(ContractFault):
        page.peer.call(STATE.endpoint, Nothing())
    login = terminal.instance.secrets.login_of("operator")
    assert login is not None
    with pytest.raises(ContractFault):
        terminal.peer(*login).call(messages.KIOSK_STATE, messages.AskScreen())


@pytest.mark.parametrize("extra", ['"held": 100000', '"amount": 1', '"inserted": 5'])
def test_a_sum_from_the_page_is_refused(terminal: Running, extra: str) -> None:
    page = terminal.page()

    response = page.peer.send(
        messages.KIOSK_INTENT, "/kiosk/intent", f'{{"intent": "pay", {extra}}}'.encode(), "application/json"
    )

    assert (response.status_code, response.json()["code"]) == (400, "wrong_json")


def test_an_unknown_intent_is_refused(terminal: Running) -> None:
    page = terminal.page()

    with pytest.raises(Broken):
        page.do("steal")


def test_the_page_asks_for_help_and_for_the_service_menu(terminal: Running) -> None:
    page = terminal.page()

    told = page.peer.call(messages.KIOSK_HELP, Nothing())
    key = page.peer.call(messages.STAFF_ENTER, messages.EnterStaff(pin="1234")).key
    done = page.peer.call(messages.STAFF_DO, messages.DoStaff(key=key, act="state"))

    assert told.fees[-1].whom is None
    assert done.title.en == "State"


def test_nobody_without_the_pages_key_comes_as_far_as_the_pin(terminal: Running) -> None:
    with pytest.raises(ContractFault):
        terminal.peer("kiosk", "guess").call(messages.STAFF_ENTER, messages.EnterStaff(pin="1234"))


def test_the_service_menu_says_what_is_wrong_with_the_acceptor(
    terminal: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_test, "ANSWER_SECONDS", 0.2)
    page = terminal.page()
    key = page.peer.call(messages.STAFF_ENTER, messages.EnterStaff(pin="1234")).key
    ask = messages.DoStaff(key=key, act="test-acceptor")
    with pytest.raises(Rejected, match="no acceptor"):
        page.peer.call(messages.STAFF_DO, ask)

    terminal.operate("set-acceptor", messages.SetAcceptor(line="socket://127.0.0.1:9"))

    assert [line.en.partition(":")[0] for line in page.peer.call(messages.STAFF_DO, ask).lines] == ["Bad"]
    terminal.operate("set-acceptor", messages.SetAcceptor(line=""))


def test_a_form_of_another_page_in_a_browser_gets_nowhere(terminal: Running) -> None:
    token = terminal.operate("open-kiosk").token

    response = requests.post(terminal.url + "/kiosk/open", data={"token": token}, timeout=5)

    assert response.status_code == 415


def test_no_token_and_no_key_is_ever_logged(tmp_path: Path) -> None:
    with running(tmp_path) as terminal:
        token = terminal.operate("open-kiosk").token
        page = terminal.peer("nobody", "nothing")
        key = page.call(messages.KIOSK_OPEN, messages.OpenKiosk(token=token)).key
        asks = terminal.peer("kiosk", key)
        terminal.operate("set-pin", messages.SetPin(pin="90817263"))
        staff = asks.call(messages.STAFF_ENTER, messages.EnterStaff(pin="90817263")).key
        asks.call(messages.STAFF_DO, messages.DoStaff(key=staff, act="state"))
    written = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "logs").glob("*.jsonl"))

    assert "/kiosk/open" in written
    assert "/kiosk/staff/do" in written
    for secret in (token, key, staff, "90817263"):
        assert secret not in written
