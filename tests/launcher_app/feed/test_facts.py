"""What bodies say of a payment: our JSON, OSMP's forms, and whatever a stranger may write instead."""

import json

from hypothesis import given
from hypothesis import strategies as st

from launcher_app.feed.bodies import masked
from launcher_app.feed.facts import Facts, facts

PAYMENT = "01a2221d-6942-7e6f-8655-e3b8a868fa3f"
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda part: (
        st.lists(part) | st.dictionaries(st.sampled_from(("payment_id", "amount", "number", "recipient", "x")), part)
    ),
)


def test_what_was_inserted_and_what_is_to_be_credited_are_told_apart() -> None:
    asked = '{"payment_id":"p","provider_id":3,"account":"912","inserted":50000,"amount":48500,"currency":"RUB"}'

    assert facts("POST", "/v1/payments", asked, "") == Facts(
        payment_id="p", provider_id=3, account="912", inserted=50_000, amount=48_500, verb="payments"
    )


def test_a_payments_number_is_no_account_and_a_subscribers_number_is() -> None:
    credit = facts("POST", "/v1/credit", '{"payment_id":"p","number":914,"account":"912","amount":1}', "")
    news = facts("POST", "/v1/notify", '{"payment_id":"p","number":"912","amount":1}', "")

    assert (credit.number, credit.account) == ("914", "912")
    assert (news.number, news.account) == ("", "912")


def test_a_wallets_payment_is_known_by_its_path_and_by_the_name_of_whom_it_pays() -> None:
    shown = '{"state":"done","recipient":{"kind":"provider","name":"Water","number":"3"},"amount":15000}'
    sent = facts("POST", "/payments/send", '{"payment_id":"p","recipient":"123456789015","amount":7}', shown)
    looked = facts("GET", f"/payments/{PAYMENT}", "", shown)
    confirmed = facts("POST", f"/payments/{PAYMENT}/confirm", '{"accept":true}', shown)

    assert (sent.verb, sent.account, sent.amount) == ("payments/send", "123456789015", 7)
    assert (looked.verb, looked.payment_id) == ("payments/{payment_id}", PAYMENT)
    assert (confirmed.verb, confirmed.payment_id) == ("payments/{payment_id}/confirm", PAYMENT)
    assert (looked.account, looked.amount) == ("Water", 15_000)


def test_a_sum_with_a_point_is_no_sum() -> None:
    assert facts("POST", "/v1/credit", '{"payment_id":"p","amount":489.85}', "").amount is None


def test_the_cost_of_a_service_comes_with_its_answer() -> None:
    said = facts("POST", "/v1/use", '{"use_id":"u","number":"912"}', '{"use_id":"u","cost":1250,"currency":"RUB"}')

    assert (said.use_id, said.account, said.amount) == ("u", "912", 1_250)


def test_osmp_is_read_from_a_query_too() -> None:
    said = facts("GET", "/osmp?command=check&txn_id=77&account=8678&sum=0.00", "", "")

    assert (said.verb, said.number, said.account, said.amount) == ("osmp/check", "77", "8678", None)


@given(
    asked=ANYTHING,
    answered=st.text(),
    path=st.sampled_from(("/v1/credit", "/osmp", "/v1/notify", "/", "/payments/send")),
)
def test_whatever_is_said_something_plain_comes_out(asked: object, answered: str, path: str) -> None:
    said = facts("POST", path, json.dumps(asked), answered)

    assert said.amount is None or type(said.amount) is int
    assert all(isinstance(text, str) for text in (said.payment_id, said.number, said.account, said.currency))


@given(
    secret=st.from_regex(r"[A-Za-z0-9]{8,20}", fullmatch=True),
    name=st.sampled_from(
        ("password", "passport", "key", "cardNumber", "cvv", "payload", "secret", "paymentSession", "barcode", "qr")
    ),
)
def test_a_secret_field_is_masked_at_any_depth(secret: str, name: str) -> None:
    shown = masked(json.dumps({"a": [{"b": {name: f"~{secret}~"}}]}).encode())

    assert f"~{secret}~" not in shown
    assert name in shown
