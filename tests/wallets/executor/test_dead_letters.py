"""Dead letters of wallets: an engineer sees why, tries again, or ends them where the money allows it."""

import pytest

from common.errors import Rejected
from common.words import Words
from processing_app.bank.simulated.account_moods import AccountMood
from processing_app.service import asks
from processing_app.service.asks import wallets as wallet_asks
from tests.processing_app.standin import OPERATOR
from tests.wallets.centre import BALANCE, Holder
from tests.wallets.executor.conftest import SUM
from tests.wallets.executor.stage import Stage
from tests.wallets.executor.test_moving import LONG_ENOUGH

WHY = "Позвонил в банк"


@pytest.fixture
def shop(town: Stage) -> Holder:
    return town.provider()


@pytest.fixture
def stuck(town: Stage, ivan: Holder, shop: Holder) -> str:
    """Money for a provider that stays closed."""
    payment_id = town.begun(ivan.pay(shop.yes("POST", "/qr", {"amount": SUM})["text"], SUM))
    town.close(shop)
    town.run_for(LONG_ENOUGH)
    return payment_id


def story(town: Stage, payment: str) -> asks.Story:
    found: asks.Story = town.look(town.service.stories.story, asks.PaymentId(payment=payment))
    return found


def settle(town: Stage, outcome: str, *, reference: str = "", reason: str = WHY) -> None:
    ask = asks.SettleTask(task_id=town.only_dead().task_id, outcome=outcome, reason=reason, reference=reference)
    town.service.settling.settle_task(OPERATOR, ask)


def may(town: Stage, payment_id: str) -> set[str]:
    return {one.action for one in story(town, payment_id).possible if one.allowed}


def test_the_review_shows_it_beside_those_of_kiosks(town: Stage, ivan: Holder, withdrawn: str) -> None:
    agent = town.sign_agent()
    provider_id, megafon = town.sign_provider("beeline")
    kiosk = town.ask(provider_id)
    town.pay(agent, kiosk)
    megafon.silent.add("credit")
    town.run()

    review: asks.Review = town.look(town.service.repair.review, asks.AskReview())

    mine, theirs = review.rows
    assert (mine.kind, mine.reason_words.ru) == ("wallet", "Ответ банка не распознан")
    shown = mine.payment
    assert (shown.payment_id, shown.way, shown.amount, shown.shown) == (withdrawn, "withdraw", SUM, "needs_review")
    assert (shown.agent_name, shown.agent_number) == ("Иван И.", f"••••{ivan.number[-4:]}")
    assert (shown.provider_name, shown.account) == (Words("Учебный банк", "Simulated bank"), "••••0042")
    assert shown.money.ru == "удержаны в кошельке плательщика"
    assert (theirs.payment.payment_id, theirs.payment.way) == (kiosk.payment_id, "")
    assert (review.dead, review.dead_amount) == (1, SUM)
    assert (review.waiting, review.waiting_amount) == (1, kiosk.amount)
    assert mine.last_at is not None
    glance: asks.Overview = town.look(town.service.overviews.overview, asks.AskOverview())
    assert (glance.review, glance.waiting) == (1, 1)


def test_retrying_is_weighed_first(town: Stage, withdrawn: str) -> None:
    task_id = town.only_dead().task_id

    weighed: asks.Weighed = town.look(town.service.repair.weigh_tasks, asks.TaskIds(task_ids=[task_id]))

    assert (weighed.tasks, weighed.amount) == (1, SUM)


def test_tried_again_it_asks_first_what_became_of_it(town: Stage, ivan: Holder, withdrawn: str) -> None:
    town.do(town.service.repair.retry_task, asks.TaskId(task_id=town.only_dead().task_id))
    town.run()

    assert town.ended(ivan, withdrawn) == ("done", "")
    assert (town.came(), town.transfers(), town.tasks()) == (SUM, ["done"], 0)
    assert [one.kind for one in story(town, withdrawn).decisions] == ["retried"]


def test_a_code_is_enough_to_try_it_now(town: Stage, ivan: Holder, withdrawn: str) -> None:
    code = ivan.look(withdrawn).body["code"]

    town.do(town.service.repair.retry_now, asks.PaymentId(payment=code))
    town.run()

    assert town.ended(ivan, withdrawn) == ("done", "")


def test_a_provider_opened_again_gets_it_at_the_next_try(town: Stage, ivan: Holder, shop: Holder, stuck: str) -> None:
    town.do(town.parts.acceptances.restore_acceptance, wallet_asks.AcceptanceId(provider_id=int(shop.number)))

    retried: asks.Retried = town.do(
        town.service.repair.retry_tasks, asks.TaskIds(task_ids=[town.only_dead().task_id])
    )  # fmt: skip
    town.run()

    assert (retried.tasks, retried.amount) == (1, SUM)
    assert town.ended(ivan, stuck) == ("done", "")
    assert town.balance(shop) == SUM


def test_the_banks_word_ends_a_withdrawal_as_paid(town: Stage, ivan: Holder, withdrawn: str) -> None:
    settle(town, "credited", reference="Б-77")

    assert town.ended(ivan, withdrawn) == ("done", "")
    now = town.balances()
    assert (town.in_bank(), now[ivan.account], now["holds"], town.tasks()) == (SUM, BALANCE - SUM, 0, 0)
    told = story(town, withdrawn)
    last = told.events[-1]
    banks_own = town.bank.status(withdrawn).reference
    assert (last.principal, last.data["by_hand"], last.data["reference"]) == ("operator:operator", True, banks_own)
    assert [(one.kind, one.reason) for one in told.decisions] == [("settled_credited", WHY)]


def test_before_a_withdrawal_is_returned_one_is_told_that_the_bank_must_not_have_paid(
    town: Stage, withdrawn: str
) -> None:
    (returning,) = (one for one in story(town, withdrawn).possible if one.action == "settle_returned")

    assert returning.effect.ru == (
        "300,00 ₽ вернутся в кошелёк. Сначала спросят банк: если он зачислил или ещё решает, ничего не сдвинется. "
        "Решайте так, только если банк не зачислил и не зачислит: перевод в банке этим не отменяется."
    )


def test_what_no_bank_was_asked_for_is_given_up_and_moves_nothing(town: Stage, ivan: Holder, stuck: str) -> None:
    assert may(town, stuck) == {"retry", "settle_returned", "note"}
    with pytest.raises(Rejected, match="invalid_payment_status"):
        settle(town, "credited", reference="77")

    settle(town, "returned")

    assert town.ended(ivan, stuck) == ("failed", "stopped_by_centre")
    assert (town.balance(ivan), town.tasks()) == (BALANCE, 0)


@pytest.mark.parametrize(
    ("outcome", "reference", "reason", "code"),
    [
        ("credited", "", WHY, "wrong_value"),
        ("lost", "77", WHY, "wrong_value"),
        ("returned", "", " ", "reason_required"),
    ],
)
def test_nothing_is_decided_by_half(
    town: Stage, withdrawn: str, outcome: str, reference: str, reason: str, code: str
) -> None:
    with pytest.raises(Rejected, match=code):
        settle(town, outcome, reference=reference, reason=reason)

    assert town.balances()["holds"] == SUM


def test_a_contradiction_about_a_paid_withdrawal_is_closed_without_moving_it(town: Stage, ivan: Holder) -> None:
    town.mood(AccountMood.LOST, times=1)
    payment_id = town.begun(ivan.withdraw(SUM))
    town.run()
    town.mood(AccountMood.GARBAGE, times=1)
    town.run_for(2)
    settle(town, "credited", reference="Б-77")

    assert may(town, payment_id) == set()
    with pytest.raises(Rejected, match="invalid_payment_status"):
        town.do(town.service.repair.reverse_payment, asks.ReversePayment(payment=payment_id, reason=WHY))


def test_a_note_stays_with_the_payment(town: Stage, withdrawn: str) -> None:
    town.do(town.service.repair.note_task, asks.NoteTask(task_id=town.only_dead().task_id, note="Ждём банк"))

    (row,) = town.look(town.service.repair.review, asks.AskReview()).rows
    assert row.note == "Ждём банк"


def test_while_it_is_tried_only_the_executor_decides(town: Stage, ivan: Holder) -> None:
    town.mood(AccountMood.SILENT)
    payment_id = town.begun(ivan.withdraw(SUM))
    town.run()

    assert may(town, payment_id) == {"retry", "note"}
    (row,) = town.look(town.service.repair.review, asks.AskReview(state="waiting")).rows
    assert (row.payment.shown, row.payment.attempts, row.reason_words.en) == (
        "waiting", 1, "The bank did not answer",
    )  # fmt: skip


def test_a_story_names_the_steps_of_the_seed_in_both_languages(town: Stage, ivan: Holder) -> None:
    maria = town.holder("Мария Петрова", 0)
    payment_id = town.begun(ivan.send(maria, SUM))
    town.run()

    line: asks.Timeline = town.service.stories.timeline(OPERATOR, asks.PaymentId(payment=payment_id))

    assert [step.words.ru for step in line.steps] == [
        "Отправитель и получатель проверены: Иван И. → Мария П.",
        "Платёж нормализован: 300,00 ₽",
        "Запись о платеже создана",
        "Задание поставлено в очередь",
        "Исполнитель взял задание",
        "Кошелёк отправителя проверен, деньги удержаны",
        "Деньги у получателя",
        "Результат записан: исполнен",
    ]
    assert [step.words.en for step in line.steps][:2] == [
        "Sender and recipient are verified: Иван И. → Мария П.",
        "The payment is normalised: 300.00 ₽",
    ]
    assert all(step.words.en and step.words.en != step.words.ru for step in line.steps)
    assert [step.moved for step in line.steps if step.moved] == [
        [(ivan.account, f"payment:{payment_id}:hold", SUM)],
        [(f"payment:{payment_id}:hold", maria.account, SUM)],
    ]


def test_a_story_of_a_withdrawal_tells_how_it_ended(town: Stage, ivan: Holder) -> None:
    town.mood(AccountMood.REFUSES)
    payment_id = town.begun(ivan.withdraw(SUM))
    town.run()

    line: asks.Timeline = town.service.stories.timeline(OPERATOR, asks.PaymentId(payment=payment_id))

    assert [step.words.en for step in line.steps][-2:] == [
        "The money is back in the wallet: The bank did not take the transfer",
        "The result is recorded: returned",
    ]


def test_a_story_of_a_barcode_tells_that_it_was_spent_and_confirmed(town: Stage) -> None:
    ivan, shop = town.holder(no_confirmation=1_000), town.provider()
    barcode = ivan.barcode()
    asked = shop.charge(barcode, 5_000).body
    ivan.confirm(asked)
    town.run()

    line: asks.Timeline = town.service.stories.timeline(OPERATOR, asks.PaymentId(payment=asked["payment_id"]))

    told = [step.words.ru for step in line.steps]
    assert told[2:7] == [
        f"Штрихкод ••••{barcode[-4:]} погашен",
        "Запись о платеже создана",
        "Ждёт слова плательщика",
        "Плательщик подтвердил",
        "Задание поставлено в очередь",
    ]
    assert barcode not in str(line)
