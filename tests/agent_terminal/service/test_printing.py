"""Receipts on paper: once, whatever dies; a second one says that it is a copy; no printer ever stops a payment."""

import pytest

from agent_terminal.service import printer_set
from agent_terminal.service.messages.printing import Paper
from common.errors import Rejected, Unavailable
from common.status import Status
from tests.agent_terminal.service.printed import (
    Away,
    Died,
    Dying,
    desk,
    folder,
    rows,
    set_printer,
    states,
    texts,
    told,
    turn,
    use,
    want_copy,
)
from tests.agent_terminal.stand import OPERATOR, Stand


def test_a_receipt_comes_out_once_with_what_was_paid(ready: Stand) -> None:
    ready.pay(50_000)
    assert told(ready).printed == "printing"

    turn(ready)
    turn(ready)

    (text,) = texts(ready)
    assert "500,00 ₽" in text
    assert ready.payments()[0].code in text
    assert "КОПИЯ" not in text
    assert told(ready).printed == "printed"


def test_a_payment_that_was_not_kept_leaves_no_receipt_to_print(ready: Stand) -> None:
    ready.to_cash()
    ready.insert(50_000)

    def fail(moment: str, names: object) -> None:
        if moment == "before" and "pay" in str(names):
            raise Unavailable("storage_full", "a test")

    ready.database._watch = fail
    with pytest.raises(Unavailable):
        ready.do("pay")
    ready.database._watch = None
    turn(ready)

    assert rows(ready) == []
    assert texts(ready) == []


def test_every_payment_of_a_session_has_its_receipt_and_the_rest_its_slip(ready: Stand) -> None:
    ready.to_cash(provider_id=3)
    ready.insert(50_000)
    ready.do("pay")

    ready.pass_time(95)
    turn(ready)

    assert [(row.kind, row.state) for row in rows(ready)] == [("receipt", "printed"), ("slip", "printed")]
    receipt, slip = texts(ready)
    assert "437,50 ₽" in receipt
    assert "62,50 ₽" in slip
    assert ready.slips()[0].code in slip


def test_a_refusal_while_the_payer_waits_prints_a_claim_slip(ready: Stand) -> None:
    ready.pay(50_000)
    ready.turn()
    ready.centre.capture_all(Status.CANCELLED)

    ready.pass_time(1)
    turn(ready)

    assert [row.kind for row in rows(ready)] == ["receipt", "slip"]
    slip = texts(ready)[1]
    assert "Квитанция на возврат" in slip
    assert "поставщик отклонил платёж" in slip


def test_no_paper_falls_out_for_a_payer_who_has_left(ready: Stand) -> None:
    ready.pay(50_000)
    ready.turn()
    turn(ready)
    ready.pass_time(70)
    assert ready.screen().screen == "K0"

    ready.centre.capture_all(Status.CANCELLED)
    ready.pass_time(400, step=60)
    turn(ready)

    assert [slip.state for slip in ready.slips()] == ["open"]
    assert [row.kind for row in rows(ready)] == ["receipt"]


def test_a_slip_whose_cash_went_to_another_number_is_not_printed_any_more(ready: Stand) -> None:
    ready.pay(50_000)
    turn(ready)
    ready.turn()
    ready.centre.capture_all(Status.CANCELLED)
    ready.pass_time(1)

    ready.do("other_number")
    turn(ready)

    assert [(row.kind, row.state) for row in rows(ready)] == [("receipt", "printed"), ("slip", "failed")]
    assert rows(ready)[1].why is not None


def test_a_paper_speaks_its_payers_language_or_both(ready: Stand) -> None:
    ready.do("touch", language="en")
    ready.pay(50_000)
    turn(ready)
    ready.pass_time(70)
    set_printer(ready, "training", language="both")
    ready.pay(10_000)
    turn(ready)

    english, both = texts(ready)
    assert "Inserted\n500.00 ₽" in english
    assert "Внесено" not in english
    assert "Внесено / Inserted\n100,00 ₽" in both


@pytest.mark.parametrize("after", [False, True], ids=["before-it-came-out", "after-it-came-out"])
def test_a_death_while_printing_ends_in_one_paper_more_that_says_it_is_a_copy(ready: Stand, after: bool) -> None:
    ready.pay(50_000)
    use(ready, Dying(folder(ready), after=after))
    with pytest.raises(Died):
        turn(ready)

    turn(ready.restart())

    assert states(ready) == ["doubtful", "printed"]
    assert [row.copy for row in rows(ready)] == [0, 1]
    assert [("КОПИЯ № 1" in text) for text in texts(ready)] == ([False, True] if after else [True])


def test_a_death_before_its_turn_leaves_a_receipt_no_copy(ready: Stand) -> None:
    ready.pay(50_000)

    turn(ready.restart())
    turn(ready.restart())

    (text,) = texts(ready)
    assert "КОПИЯ" not in text
    assert states(ready) == ["printed"]


def test_a_receipt_of_yesterday_is_not_printed_into_todays_payers_hands(ready: Stand) -> None:
    ready.pay(50_000)

    ready.clock.advance(3_600)
    turn(ready.restart())

    assert texts(ready) == []
    assert states(ready) == ["failed"]


def test_a_printer_that_is_away_for_a_moment_prints_when_it_is_back(ready: Stand) -> None:
    ready.pay(50_000)
    away = Away()
    use(ready, away)
    turn(ready)
    turn(ready)
    assert (away.tried, told(ready).printed, told(ready).paper) == (1, "printing", False)

    away.back = True
    ready.clock.advance(3)
    turn(ready)

    assert (len(away.papers), told(ready).printed, told(ready).paper) == (1, "printed", True)
    assert [row.copy for row in rows(ready)] == [0]


def test_a_dead_printer_stops_no_payment_and_is_given_up_while_the_payer_is_there(ready: Stand) -> None:
    use(ready, Away())
    ready.pay(50_000)

    for _ in range(12):
        ready.clock.advance(3)
        turn(ready)
    ready.turn()

    assert (told(ready).printed, told(ready).paper) == ("failed", False)
    assert ready.journal().count("not_printed") == 1
    assert len(ready.centre.accepted) == 1
    ready.demand_money_adds_up()
    ready.pass_time(60)
    assert ready.pay(10_000).screen == "K7"


def test_a_paper_that_broke_off_is_doubtful_and_a_new_one_a_copy(ready: Stand) -> None:
    ready.pay(50_000)
    printer = Away("printer_silent")
    use(ready, printer)
    turn(ready)
    assert (states(ready), told(ready).printed) == (["doubtful"], "failed")

    printer.back = True
    want_copy(ready)
    turn(ready)

    assert [row.copy for row in rows(ready)] == [0, 1]
    assert states(ready) == ["doubtful", "printed"]


def test_without_paper_it_is_said_before_cash_and_the_payment_goes_on(ready: Stand) -> None:
    ready.to_cash()
    assert told(ready).paper
    desk(ready).paper(OPERATOR, Paper(inside=False))
    assert not told(ready).paper

    ready.insert(50_000)
    assert ready.do("pay").screen == "K7"
    turn(ready)

    assert (told(ready).printed, states(ready), texts(ready)) == ("failed", ["failed"], [])
    assert rows(ready)[0].why is not None
    assert "not_printed" in ready.journal()


def test_paper_put_back_gives_the_payer_the_receipt_itself_and_no_copy(ready: Stand) -> None:
    desk(ready).paper(OPERATOR, Paper(inside=False))
    ready.pay(50_000)
    turn(ready)

    desk(ready).paper(OPERATOR, Paper(inside=True))
    assert told(ready).copies_left == 1
    want_copy(ready)
    turn(ready)

    (text,) = texts(ready)
    assert "КОПИЯ" not in text
    assert told(ready).printed == "printed"


def test_screens_that_wait_for_news_hear_of_paper_without_a_commit(ready: Stand) -> None:
    ready.to_cash()
    written, before = ready.ground.database.commits, ready.ground.news()

    desk(ready).press.use(ready.database.read(printer_set.read), False)

    assert ready.ground.database.commits == written
    assert ready.ground.news() != before


def test_paper_stays_out_after_a_restart(ready: Stand) -> None:
    desk(ready).paper(OPERATOR, Paper(inside=False))

    ready.restart()

    assert not ready.ground.printer.paper


def test_a_payer_gets_one_copy_with_its_mark(ready: Stand) -> None:
    ready.pay(50_000)
    assert told(ready).copies_left == 0
    turn(ready)
    assert told(ready).copies_left == 1

    ready.clock.advance(5)
    want_copy(ready)
    assert (told(ready).copies_left, told(ready).printed) == (0, "printing")
    turn(ready)

    assert [("КОПИЯ № 1" in text) for text in texts(ready)] == [False, True]
    assert (told(ready).copies_left, told(ready).printed) == (0, "printed")
    with pytest.raises(Rejected):
        want_copy(ready)


def test_a_copy_of_a_copy_that_never_came_out_may_be_asked_for_again(ready: Stand) -> None:
    ready.pay(50_000)
    turn(ready)
    desk(ready).paper(OPERATOR, Paper(inside=False))
    want_copy(ready)
    turn(ready)

    desk(ready).paper(OPERATOR, Paper(inside=True))
    want_copy(ready)
    turn(ready)

    assert [row.state for row in rows(ready)] == ["printed", "failed", "printed"]
    assert [row.copy for row in rows(ready)][-1] == 1


def test_the_copy_is_of_what_the_payer_got_last(ready: Stand) -> None:
    ready.to_cash(provider_id=3)
    ready.insert(10_000)
    ready.pass_time(125)
    turn(ready)

    ready.clock.advance(5)
    want_copy(ready)
    turn(ready)

    assert [(row.kind, row.copy) for row in rows(ready)] == [("slip", 0), ("slip", 1)]


def test_before_a_payment_there_is_nothing_to_copy(ready: Stand) -> None:
    ready.to_cash()

    assert (told(ready).copies_left, told(ready).printed, told(ready).paper) == (0, "none", True)
    with pytest.raises(Rejected):
        want_copy(ready)


def test_a_terminal_without_a_printer_promises_no_paper_and_keeps_no_queue(ready: Stand) -> None:
    set_printer(ready, "none")

    ready.pay(50_000)
    turn(ready)

    assert (told(ready).copies_left, told(ready).printed, told(ready).paper) == (0, "none", False)
    assert rows(ready) == []
    with pytest.raises(Rejected):
        want_copy(ready)


def test_a_bug_in_one_paper_does_not_keep_the_next_one_waiting(ready: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    ready.pay(50_000)

    def broken(*_: object) -> object:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr("agent_terminal.service.press._encoded", broken)
        turn(ready)
    want_copy(ready)
    turn(ready)

    assert states(ready) == ["failed", "printed"]
