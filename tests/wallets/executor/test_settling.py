"""A withdrawal in trouble is settled by a person only as its bank has it: the bank is asked first."""

from typing import Any

import pytest

from common.errors import Rejected, Unavailable
from common.operation import carry_out
from common.protocol import codes
from processing_app.bank.accounts import Outcome
from processing_app.bank.simulated.account_moods import AccountMood
from processing_app.bank.simulated.accounts import CLOSED
from processing_app.server import OPERATIONS
from processing_app.service import asks
from tests.intents.repair.operator import Operator
from tests.processing_app.standin import OPERATOR
from tests.wallets.centre import BALANCE, Holder
from tests.wallets.executor.conftest import SUM
from tests.wallets.executor.stage import Stage

WHY = "Письмо банка № 5"
SETTLE = next(one for one in OPERATIONS if one.name == "settle-task")
DONE, REFUSED = Outcome("done", SUM, "4711"), Outcome("refused", SUM, "", CLOSED)
PENDING, UNKNOWN = Outcome("pending", SUM), Outcome("unknown", 0)
UNHEARD = "settled_without_bank"


def settle(town: Stage, outcome: str, **more: Any) -> None:
    """As every face of the centre carries it out."""
    values = {"reason": WHY, "reference": "Б-77" if outcome == "credited" else ""} | more
    ask = asks.SettleTask(task_id=town.only_dead().task_id, outcome=outcome, **values)
    carry_out(town.program, SETTLE, OPERATOR, ask)


def answers(monkeypatch: pytest.MonkeyPatch, town: Stage, said: Outcome | Exception) -> None:
    """What the bank says of a payment when it is asked."""

    def status(_: str) -> Outcome:
        if isinstance(said, Exception):
            raise said
        return said

    monkeypatch.setattr(town.bank, "status", status)


def test_a_withdrawal_that_the_bank_has_paid_is_not_given_back(town: Stage, ivan: Holder, withdrawn: str) -> None:
    login = town.instance.secrets.login_of("operator")
    assert login is not None
    operator = Operator(town.port, *login)

    refused = operator.ask("settle-task", task_id=town.only_dead().task_id, outcome="returned", reason=WHY)

    assert (refused.status, refused.body["code"]) == (422, "bank_has_paid")
    assert (town.came(), town.balance(ivan), town.balances()["holds"]) == (SUM, BALANCE - SUM, SUM)
    assert town.only_dead().payment == withdrawn


@pytest.mark.parametrize(
    ("outcome", "said", "code"),
    [
        ("returned", DONE, "bank_has_paid"),
        ("returned", Outcome("done", SUM - 1, "4711"), "bank_has_paid"),
        ("returned", PENDING, "bank_still_decides"),
        ("credited", REFUSED, "bank_has_not_paid"),
        ("credited", UNKNOWN, "bank_has_not_paid"),
        ("credited", PENDING, "bank_still_decides"),
    ],
)
@pytest.mark.parametrize("without_bank", [False, True])
def test_whoever_speaks_for_a_bank_is_not_contradicted_by_it(
    town: Stage, ivan: Holder, withdrawn: str, monkeypatch: pytest.MonkeyPatch, outcome: str, said: Outcome, code: str,
    without_bank: bool,
) -> None:  # fmt: skip
    answers(monkeypatch, town, said)

    with pytest.raises(Rejected, match=code) as refused:
        settle(town, outcome, without_bank=without_bank)

    words = codes.words_of(refused.value)
    assert words.ru != words.en
    assert (town.balances()["holds"], town.balance(ivan)) == (SUM, BALANCE - SUM)
    assert town.ended(ivan, withdrawn)[0] == "processing"


@pytest.mark.parametrize(
    ("outcome", "said", "ended"),
    [
        ("returned", REFUSED, ("returned", "stopped_by_centre")),
        ("returned", UNKNOWN, ("returned", "stopped_by_centre")),
        ("credited", DONE, ("done", "")),
    ],
)
def test_what_the_bank_says_too_is_taken(
    town: Stage, ivan: Holder, withdrawn: str, monkeypatch: pytest.MonkeyPatch, outcome: str, said: Outcome,
    ended: tuple[str, str],
) -> None:  # fmt: skip
    answers(monkeypatch, town, said)

    settle(town, outcome)

    assert town.ended(ivan, withdrawn) == ended
    assert ivan.look(withdrawn).body["reference"] == said.reference
    assert (town.tasks(), town.balances()["holds"]) == (0, 0)
    assert UNHEARD not in town.alarms()


@pytest.mark.parametrize("outcome", ["returned", "credited"])
@pytest.mark.parametrize(
    "trouble",
    [Unavailable("no_answer", "bank"), ValueError("<html>502"), "no outcome", Outcome("lost", SUM)],  # type: ignore[arg-type]
    ids=["silent", "garbage", "no outcome", "no verdict"],
)
def test_a_bank_that_cannot_be_asked_is_spoken_for_only_by_who_says_so(
    town: Stage, ivan: Holder, withdrawn: str, monkeypatch: pytest.MonkeyPatch, outcome: str, trouble: Any
) -> None:
    answers(monkeypatch, town, trouble)
    with pytest.raises(Rejected, match="bank_not_heard"):
        settle(town, outcome)
    assert town.balances()["holds"] == SUM

    settle(town, outcome, without_bank=True)

    assert town.ended(ivan, withdrawn)[0] == {"returned": "returned", "credited": "done"}[outcome]
    assert UNHEARD in town.alarms()


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("returned", Outcome("refused", SUM - 1)),
        ("returned", Outcome("unknown", SUM)),
        ("credited", Outcome("done", SUM - 1, "4711")),
    ],
)
def test_a_word_about_another_sum_is_none(
    town: Stage, withdrawn: str, monkeypatch: pytest.MonkeyPatch, outcome: str, said: Outcome
) -> None:
    answers(monkeypatch, town, said)

    with pytest.raises(Rejected, match="bank_not_heard"):
        settle(town, outcome)


def test_a_silent_bank_that_has_paid_after_all_is_heard_later(town: Stage, ivan: Holder, withdrawn: str) -> None:
    town.mood(AccountMood.SILENT)
    with pytest.raises(Rejected, match="bank_not_heard"):
        settle(town, "returned")
    town.mood(AccountMood.OK)

    with pytest.raises(Rejected, match="bank_has_paid"):
        settle(town, "returned", without_bank=True)
    settle(town, "credited")

    assert town.ended(ivan, withdrawn) == ("done", "")
    assert (town.came(), town.in_bank(), town.balance(ivan)) == (SUM, SUM, BALANCE - SUM)


def test_what_is_tried_again_while_the_bank_is_asked_is_not_settled_by_its_old_word(
    town: Stage, ivan: Holder, withdrawn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    task_id = town.only_dead().task_id

    def somebody_retries(_: str) -> Outcome:
        monkeypatch.undo()
        town.mood(AccountMood.GARBAGE, times=1)
        town.do(town.service.repair.retry_task, asks.TaskId(task_id=task_id))
        town.run()
        return UNKNOWN

    monkeypatch.setattr(town.bank, "status", somebody_retries)

    with pytest.raises(Rejected, match="changed_meanwhile"):
        settle(town, "returned", without_bank=True)

    assert town.ended(ivan, withdrawn)[0] == "processing"


def test_a_bank_that_tells_it_while_it_is_asked_has_ended_it(town: Stage, ivan: Holder, withdrawn: str) -> None:
    town.mood(AccountMood.TWICE, times=1)

    with pytest.raises(Rejected, match="bank_has_paid"):
        settle(town, "returned")

    assert town.ended(ivan, withdrawn) == ("done", "")
    assert town.tasks() == 0


@pytest.mark.parametrize("without_bank", [False, True])
def test_a_unit_of_work_takes_no_bank_for_heard(town: Stage, withdrawn: str, without_bank: bool) -> None:
    ask = asks.SettleTask(
        task_id=town.only_dead().task_id, outcome="returned", reason=WHY, without_bank=without_bank
    )  # fmt: skip

    with pytest.raises(Rejected, match="changed_meanwhile"):
        town.do(town.service.repair.settle_task, ask)


def test_nobody_is_asked_about_what_is_decided_by_half(
    town: Stage, withdrawn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, town, DONE)

    with pytest.raises(Rejected, match="reason_required"):
        settle(town, "returned", reason=" ")
