"""The bank's pages: what they show, whom they let out, and that nothing forged becomes a yes."""

import re
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest

from common.clock import VirtualClock
from common.database import Database
from common.http_server import RawAnswer, RawRequest
from common.principal import Principal
from common.protocol.shop.parts import BrowserPost, Redirect
from processing_app.bank.contract import Ask, Finish, Operation, Suspend
from processing_app.bank.simulated import secure, store
from processing_app.bank.simulated.adapter import SimulatedBank
from processing_app.bank.simulated.cards import BLOCKED, NOT_PROVEN
from processing_app.bank.simulated.pages import Pages
from tests.intents.bank.conftest import PAYMENT, SECURE, SUM, URL, ask

NEVER, SILENT = "4987654321098769", "4342561111111118"
SHOP = "https://shop.example/thanks"
NOBODY = Principal("nobody", "")
FIELD = re.compile(r'<input type=hidden name="([^"]*)" value="([^"]*)">')
Form = dict[str, str]


def test_the_page_names_the_sum_and_the_shop_in_both_languages_and_hints_at_the_code(
    bank: SimulatedBank, pages: Pages
) -> None:
    answer = pages.acs(NOBODY, request(_sent(bank, shop="Чашки <b>")))

    text = answer.body.decode()
    assert "255,00 ₽" in text
    assert "255.00 ₽" in text
    assert "Чашки &lt;b&gt;" in text
    assert "1-2-3-4" in text
    assert "Confirm the payment" in text


def test_the_page_lets_out_exactly_its_own_form(bank: SimulatedBank, pages: Pages) -> None:
    form = _sent(bank)

    first, last = pages.acs(NOBODY, request(form)), pages.confirm(NOBODY, request(form, code="1234"))

    assert _policy(first)["form-action"] == f"{URL}/bank/acs/confirm"
    assert _policy(first)["script-src"] == "'none'"
    back, _, shop = _policy(last)["form-action"].partition(" ")
    assert back == form["TermUrl"].partition("?")[0]
    assert shop == "https://shop.example"
    for answer in (first, last):
        assert _policy(answer)["default-src"] == "'none'"
        assert _policy(answer)["frame-ancestors"] == "'none'"
        assert answer.veiled


@pytest.mark.parametrize("code", ["1234", "1-2-3-4", " 1 2 3 4 "])
def test_the_right_code_is_a_yes(bank: SimulatedBank, pages: Pages, code: str) -> None:
    form = _sent(bank)

    step = bank.called_back(_asked(), fields(pages.confirm(NOBODY, request(form, code=code))))

    assert isinstance(step, Finish)
    assert (step.failure, step.amount, step.info["eci"]) == ("", SUM, "05")


def test_the_third_wrong_code_is_a_no(bank: SimulatedBank, pages: Pages) -> None:
    form = _sent(bank)
    for _ in range(2):
        again = pages.confirm(NOBODY, request(form, code="4321"))
        assert "role=alert" in again.body.decode()

    answer = pages.confirm(NOBODY, request(form, code="4321"))

    assert _failure(bank, fields(answer)) == NOT_PROVEN
    assert fields(pages.confirm(NOBODY, request(form, code="1234"))) == fields(answer), "too late for the right one"


def test_a_payer_who_refuses_has_said_no(bank: SimulatedBank, pages: Pages) -> None:
    answer = pages.confirm(NOBODY, request(_sent(bank), refuse="1", code="1234"))

    assert _failure(bank, fields(answer)) == NOT_PROVEN


def test_the_card_that_never_proves_anything_fails_with_the_right_code(bank: SimulatedBank, pages: Pages) -> None:
    answer = pages.confirm(NOBODY, request(_sent(bank, NEVER), code="1234"))

    assert _failure(bank, fields(answer), NEVER) == NOT_PROVEN


def test_the_card_whose_page_never_ends_shows_no_form(bank: SimulatedBank, pages: Pages) -> None:
    form = _sent(bank, SILENT)

    for answer in (pages.acs(NOBODY, request(form)), pages.confirm(NOBODY, request(form, code="1234"))):
        assert "<form" not in answer.body.decode()
        assert _policy(answer)["form-action"] == "'none'"


def test_who_comes_too_late_is_told_so(bank: SimulatedBank, pages: Pages, clock: VirtualClock) -> None:
    form = _sent(bank)
    clock.advance(301)

    assert "Время вышло" in pages.confirm(NOBODY, request(form, code="1234")).body.decode()


def _other_sum(form: Form) -> Form:
    asked = secure.unpacked(form["PaReq"], secure.PaReq)
    assert asked is not None
    return form | {"PaReq": secure.packed(secure.PaReq(asked.challenge, asked.payment, 1, "RUB", asked.merchant))}


FORGERIES: dict[str, Any] = {
    "another sum": _other_sum,
    "another payment": lambda form: form | {"MD": "COM_MPI-another.1"},
    "another place to go back to": lambda form: form | {"TermUrl": "https://thief.example/"},
    "nothing that was packed": lambda form: form | {"PaReq": "AAAA"},
    "a bomb": lambda form: form | {"PaReq": "A" * 5_000},
    "nothing": lambda form: {},
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_form_that_the_bank_did_not_make_opens_no_page(bank: SimulatedBank, pages: Pages, forgery: str) -> None:
    form = FORGERIES[forgery](_sent(bank))

    for answer in (pages.acs(NOBODY, request(form)), pages.confirm(NOBODY, request(form, code="1234"))):
        assert answer.status == 404
        assert "<form" not in answer.body.decode()


def _pares(heard: store.Heard, **changes: Any) -> Form:
    given: dict[str, Any] = {
        "payment": heard.id,
        "amount": heard.amount,
        "currency": "RUB",
        "status": "Y",
        "proof": heard.proof,
    }
    return {"PaRes": secure.packed(secure.PaRes(**(given | changes))), "MD": secure.MD + heard.id}


LIES: dict[str, Any] = {
    "made before the page was asked": lambda heard: _pares(heard._replace(proof="")),
    "another proof": lambda heard: _pares(heard, proof="A" * 27),
    "another sum": lambda heard: _pares(heard, amount=1),
    "another payment": lambda heard: _pares(heard, payment="another.1"),
    "another currency": lambda heard: _pares(heard, currency="USD"),
    "a no turned into a yes": lambda heard: _pares(heard) if not heard.proven else _pares(heard, status="N"),
    "another MD": lambda heard: _pares(heard) | {"MD": "COM_MPI-another.1"},
    "no PaRes": lambda heard: {"MD": secure.MD + heard.id},
    "garbage": lambda heard: {"PaRes": "ы", "MD": secure.MD + heard.id},
}


@pytest.mark.parametrize("lie", LIES)
@pytest.mark.parametrize("proven", [True, False])
def test_a_callback_that_does_not_match_fails_the_authorization(
    bank: SimulatedBank, pages: Pages, bank_file: Database, lie: str, proven: bool
) -> None:
    form = _sent(bank)
    pages.confirm(NOBODY, request(form, code="1234") if proven else request(form, refuse="1"))
    heard = bank_file.read(lambda db: store.find(db, PAYMENT))
    assert heard is not None

    assert _failure(bank, LIES[lie](heard)) == NOT_PROVEN
    assert _failure(bank, _pares(heard)) == NOT_PROVEN, "a tag is good for one answer"


def test_a_callback_said_twice_changes_nothing(bank: SimulatedBank, pages: Pages) -> None:
    said = fields(pages.confirm(NOBODY, request(_sent(bank), code="1234")))
    first = bank.called_back(_asked(), said)

    assert bank.called_back(_asked(), said) == first
    assert bank.called_back(_asked(), {}) == first


def test_a_yes_that_comes_after_the_payment_was_given_back_holds_nothing(bank: SimulatedBank, pages: Pages) -> None:
    said = fields(pages.confirm(NOBODY, request(_sent(bank), code="1234")))
    bank.process(ask(Operation.CANCEL))

    assert _failure(bank, said) == BLOCKED


def test_a_link_is_confirmed_by_a_button_and_its_asker_is_told(
    bank: SimulatedBank, pages: Pages, told: list[str]
) -> None:
    step = bank.process(ask(Operation.AUTHORIZE, means="link"))
    assert isinstance(step, Suspend)
    challenge = {"challenge": step.state.decode()}
    shown = pages.link(NOBODY, request(challenge))
    assert "255,00 ₽" in shown.body.decode()
    assert _policy(shown)["form-action"] == f"{URL}/bank/link"

    paid = pages.pay(NOBODY, request(challenge))

    assert "Оплата подтверждена" in paid.body.decode()
    assert told == [step.tag]
    assert _failure(bank, {}, means="link") == ""


def test_a_link_that_nobody_confirms_waits_and_then_ends(
    bank: SimulatedBank, pages: Pages, clock: VirtualClock, told: list[str]
) -> None:
    step = bank.process(ask(Operation.AUTHORIZE, means="link"))
    assert isinstance(step, Suspend)
    assert bank.called_back(_asked(means="link"), {}) == step, "whoever knows the tag has not paid"
    clock.advance(step.timeout_ms / 1000)

    assert "Время вышло" in pages.pay(NOBODY, request({"challenge": step.state.decode()})).body.decode()
    assert told == []
    assert _failure(bank, {}, means="link") != ""


@pytest.mark.parametrize("challenge", ["", "made up"])
def test_nobody_finds_a_link_that_he_was_not_given(bank: SimulatedBank, pages: Pages, challenge: str) -> None:
    bank.process(ask(Operation.AUTHORIZE, means="link"))

    assert pages.link(NOBODY, request({"challenge": challenge})).status == 404
    assert pages.pay(NOBODY, request({"challenge": challenge})).status == 404


def _sent(bank: SimulatedBank, number: str = SECURE, **changes: object) -> Form:
    """The form that a payer's browser sends to the page."""
    step = bank.process(ask(Operation.AUTHORIZE, number, **changes))
    assert isinstance(step, Suspend)
    assert isinstance(step.interaction, Redirect)
    assert isinstance(step.interaction.request, BrowserPost)
    form = {field.key: field.template for field in step.interaction.request.form}
    back = f"?termination_uri={quote(SHOP, safe='')}"
    return form | {"TermUrl": form["TermUrl"].replace("{?termination_uri}", back)}


def _asked(number: str = SECURE, **changes: object) -> Ask:
    return ask(Operation.AUTHORIZE, number, **changes)


def _failure(bank: SimulatedBank, form: Form, number: str = SECURE, **changes: object) -> str:
    step = bank.called_back(_asked(number, **changes), form)
    assert isinstance(step, Finish)
    return step.failure


def request(form: Form, **more: str) -> RawRequest:
    return RawRequest("POST", "/bank/acs", list((form | more).items()), b"")


def fields(answer: RawAnswer) -> Form:
    return {name: unescape(value) for name, value in FIELD.findall(answer.body.decode())}


def _policy(answer: RawAnswer) -> Form:
    policy = dict(answer.headers)["content-security-policy"]
    return {name: value for name, _, value in (part.strip().partition(" ") for part in policy.split(";"))}
