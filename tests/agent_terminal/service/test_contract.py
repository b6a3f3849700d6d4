"""The contract with the centre: by hand, moved, refused; the connection test says at which step it breaks."""

from typing import Any

import msgspec
import pytest

from agent_terminal.service import messages
from agent_terminal.service.centre import SECRET
from common.errors import ContractFault, OplataError, Rejected, Unavailable
from common.protocol import processing
from common.protocol.connection import StepName, StepState
from common.words import Words
from tests.agent_terminal.service.operating import ask
from tests.agent_terminal.stand import CARD, Stand

TYPED = {"url": "http://127.0.0.1:1/", "number": "A-1", "login": "agent-1", "password": "p", "terminal": "T1"}
STEPS = tuple(StepName)


class Way:
    """A way to the centre that a test cuts: who answers at which address."""

    def __init__(self) -> None:
        self.there: dict[str, str] = {"http://127.0.0.1:1": "centre-1"}
        self.asked: list[str] = []

    def port(self, url: str) -> Words:
        self.asked.append(url)
        if url not in self.there:
            raise Unavailable("no_connection", url)
        return Words("открыт", "open")

    def http(self, url: str) -> Words:
        return Words("отвечает", "answers")

    def uid(self, url: str) -> str:
        if url not in self.there:
            raise Unavailable("no_connection", url)
        return self.there[url]


@pytest.fixture
def way(stand: Stand) -> Way:
    made = stand.service.connection_test.reach = Way()
    return made


def typed(changed: dict[str, str]) -> dict[str, Any]:
    return TYPED | changed


def write(stand: Stand, **changed: str) -> messages.Connected:
    return ask(stand, "write-contract", messages.WriteContract(**(TYPED | changed)))  # type: ignore[no-any-return]


def edit(stand: Stand, **changed: str) -> messages.Connected:
    asked = {name: TYPED[name] for name in ("url", "login", "terminal")} | changed
    return ask(stand, "edit-contract", messages.EditContract(**asked))  # type: ignore[no-any-return]


def shown(stand: Stand) -> messages.ContractShown:
    contract = ask(stand, "overview").contract
    assert contract is not None
    return contract  # type: ignore[no-any-return]


def test_a_contract_by_hand_is_tried_at_once_and_works(stand: Stand) -> None:
    made = write(stand, name="Центр у метро")

    assert (made.centre.ru, made.url, made.deposit, made.providers) == (
        "Центр у метро",
        "http://127.0.0.1:1",
        1_000_000,
        3,
    )
    assert stand.ground.secrets.login_of(SECRET) == ("agent-1", "p")
    stand.plug_in()
    assert stand.pay(10_000).screen == "K7"


def test_a_centre_without_a_name_goes_by_its_address(stand: Stand) -> None:
    assert write(stand).centre == Words("ПЦ 127.0.0.1:1", "Centre 127.0.0.1:1")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"url": ""}, "url"),
        ({"url": "ftp://x"}, "url"),
        ({"url": "http://10.1.2.3:8102"}, "url"),
        ({"url": "http://" + "x" * 200}, "url"),
        ({"number": " "}, "number"),
        ({"login": ""}, "login"),
        ({"password": ""}, "password"),
        ({"terminal": ""}, "terminal"),
        ({"terminal": "T\n"}, "terminal"),
    ],
)
def test_a_contract_that_cannot_be_is_told_field_by_field_and_signs_nothing(
    stand: Stand, changed: dict[str, str], field: str
) -> None:
    told = ask(stand, "try-contract", messages.TryContract(**typed(changed)))

    assert [one.field for one in told.mistakes] == [field]
    with pytest.raises(Rejected) as refusal:
        write(stand, **changed)
    assert refusal.value.code == "wrong_value"
    assert stand.state().centre is None
    assert stand.ground.secrets.login_of(SECRET) is None


def test_all_mistakes_of_an_empty_form_are_told_at_once(stand: Stand) -> None:
    told = ask(stand, "try-contract", messages.TryContract())

    assert [one.field for one in told.mistakes] == ["url", "number", "login", "password", "terminal"]


def test_an_edit_leaves_the_password_that_is_not_typed(ready: Stand) -> None:
    edit(ready, terminal="T2")

    assert ready.state().terminal == "T2"
    assert ready.ground.secrets.login_of(SECRET) == ("agent-1", CARD.password)


def test_the_same_centre_may_move_while_payments_wait(stand: Stand, way: Way) -> None:
    stand.ready()
    stand.centre.problems[processing.PAY.path] = Unavailable("not_now", "x")
    stand.pay(10_000)
    way.there["http://127.0.0.1:2"] = "centre-1"

    edit(stand, url="http://127.0.0.1:2/")

    assert (shown(stand).url, shown(stand).centre) == ("http://127.0.0.1:2", CARD.name)
    assert stand.state().directory_version == 1
    stand.centre.join()
    stand.pass_time(61)
    assert len(stand.centre.accepted) == 1


def test_another_centre_at_the_new_address_is_refused(stand: Stand, way: Way) -> None:
    stand.ready()
    way.there["http://127.0.0.1:2"] = "somebody else"

    with pytest.raises(Rejected) as refusal:
        edit(stand, url="http://127.0.0.1:2", password="new")

    assert refusal.value.code == "other_centre"
    assert shown(stand).url == CARD.url
    assert stand.ground.secrets.login_of(SECRET) == ("agent-1", CARD.password)


def test_an_address_where_nobody_answers_yet_is_believed(stand: Stand, way: Way) -> None:
    stand.ready()

    edit(stand, url="http://127.0.0.1:3")

    assert shown(stand).url == "http://127.0.0.1:3"


def test_an_edit_over_a_newer_contract_is_refused(ready: Stand) -> None:
    seen = shown(ready).edition
    edit(ready, login="agent-2")

    with pytest.raises(Rejected) as refusal:
        edit(ready, terminal="T9", edition=seen)

    assert refusal.value.code == "changed_meanwhile"
    assert ready.state().terminal == "T1"


def test_there_is_nothing_to_edit_without_a_contract(stand: Stand) -> None:
    with pytest.raises(Rejected) as refusal:
        edit(stand)

    assert refusal.value.code == "too_early"


@pytest.mark.parametrize("other", [{"url": "http://127.0.0.1:9"}, {"number": "A-2"}])
def test_another_contract_by_hand_waits_for_unfinished_payments(ready: Stand, other: dict[str, str]) -> None:
    ready.pay(10_000)

    with pytest.raises(Rejected) as refusal:
        write(ready, **other)

    assert (refusal.value.code, refusal.value.detail) == ("unfinished_payments", "1")
    assert ready.ground.secrets.login_of(SECRET) == ("agent-1", CARD.password)
    ready.turn()
    ready.centre.capture_all()
    ready.pass_time(5)
    assert write(ready, **other).problem.en == "none"


def test_the_contract_in_force_typed_again_is_the_same_contract(ready: Stand) -> None:
    ready.pay(10_000)

    made = write(ready, password="changed")

    assert made.centre == CARD.name
    assert ready.ground.secrets.login_of(SECRET) == ("agent-1", "changed")


def test_a_card_of_the_centre_that_was_written_by_hand_is_the_same_contract(stand: Stand) -> None:
    write(stand)
    stand.plug_in()
    stand.turn()
    stand.pay(10_000)

    made = stand.connect()

    assert (made.centre, made.problem.en) == (CARD.name, "none")


def test_another_number_at_the_same_centre_forgets_the_deposit_of_the_old_one(ready: Stand) -> None:
    ready.centre.cut_off()
    card = msgspec.structs.replace(CARD, number="A-2")

    ask(ready, "connect", messages.Connect(card=card, terminal="T1"))

    assert ready.state().available is None


def test_a_contract_that_the_disk_does_not_take_leaves_the_old_login(ready: Stand) -> None:
    def full(moment: str, names: Any) -> None:
        if moment == "before" and "connect" in names:
            raise Unavailable("storage_full", "disk")

    ready.close()
    ready.watch = full
    ready._open()

    with pytest.raises(OplataError):
        edit(ready, login="agent-2", password="other")

    assert ready.ground.secrets.login_of(SECRET) == ("agent-1", CARD.password)
    assert shown(ready).login == "agent-1"


def states(stand: Stand, **asked: Any) -> list[str]:
    found = ask(stand, "test-connection", messages.AskConnection(**asked))
    assert [step.step for step in found.steps] == list(STEPS)
    return [step.state.value for step in found.steps]


def test_all_four_steps_of_a_good_contract_say_yes(stand: Stand, way: Way) -> None:
    stand.ready()

    found = ask(stand, "test-connection")

    assert found.ok
    assert "10 000,00 ₽" in found.steps[2].words.ru.replace("\u00a0", " ")
    assert "A-1" in found.steps[3].words.ru
    assert "поставщиков 3" in found.steps[3].words.ru


def test_the_test_stops_where_it_breaks(stand: Stand, way: Way) -> None:
    stand.ready()
    stand.centre.problems[processing.DEPOSIT.path] = ContractFault("wrong_password", "agent-1")

    assert states(stand) == ["ok", "ok", "failed", "skipped"]
    way.there.clear()
    assert states(stand) == ["failed", "skipped", "skipped", "skipped"]


def test_without_a_contract_nothing_is_asked(stand: Stand, way: Way) -> None:
    assert states(stand) == [StepState.SKIPPED] * 4
    assert way.asked == []


def test_a_card_is_tested_before_it_is_signed(stand: Stand, way: Way) -> None:
    assert states(stand, card=CARD, terminal="T5") == ["ok"] * 4
    assert stand.state().centre is None


def test_the_kept_password_goes_to_no_stranger(stand: Stand, way: Way) -> None:
    stand.ready()
    way.there["http://127.0.0.1:7"] = ""

    assert states(stand, url="http://127.0.0.1:7") == ["ok", "ok", "skipped", "skipped"]
    assert states(stand, url="http://127.0.0.1:7", existing=True) == ["ok"] * 4


def test_a_test_changes_nothing(stand: Stand, way: Way) -> None:
    stand.ready()
    before = (ask(stand, "overview").contract, stand.journal())

    states(stand, url="http://127.0.0.1:1", login="other", password="other", terminal="T8")

    assert (ask(stand, "overview").contract, stand.journal()) == before
