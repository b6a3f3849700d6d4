"""A wallet's payment is not in the list of payments: the tab says where such are, and a search leads to it."""

from collections.abc import Callable, Iterator
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from common import ids
from common.errors import Unavailable
from common.principal import Principal
from common.protocol.endpoint import Message
from common.qt.desk import Desk
from processing_app.service.asks import FindPayments, PaymentId
from processing_app.ui.payments import FOUND_WALLETS, Payments
from tests.processing_app.standin import Centre
from tests.processing_app.ui.putting import put_up
from tests.processing_app.ui.withdrawing import withdrawn

Asked = tuple[str, str]
"""An operation, and the payment or the text that it is about."""


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, paid: str, calm: Callable[[], None]) -> Payments:
    """The tab with the one kiosk's payment that filled the wallet."""
    made = put_up(qtbot, Payments(desk))
    made.refresh()
    calm()
    return made


@pytest.fixture
def paid(centre: Centre, agent: Principal) -> str:
    """A withdrawal; its id."""
    return withdrawn(centre, agent)


class Late:
    """Answers of the centre that come when the test lets them, or not at all."""

    def __init__(self, desk: Desk) -> None:
        self._answer, self._held = desk.inside.carry_out, dict[Asked, Event]()
        self.broken = False
        self.asked: list[Asked] = []

    def carry_out(self, operation: str, question: Message) -> object:
        about = {PaymentId: "payment", FindPayments: "text"}.get(type(question), "")
        asked = (operation, getattr(question, about, ""))
        self.asked.append(asked)
        if self.broken and operation == "story":
            raise Unavailable("busy")
        if asked in self._held:
            assert self._held[asked].wait(20)
        return self._answer(operation, question)

    def hold(self, asked: Asked) -> None:
        self._held[asked] = Event()

    def let_go(self, *asked: Asked) -> None:
        for one in asked or tuple(self._held):
            self._held[one].set()


@pytest.fixture
def late(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Late]:
    """Between the window and its centre."""
    made = Late(desk)
    monkeypatch.setattr(desk.inside, "carry_out", made.carry_out)
    yield made
    made.let_go()


def seen_of(screen: Payments) -> str:
    """Whose story is beside the list."""
    payment = screen.story.payment
    return "" if payment is None else payment.payment_id


@pytest.mark.parametrize("typed", [ids.payment_code, str, lambda one: f" {ids.payment_code(one).lower()} "])
def test_a_code_or_an_id_of_a_wallets_payment_opens_its_story(
    screen: Payments, paid: str, typed: Callable[[str], str], desk: Desk, calm: Callable[[], None], qtbot: QtBot
) -> None:
    screen.search(typed(paid))
    qtbot.waitUntil(lambda: seen_of(screen) == paid)

    assert screen.table.model.total == 0
    assert screen.details.seen
    code = ids.payment_code(paid)
    assert [one.notice.words for one in desk.messages.recent] == [FOUND_WALLETS.format(code=code)]

    screen.refresh()
    calm()
    assert seen_of(screen) == paid, "a list that is read again keeps it"

    screen.search("")
    qtbot.waitUntil(lambda: screen.table.model.total == 1 and seen_of(screen) != paid)


def test_a_code_that_nobody_has_finds_nothing_and_complains_of_nothing(
    screen: Payments, desk: Desk, calm: Callable[[], None]
) -> None:
    screen.search("ZZZZ-0000")
    calm()
    calm()

    assert (screen.table.model.total, screen.story.payment) == (0, None)
    assert list(desk.messages.recent) == []


@pytest.mark.parametrize("before", [True, False], ids=["under way", "answered"])
def test_an_answer_that_comes_under_another_search_is_shown_to_nobody(
    before: bool, screen: Payments, paid: str, late: Late, desk: Desk, calm: Callable[[], None], qtbot: QtBot
) -> None:
    code, other = ids.payment_code(paid), "никто"
    story, found = ("story", code), ("payments", other)
    late.hold(story)
    screen.search(code)
    qtbot.waitUntil(lambda: story in late.asked)
    if before:
        late.hold(found)
    screen.search(other)
    qtbot.waitUntil(lambda: found in late.asked)
    qtbot.waitUntil(lambda: desk.background._under_way == 1 + before)

    late.let_go(story)
    qtbot.waitUntil(lambda: desk.background._under_way == before)

    assert seen_of(screen) != paid
    assert list(desk.messages.recent) == []
    late.let_go()
    calm()
    assert seen_of(screen) != paid


def test_a_question_that_failed_is_asked_again_with_the_list(
    screen: Payments, paid: str, late: Late, calm: Callable[[], None], qtbot: QtBot
) -> None:
    late.broken = True
    screen.search(ids.payment_code(paid))
    qtbot.waitUntil(lambda: ("story", ids.payment_code(paid)) in late.asked)
    calm()
    assert seen_of(screen) != paid

    late.broken = False
    screen.refresh()

    qtbot.waitUntil(lambda: seen_of(screen) == paid)


def test_the_tab_says_where_wallets_payments_are(screen: Payments) -> None:
    assert "Платежи кошельков — на вкладке «Кошельки»" in screen.help.ru
    assert "Wallets' payments are on the tab “Wallets”" in screen.help.en
