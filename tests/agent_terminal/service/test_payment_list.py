"""All payments by pages: filters, orders, counters, sums, search, and one payment's story."""

from typing import Any

import msgspec
import pytest

from agent_terminal.core.orders import Group, Order
from agent_terminal.service import messages
from agent_terminal.store import payments
from common import ids
from common.database import Connection
from common.errors import Rejected, Unavailable
from common.protocol import processing
from common.shown_status import ShownStatus
from common.status import Status
from tests.agent_terminal.service.operating import ask
from tests.agent_terminal.stand import Stand

ACCOUNTS = tuple(f"912345678{digit}" for digit in range(6))


@pytest.fixture
def lived(ready: Stand) -> Stand:
    """Credited, rejected, sent, in review, tried and not tried yet: one of each, a minute apart."""
    ready.set_commission(basis_points=300)
    for account, status in ((ACCOUNTS[0], Status.CAPTURED), (ACCOUNTS[1], Status.CANCELLED)):
        pay(ready, account)
        ready.turn()
        ready.centre.capture_all(status)
        ready.pass_time(5)
    pay(ready, ACCOUNTS[2])
    ready.turn()
    pay(ready, ACCOUNTS[3])
    ready.turn()
    forget(ready, ready.payments()[0].payment_id)
    ready.pass_time(61, step=5)
    ready.centre.problems[processing.PAY.path] = Unavailable("not_now", "депозит")
    pay(ready, ACCOUNTS[4])
    ready.service.sending.turn()
    pay(ready, ACCOUNTS[5])
    return ready


def pay(stand: Stand, account: str) -> None:
    """A payment of 100 roubles, and the payer goes."""
    stand.pay(10_000, account=account)
    while stand.screen().screen not in ("K0", "K14"):
        stand.clock.advance(10)
        stand.service.quiet.turn()


def forget(stand: Stand, payment_id: str) -> None:
    """The centre has lost it."""
    del stand.centre.accepted[payment_id]


def page(stand: Stand, **asked: Any) -> messages.PaymentPage:
    return ask(stand, "list-payments", messages.FindPayments(**asked))  # type: ignore[no-any-return]


def accounts(stand: Stand, **asked: Any) -> list[str]:
    return [one.account for one in page(stand, **asked).payments]


def totals(stand: Stand, **asked: Any) -> messages.PaymentTotals:
    return ask(stand, "payment-totals", messages.FindPayments(**asked))  # type: ignore[no-any-return]


def test_the_newest_stand_first_each_in_its_state(lived: Stand) -> None:
    found = page(lived)

    assert [(one.account, one.shown) for one in found.payments] == [
        (ACCOUNTS[5], ShownStatus.ACCEPTED),
        (ACCOUNTS[4], ShownStatus.WAITING),
        (ACCOUNTS[3], ShownStatus.NEEDS_REVIEW),
        (ACCOUNTS[2], ShownStatus.SENT),
        (ACCOUNTS[1], ShownStatus.REJECTED),
        (ACCOUNTS[0], ShownStatus.CREDITED),
    ]
    assert (found.found, found.every) == (6, 6)


def test_a_row_says_where_the_cash_is_and_why(lived: Stand) -> None:
    rows = {one.account: one for one in page(lived).payments}

    assert rows[ACCOUNTS[5]].money.en == "in the terminal"
    assert rows[ACCOUNTS[4]].why.en == "the centre cannot take it yet"
    assert rows[ACCOUNTS[4]].attempts >= 1
    assert rows[ACCOUNTS[4]].next_attempt is not None
    assert rows[ACCOUNTS[3]].why.en == "the centre does not know this payment"
    assert rows[ACCOUNTS[1]].money.en == "the payer's: on a claim slip"
    assert rows[ACCOUNTS[1]].why.ru.startswith("Номер")


def test_cash_that_was_paid_out_is_said_to_be_so(lived: Stand) -> None:
    slip = next(one for one in lived.slips() if one.payment_id)
    ask(lived, "settle-claim", messages.SettleClaim(id=slip.id))

    (row,) = page(lived, group=Group.REJECTED).payments
    assert row.money.en == "paid out to the payer by staff"


@pytest.mark.parametrize(
    ("group", "wanted"),
    [
        (Group.UNSENT, [5, 4]),
        (Group.RETRY, [4]),
        (Group.REVIEW, [3]),
        (Group.SENT, [2]),
        (Group.REJECTED, [1]),
        (Group.CREDITED, [0]),
    ],
)
def test_groups_narrow_the_list_and_their_counters_agree(lived: Stand, group: Group, wanted: list[int]) -> None:
    found, counted = page(lived, group=group), totals(lived, group=group)

    assert [one.account for one in found.payments] == [ACCOUNTS[number] for number in wanted]
    assert (found.found, found.every) == (len(wanted), 6)
    assert {one.group: one.count for one in counted.groups}[group] == counted.count == len(wanted)
    assert counted.all == 6


def test_a_payment_that_the_centre_reviews_is_under_review_here_too(lived: Stand) -> None:
    row = page(lived, group=Group.SENT).payments[0]

    def reviewed(db: Connection) -> None:
        sent = payments.find(db, row.payment_id)
        assert sent is not None
        payments.save(db, msgspec.structs.replace(sent, needs_review=1))

    lived.database.write(reviewed)

    assert page(lived, group=Group.SENT).payments == []
    assert row.account in accounts(lived, group=Group.REVIEW)
    assert {one.group: one.count for one in totals(lived).groups}[Group.REVIEW] == 2
    assert next(one.shown for one in page(lived).payments if one.account == row.account) is ShownStatus.NEEDS_REVIEW


def test_sums_are_of_what_is_asked_for_to_the_kopeck(lived: Stand) -> None:
    every, credited, unsent = totals(lived), totals(lived, group=Group.CREDITED), totals(lived, group=Group.UNSENT)

    assert (every.count, every.inserted, every.agent_fee, every.credited) == (6, 60_000, 300, 9_700)
    assert (credited.inserted, credited.agent_fee, credited.credited) == (10_000, 300, 9_700)
    assert (unsent.inserted, unsent.agent_fee, unsent.credited) == (20_000, 0, 0)


def test_pages_follow_each_other_and_stay_still_while_payments_come(lived: Stand) -> None:
    first = page(lived, limit=2)
    pay(lived, "9120000000")

    rest = [one.account for start in (2, 4) for one in page(lived, limit=2, offset=start, up_to=first.up_to).payments]

    assert [one.account for one in first.payments] + rest == list(ACCOUNTS[::-1])
    assert page(lived, up_to=first.up_to).every == 6
    assert page(lived).every == 7


@pytest.mark.parametrize("order", list(Order))
def test_every_order_goes_both_ways_over_the_same_payments(lived: Stand, order: Order) -> None:
    down, up = accounts(lived, order=order), accounts(lived, order=order, descending=False)

    assert sorted(down) == sorted(ACCOUNTS)
    assert down == up[::-1]


def test_orders_sort_by_what_they_are_called_after(lived: Stand) -> None:
    pay_more(lived)

    assert page(lived, order=Order.INSERTED).payments[0].inserted == 50_000
    assert accounts(lived, order=Order.ACCOUNT, descending=False)[:2] == ["9120000001", ACCOUNTS[0]]
    assert accounts(lived, order=Order.TIME, descending=False)[0] == ACCOUNTS[0]


def pay_more(stand: Stand) -> None:
    stand.pay(50_000, account="9120000001")


@pytest.mark.parametrize(
    "text",
    [
        "9123456782",
        "45678",
        "поставщик 1",
        "PROVIDER",
        "code",
        "code without its dash",
        "half of the code",
        "id",
        "number",
    ],
)
def test_search_finds_by_account_names_code_id_and_number(lived: Stand, text: str) -> None:
    row = next(one for one in page(lived).payments if one.account == ACCOUNTS[2])
    typed = {
        "code": row.code,
        "code without its dash": row.code.replace("-", "").lower(),
        "half of the code": row.code[:6],
        "id": row.payment_id,
        "number": row.number,
    }.get(text, text)

    assert ACCOUNTS[2] in accounts(lived, text=typed)


def test_search_finds_only_what_fits(lived: Stand) -> None:
    row = page(lived).payments[3]

    assert accounts(lived, text=row.code) == [row.account]
    assert page(lived, text="нет такого").found == 0
    assert totals(lived, text=row.code).count == 1
    assert accounts(lived, text="*") == []


def test_a_period_and_a_provider_narrow_the_list(lived: Stand) -> None:
    rows = page(lived).payments
    middle = rows[2].at

    assert accounts(lived, since=middle) == [one.account for one in rows[:3]]
    assert accounts(lived, until=middle) == [one.account for one in rows[3:]]
    assert page(lived, provider_id=1).found == 6
    assert page(lived, provider_id=2).found == 0


def test_numbers_that_were_only_checked_are_no_payments(ready: Stand) -> None:
    ready.to_cash()
    ready.do("cancel")

    assert page(ready).every == 0
    assert page(ready).payments == []


def test_a_story_has_the_notes_the_slips_and_the_other_payments_of_its_session(ready: Stand) -> None:
    ready.pay(10_000, 5_000)
    ready.turn()
    ready.centre.capture_all(Status.CANCELLED)
    ready.pass_time(1)
    ready.do("other_number")
    ready.do("provider", provider_id=1)
    ready.do("fields", account=ACCOUNTS[1])
    ready.do("confirm")
    ready.do("pay")
    second, first = ready.payments()

    story = ask(ready, "show-payment", messages.AskPayment(payment=first.code))

    assert story.payment.code == first.code
    assert [(one.value, one.means.en) for one in story.notes] == [
        (10_000, "in the cassette"),
        (5_000, "in the cassette"),
    ]
    assert story.has_receipt
    assert [(one.amount, one.means.en) for one in story.slips] == [(15_000, "Used for another number")]
    assert story.payment.money.en == "went to the payer's other number"
    assert story.others == [second.code]


@pytest.mark.parametrize("word", ["id", "code", "lower", "spaces"])
def test_a_story_is_found_by_id_and_by_code(ready: Stand, word: str) -> None:
    ready.pay(10_000)
    row = ready.payments()[0]
    said = {"id": row.payment_id, "code": row.code, "lower": row.code.lower(), "spaces": f" {row.code} "}[word]

    assert ask(ready, "show-payment", messages.AskPayment(payment=said)).payment.payment_id == row.payment_id


@pytest.mark.parametrize("word", ["", "nobody", "0000-0000", "*", "7"])
def test_a_story_of_nothing_is_refused(ready: Stand, word: str) -> None:
    ready.pay(10_000)

    with pytest.raises(Rejected) as refusal:
        ask(ready, "show-payment", messages.AskPayment(payment=word))

    assert refusal.value.code == "unknown_payment"


def test_notes_that_were_taken_out_say_by_which_encashment(ready: Stand) -> None:
    ready.pay(10_000)
    ask(ready, "encash")

    story = ask(ready, "show-payment", messages.AskPayment(payment=ready.payments()[0].code))

    assert [one.means.en for one in story.notes] == ["taken out, No. 1"]


def test_a_session_is_shown_with_all_that_came_of_it(ready: Stand) -> None:
    ready.pay(10_000, 5_000)
    session_id = ready.payments()[0].session_id

    told = ask(ready, "show-session", messages.AskSession(session_id=session_id))

    assert [one.value for one in told.notes] == [10_000, 5_000]
    assert told.payments == [ready.payments()[0].code]
    with pytest.raises(Rejected):
        ask(ready, "show-session", messages.AskSession(session_id="nobody"))


def test_a_slip_is_listed_with_its_state_and_reason(lived: Stand) -> None:
    slip = next(one for one in lived.slips() if one.payment_id)

    assert (slip.means.en, slip.amount) == ("Waits for its payer", 10_000)
    assert slip.code == ids.payment_code(slip.payment_id)
    ask(lived, "settle-claim", messages.SettleClaim(id=slip.id))
    assert next(one for one in lived.slips() if one.id == slip.id).means.en == "Paid out by staff"


def test_slips_that_wait_are_never_hidden_by_later_ones(ready: Stand) -> None:
    for number in range(3):
        pay(ready, ACCOUNTS[number])
        ready.turn()
        ready.centre.capture_all(Status.CANCELLED)
        ready.pass_time(40)
    newest, _, oldest = ready.slips()
    ask(ready, "settle-claim", messages.SettleClaim(id=newest.id))

    told = ask(ready, "claims", messages.Limit(limit=1)).slips

    assert [one.id for one in told if one.state == "open"] == [newest.id - 1, oldest.id]
