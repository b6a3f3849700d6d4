"""Contracts with processing centres: what is saved is sound, what is issued works, what is blocked does not."""

from datetime import date
from functools import partial

import pytest

from common.clock import moment
from common.fields import Field
from common.protocol import provider
from common.protocol.card import CardKind
from common.protocol.endpoint import Nothing
from common.words import Words
from provider_app.service import messages
from provider_app.service.messages import Dialect
from tests.provider_app.running import Centre, Running, Subscriber, code

ACCOUNT = Field(name="account", label=Words("Номер", "Number"), regex=r"9\d{9}", example="9123456789")
PLAN = Field(name="plan", label=Words("План", "Plan"), regex=r"[a-c]", example="b")


def test_a_card_holds_all_that_a_centre_needs(running: Running) -> None:
    running.operate("describe-provider", messages.DescribeProvider(name_ru="Мегафон", name_en="Megafon"))

    card = running.centre(minimum=500, maximum=90_000).card

    assert (card.kind, card.dialect, card.minimum, card.maximum) == (CardKind.PROVIDER, "json", 500, 90_000)
    assert (card.name, card.group) == (Words("Мегафон", "Megafon"), Words("Связь", "Communication"))
    assert [field.name for field in card.fields] == ["account"]


def test_the_usual_field_takes_the_numbers_of_every_tariff_and_no_others(running: Running, centre: Centre) -> None:
    for tariff in ("mobile", "home"):
        signed = running.signed(tariff=tariff)
        assert centre.check(signed.number).account == signed.number
    for wrong in ("12345678901", "912345678x", "9123456789\n", "", "1234567"):
        assert code(partial(centre.check, wrong)) == "Rejected wrong_field"


def test_declared_fields_are_demanded(running: Running, subscriber: Subscriber) -> None:
    centre = running.centre(fields=[ACCOUNT, PLAN])

    assert code(lambda: centre.check(subscriber.number)) == "Rejected missing_field"
    assert code(lambda: centre.check(subscriber.number, fields={"plan": "d"})) == "Rejected wrong_field"
    assert code(lambda: centre.check(subscriber.number, fields={"plan": "a", "x": ""})) == "Rejected unknown_field"
    assert centre.check(subscriber.number, fields={"plan": "a"}).account == subscriber.number
    done = centre.credit(centre.question(subscriber.number, fields={"plan": "a"}))
    assert running.rows("SELECT fields FROM operations WHERE id = ?", int(done.reference)) == [('{"plan":"a"}',)]


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"fields": [PLAN]}, "wrong_value"),
        ({"fields": [ACCOUNT, ACCOUNT]}, "wrong_value"),
        ({"fields": [Field(name="account", label=Words("Н", "N"), regex="(", example="1")]}, "wrong_regex"),
        ({"fields": [Field(name="account", label=Words("Н", "N"), regex=r"(?=a)a", example="a")]}, "wrong_regex"),
        ({"fields": [Field(name="account", label=Words("Н", "N"), regex=r"\d+", example="a")]}, "wrong_example"),
        ({"fields": [Field(name="account", label=Words("Н", "N"), regex=r"\d+")]}, "wrong_example"),
        ({"minimum": 0}, "wrong_value"),
        ({"minimum": 10, "maximum": 9}, "wrong_value"),
        ({"maximum": 10**12 + 1}, "wrong_value"),
        ({"name": ""}, "wrong_value"),
        ({"valid_until": date(9999, 12, 31)}, "wrong_value"),
        ({"codes": {"reused": 0}}, "wrong_value"),
        ({"codes": {"reused": 1}}, "wrong_value"),
        ({"codes": {"absent": 5}}, "wrong_value"),
    ],
)
def test_an_unsound_contract_is_not_saved(running: Running, wrong: dict[str, object], refusal: str) -> None:
    before = running.rows("SELECT count(*) FROM contracts")

    assert code(lambda: running.centre(**wrong)) == f"Rejected {refusal}"
    assert running.rows("SELECT count(*) FROM contracts") == before


def test_an_osmp_contract_leaves_the_protocols_own_names_alone(running: Running) -> None:
    taken = Field(name="sum", label=Words("Сумма", "Sum"), regex=r"\d+", example="1")

    assert code(lambda: running.centre(dialect=Dialect.OSMP, fields=[ACCOUNT, taken])) == "Rejected wrong_value"
    assert running.centre(dialect=Dialect.JSON, fields=[ACCOUNT, taken]).card.fields[1] == taken


def test_what_is_edited_is_in_force_at_once(running: Running, centre: Centre, subscriber: Subscriber) -> None:
    ask = messages.EditContract(contract=centre.contract, maximum=5_000, name="Новое имя")

    shown = running.operate("edit-contract", ask)

    assert (shown.name, shown.minimum, shown.maximum) == ("Новое имя", 100, 5_000)
    assert code(lambda: centre.credit(centre.question(subscriber.number))) == "Rejected amount_out_of_range"
    wrong = messages.EditContract(contract=centre.contract, minimum=6_000)
    assert code(lambda: running.operate("edit-contract", wrong)) == "Rejected wrong_value"
    assert code(lambda: running.operate("edit-contract", messages.EditContract(contract=10**6))) == (
        "Rejected unknown_contract"
    )
    assert code(lambda: running.centre(name="Новое имя")) == "Rejected already_exists"


def test_a_contract_ends_with_its_last_day(running: Running, subscriber: Subscriber) -> None:
    today = moment(running.clock.now_ms()).date()
    centre = running.centre(valid_until=today)
    centre.check(subscriber.number)

    running.clock.advance(24 * 3600)

    assert code(lambda: centre.check(subscriber.number)) == "ContractFault contract_expired"
    assert code(lambda: centre.credit(centre.question(subscriber.number))) == "ContractFault contract_expired"
    running.operate("edit-contract", messages.EditContract(contract=centre.contract, endless=True))
    centre.credit(centre.question(subscriber.number))


def test_a_new_password_works_and_the_old_one_dies_in_a_day(running: Running, subscriber: Subscriber) -> None:
    old = running.centre()

    new = Centre(running, running.operate("reissue-password", messages.OneContract(contract=old.contract)))

    assert new.card.login == old.card.login
    assert new.check(subscriber.number) == old.check(subscriber.number)
    running.clock.advance(25 * 3600)
    assert code(lambda: old.check(subscriber.number)) == "ContractFault wrong_password"
    assert new.check(subscriber.number).account == subscriber.number


def test_contracts_are_listed_without_passwords(running: Running, centre: Centre) -> None:
    shown = next(one for one in running.operate("contracts", Nothing()).contracts if one.contract == centre.contract)

    assert shown.login == centre.card.login
    assert not hasattr(shown, "password")


def test_an_osmp_contract_and_a_json_one_do_not_use_each_others_doors(running: Running, subscriber: Subscriber) -> None:
    network, ours = running.centre(dialect=Dialect.OSMP), running.centre()

    assert code(lambda: network.credit(network.question(subscriber.number))) == "ContractFault forbidden"
    assert code(lambda: network.void("1")) == "ContractFault forbidden"
    assert code(lambda: ours.osmp(command="check", txn_id="1", account="1", sum="1.00")) == "ContractFault forbidden"
    assert network.register() == provider.Register(rows=[], position="0", more=False)
