"""Payers who come back from the bank's page: a yes, a no, nothing, twice, forged, too late; and where they go then."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from common.clock import VirtualClock
from common.errors import ContractFault
from common.http_server import RawAnswer, RawRequest
from common.principal import Principal
from common.status import Status
from processing_app.bank.simulated import secure
from processing_app.bank.simulated.cards import NOT_FINISHED, NOT_PROVEN
from processing_app.bank.simulated.moods import Mood
from processing_app.core.failure import DEADLINE
from processing_app.server import callbacks as server
from processing_app.service.intents.callbacks import leads_home
from tests.intents.bank.conftest import SECURE, SUM, URL
from tests.intents.bank.stage import BACK, Stage
from tests.intents.bank.test_pages import Form, fields, request

NOBODY = Principal("nobody", "")
LIFETIME = 15 * 60


@pytest.fixture
def stage(tmp_path: Path, clock: VirtualClock) -> Iterator[Stage]:
    """A centre with one shop."""
    with Stage(tmp_path, clock) as opened:
        opened.open_shop()
        yield opened


def test_a_yes_at_the_page_pays(stage: Stage) -> None:
    name, tag, form = _at_the_page(stage)

    stage.callbacks.come(tag, _answered(stage, form))

    assert stage.payment(name).status is Status.CAPTURED
    assert stage.kinds(name)[2:] == [
        "BankStepped", "InteractionRequested", "InteractionCompleted", "BankAuthorized", "CaptureRequested",
        "PaymentCaptured",
    ]  # fmt: skip
    assert stage.payment(name).info["eci"] == "05"
    assert not any(one.alive for one in stage.wallet.sessions.values())


def test_a_no_at_the_page_fails(stage: Stage) -> None:
    name, tag, form = _at_the_page(stage)

    stage.callbacks.come(tag, _answered(stage, form, refuse="1"))

    assert stage.payment(name).failure == NOT_PROVEN
    assert stage.payment(name).interaction is None
    assert not any(one.alive for one in stage.wallet.sessions.values())


def test_a_reload_shows_the_same_page_again(stage: Stage) -> None:
    name, tag, form = _at_the_page(stage)
    shown = stage.payment(name).interaction
    stage.later(30)

    assert stage.payment(name).interaction == shown
    stage.callbacks.come(tag, _answered(stage, form))
    assert stage.payment(name).status is Status.CAPTURED


@pytest.mark.parametrize("number", [SECURE, "4342561111111118"])
def test_a_payer_who_never_comes_back_has_not_paid(stage: Stage, number: str) -> None:
    name, *_ = _at_the_page(stage, number)

    stage.later(300)

    assert stage.payment(name).failure == NOT_FINISHED
    assert stage.tasks() == []


def test_a_callback_said_twice_changes_nothing(stage: Stage) -> None:
    name, tag, form = _at_the_page(stage)
    answer = _answered(stage, form)
    first = _come(stage, tag, answer)
    before = stage.kinds(name)

    assert _come(stage, tag, answer) == first
    assert _come(stage, tag, {"PaRes": "forged"}) == first
    assert stage.kinds(name) == before
    assert stage.acts(name) == [("authorize", SUM, "")]


def test_a_tag_that_nobody_gave_out_finds_nothing(stage: Stage) -> None:
    name, tag, form = _at_the_page(stage)

    for wrong in ("", tag[:-1], f"{name}.1.", f"{name}.1", "nothing", "a" * 64):
        with pytest.raises(ContractFault, match="not_found"):
            stage.callbacks.come(wrong, _answered(stage, form))
        assert _come(stage, wrong, {}).status == 404
    assert stage.payment(name).status is Status.CREATED


def test_the_answer_of_one_payment_is_none_to_another(stage: Stage) -> None:
    name, tag, _ = _at_the_page(stage)
    other, _, form = _at_the_page(stage)

    stage.callbacks.come(tag, _answered(stage, form))

    assert stage.payment(name).failure == NOT_PROVEN
    assert stage.payment(other).status is Status.CREATED


@pytest.mark.parametrize("change", [{"amount": 1}, {"currency": "USD"}, {"payment": "x.1"}, {"proof": "guess"}])
def test_a_forged_answer_fails_the_authorization(stage: Stage, change: dict[str, Any]) -> None:
    name, tag, form = _at_the_page(stage)
    answer = _answered(stage, form)
    said = secure.unpacked(answer["PaRes"], secure.PaRes)
    assert said is not None
    told = {field: getattr(said, field) for field in said.__struct_fields__} | change

    stage.callbacks.come(tag, answer | {"PaRes": secure.packed(secure.PaRes(**told))})

    assert stage.payment(name).failure == NOT_PROVEN
    stage.callbacks.come(tag, answer)
    assert stage.payment(name).failure == NOT_PROVEN, "a tag is good for one answer"


def test_a_yes_after_the_payments_end_is_given_back(stage: Stage) -> None:
    name, tag, form = _at_the_page(stage)
    answer = _answered(stage, form)
    stage.mood(Mood.SILENT)
    for _ in range(16):
        stage.later(60)
    assert stage.payment(name).failure == DEADLINE
    stage.mood(Mood.OK)

    stage.callbacks.come(tag, answer)
    stage.later(60)

    assert stage.payment(name).failure == DEADLINE
    assert not stage.payment(name).voiding
    assert stage.heard(name).verdict == "fenced"  # type: ignore[union-attr]
    assert stage.balances() == {}


def test_an_authorization_that_arrives_after_the_payment_failed_is_voided(stage: Stage) -> None:
    """The bank was asked before the end and answers after it: the answer comes to a payment that has failed."""
    name = stage.create()
    stage.pay(name)
    asked = stage.database.read(lambda db: stage.driver.question(db, stage.state(name), "1", "authorize"))
    assert asked is not None
    answer = stage.bank.process(stage.driver._with_card(asked))
    stage.clock.advance(LIFETIME)
    stage.timers.step()
    assert stage.payment(name).failure == DEADLINE

    stage.driver._save([(None, asked, answer)])
    stage.run()

    assert stage.kinds(name)[-1] == "PaymentVoided"
    assert stage.acts(name) == [("authorize", SUM, ""), ("cancel", SUM, "")]
    assert stage.balances() == {}


def test_an_authorization_that_arrives_after_the_void_was_confirmed_is_voided_again(stage: Stage) -> None:
    name = stage.create()
    stage.pay(name)
    asked = stage.database.read(lambda db: stage.driver.question(db, stage.state(name), "1", "authorize"))
    assert asked is not None
    answer = stage.bank.process(stage.driver._with_card(asked))
    stage.later(LIFETIME)
    assert not stage.payment(name).voiding

    stage.driver._save([(None, asked, answer)])

    assert stage.kinds(name)[-1] == "CancelRequested"
    stage.run()
    assert stage.kinds(name)[-1] == "PaymentVoided"
    assert stage.heard(name).verdict == "cancelled"  # type: ignore[union-attr]


def test_garbage_in_a_callback_stops_the_intent(stage: Stage) -> None:
    name, tag, form = _at_the_page(stage)
    answer = _answered(stage, form)
    stage.mood(Mood.GARBAGE, times=1)

    _come(stage, tag, answer)

    assert stage.state(name).stopped
    assert stage.alarms() == [(f"intent:{name}", "intent_stopped")]


def test_a_bank_that_is_silent_at_the_callback_is_asked_again_later(stage: Stage) -> None:
    name, tag, form = _at_the_page(stage)
    answer = _answered(stage, form)
    stage.mood(Mood.UNKNOWN_ONCE)
    stage.callbacks.come(tag, answer)
    assert stage.payment(name).status is Status.CREATED

    stage.later(300)

    assert stage.payment(name).status is Status.CAPTURED


@pytest.mark.parametrize("back", [BACK, f"{BACK}?order=5", f"{URL}/checkout", f"{URL}/checkout/abc#x"])
def test_the_payer_is_sent_on_to_the_shop(stage: Stage, back: str) -> None:
    _, tag, form = _at_the_page(stage)

    answer = _come(stage, tag, _answered(stage, form) | {"termination_uri": back})

    assert answer.status == 303
    assert dict(answer.headers)["location"] == back


ELSEWHERE = [
    "", "https://thief.example/", "https://shop.example.thief.example/thanks", "https://shop.example/thanks/../x",
    "https://shop.example@thief.example/thanks", "http://shop.example/thanks", "https://shop.example:444/thanks",
    "//thief.example/thanks", "javascript:alert(1)", "https://shop.example/", f"{URL}/bank/acs", f"{URL}/checkoutx",
    f"{URL}/checkout/../v1", "https://shop.example\\@thief.example/thanks", "https://shop.example/thanks\r\nX: y",
    "https://shop.example/thanks" + "a" * 3000, "https://[shop.example/thanks",
]  # fmt: skip


@pytest.mark.parametrize("back", ELSEWHERE)
def test_the_payer_is_sent_nowhere_else(stage: Stage, back: str) -> None:
    name, tag, form = _at_the_page(stage)

    answer = _come(stage, tag, _answered(stage, form) | {"termination_uri": back})

    assert answer.status == 200
    assert "location" not in dict(answer.headers)
    assert stage.payment(name).status is Status.CAPTURED, "he has paid all the same"


def test_no_return_address_is_registered_by_looking_like_one() -> None:
    assert leads_home("https://a.example", ("https://a.example/",), URL)
    assert not leads_home("https://a.example/x", ("https://a.example/",), URL)
    assert not leads_home("https://a.example/", (), "not an address")


def test_a_link_that_is_confirmed_pays_at_once(stage: Stage) -> None:
    name = stage.create()
    stage.pay(name, means="link")
    stage.run()
    shown = stage.payment(name).interaction
    assert shown is not None
    challenge = shown["qrCode"].partition("challenge=")[2]

    stage.pages.pay(NOBODY, request({"challenge": challenge}))

    assert stage.payment(name).status is Status.CAPTURED


def _at_the_page(stage: Stage, number: str = SECURE) -> tuple[str, str, Form]:
    """A payer whose browser was sent to the bank's page: the intent, the tag, what the browser sends."""
    name = stage.create()
    stage.pay(name, number)
    stage.run()
    interaction = stage.payment(name).interaction
    assert interaction is not None
    form = {field["key"]: field["template"].partition("{")[0] for field in interaction["request"]["form"]}
    return name, stage.payment(name).steps["authorize"].tag, form


def _answered(stage: Stage, form: Form, **typed: str) -> Form:
    """What the page gives the browser to carry back."""
    return fields(stage.pages.confirm(NOBODY, request(form, **(typed or {"code": "1234"}))))


def _come(stage: Stage, tag: str, form: Form) -> RawAnswer:
    """The browser at the door."""
    door = server.table(stage.callbacks)[server.CALLBACK]
    posted = RawRequest("POST", f"/v2/callbacks/{tag}", list(form.items()), b"")
    answer = door.function(NOBODY, posted)
    assert isinstance(answer, RawAnswer)
    return answer
