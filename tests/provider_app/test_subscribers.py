"""Signing people: a number of the tariff's plan, a card, and a passport that nobody sees again."""

import pytest
import requests

from common.protocol import provider
from common.protocol.card import CardKind
from common.protocol.endpoint import Nothing
from common.words import Words
from provider_app import server
from provider_app.core import numbers
from provider_app.service import messages
from tests.provider_app.running import PASSPORT, Centre, Running, code

CANARY = PASSPORT.split()[1]
SIGN = next(one.endpoint for one in server.OPERATIONS if one.name == "sign-subscriber")


def test_a_card_holds_all_that_a_subscriber_needs(running: Running) -> None:
    signed = running.signed()

    card = signed.card
    assert (card.kind, card.login, card.url) == (CardKind.SUBSCRIBER, card.number, running.instance.place.url)
    assert numbers.belongs("9XXXXXXXXX", card.number)
    assert [service.code for service in card.services] == ["call", "sms", "internet", "ringtone"]
    assert signed.balance == 0


def test_every_subscriber_gets_another_number(running: Running) -> None:
    assert len({running.signed().number for _ in range(20)}) == 20


def test_a_number_may_be_chosen_while_it_is_free(running: Running) -> None:
    assert running.signed(number="9012345678").number == "9012345678"

    assert code(lambda: running.signed(number="9012345678")) == "Rejected already_exists"
    assert code(lambda: running.signed(number="123")) == "Rejected wrong_value"
    assert code(lambda: running.signed(tariff="none")) == "Rejected unknown_tariff"


def test_a_plan_without_free_numbers_says_so(running: Running) -> None:
    running.operate("add-tariff", messages.AddTariff(code="tiny", name_ru="Тесный", numbers="77X"))

    assert {running.signed(tariff="tiny").number for _ in range(10)} == {f"77{digit}" for digit in range(10)}
    assert code(lambda: running.signed(tariff="tiny")) == "Rejected no_free_number"


@pytest.mark.parametrize(
    "person",
    [
        {"full_name": ""},
        {"full_name": "И\x07ван"},
        {"full_name": "я" * 300},
        {"passport": "1"},
        {"passport": "4510\n917263"},
        {"email": "nobody"},
        {"email": "a@b"},
        {"email": "a b@example.org"},
    ],
)
def test_an_incomplete_person_is_refused_without_repeating_what_was_typed(
    running: Running, person: dict[str, str]
) -> None:
    before = running.rows("SELECT count(*) FROM subscribers")

    assert code(lambda: running.signed(**person)) == "Rejected wrong_value"
    assert running.rows("SELECT count(*) FROM subscribers") == before


def test_subscribers_are_found_by_any_letter_case_and_page(running: Running) -> None:
    signed = [running.signed(full_name=f"Ёлкина Анна {n}", email=f"a{n}@example.org").number for n in range(3)]

    first = running.operate("subscribers", messages.FindSubscribers(search="ёЛКИНА", limit=2))
    rest = running.operate("subscribers", messages.FindSubscribers(search="ёлкина", after=first.subscribers[-1].number))

    assert [one.number for one in first.subscribers + rest.subscribers] == sorted(signed)
    assert (first.more, rest.more) == (True, False)
    assert running.operate("subscribers", messages.FindSubscribers(search="%")).subscribers == []


def test_a_new_card_opens_the_same_door(running: Running) -> None:
    signed = running.signed()

    card = running.operate("reissue-card", messages.OneSubscriber(number=signed.number))

    ask = provider.AskSubscriber(number=signed.number)
    assert running.peer(card.login, card.password).call(provider.SUBSCRIBER, ask).number == signed.number
    assert signed.balance == 0, "the old password lives for a day"
    running.clock.advance(25 * 3600)
    assert code(lambda: signed.balance) == "ContractFault wrong_password"


def test_the_payer_sees_a_masked_name(running: Running, centre: Centre) -> None:
    signed = running.signed(full_name="Сидорова Мария")

    assert centre.check(signed.number).subscriber == "Сидорова М***"


def test_checks_are_written_down_with_their_results(running: Running, centre: Centre) -> None:
    signed = running.signed()
    centre.check(signed.number)
    code(lambda: centre.check("9000000001"))
    code(lambda: centre.check("!"))

    rows = running.operate("checks", messages.AskChecks(limit=1000)).rows

    seen = [(row.account, row.result) for row in rows if row.contract == centre.contract]
    assert seen == [(signed.number, "found"), ("9000000001", "unknown_account"), ("!", "wrong_field")]


def test_a_passport_is_in_the_database_and_nowhere_else(running: Running, centre: Centre) -> None:
    signed = running.signed()
    code(lambda: running.signed(passport=CANARY + "\n"))
    garbage = requests.post(
        running.instance.place.url + SIGN.path,
        data=f'{{"passport": "{CANARY}", "x',
        headers={"Content-Type": "application/json"},
        auth=running.instance.secrets.login_of("operator"),
        timeout=10,
    )
    assert garbage.status_code == 400
    running.operate("subscribers", messages.FindSubscribers(search=signed.number))
    centre.check(signed.number)
    centre.credit(centre.question(signed.number))
    running.operate("operations", messages.AskOperations())
    running.instance.log.lines.flush()
    running.instance.log.exchanges.flush()

    assert running.rows("SELECT passport FROM subscribers WHERE number = ?", signed.number) == [(PASSPORT,)]
    written = [path for path in (running.folder / "logs").iterdir() if path.stat().st_size]
    assert len(written) == 2
    for path in written:
        text = path.read_text(encoding="utf-8")
        assert CANARY not in text
        assert signed.card.password not in text


def test_a_tariff_is_added_once_and_whole(running: Running) -> None:
    service = provider.Service(code="fax", label=Words("Факс", "Fax"), unit=Words("лист", "page"), price=700)
    ask = messages.AddTariff(code="office", name_ru="Офис", numbers="8XXXXX", services=[service])

    made = running.operate("add-tariff", ask)

    assert made.services == [service]
    assert code(lambda: running.operate("add-tariff", ask)) == "Rejected already_exists"
    assert made in running.operate("tariffs", Nothing()).tariffs


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "Офис"},
        {"name_ru": ""},
        {"numbers": "12345"},
        {"numbers": "9" * 19 + "X"},
        {"numbers": "9X-X"},
        {"services": [provider.Service(code="a", label=Words("а", "a"), unit=Words("б", "b"), price=-1)]},
        {"services": [provider.Service(code="a", label=Words("", ""), unit=Words("б", "b"), price=1)]},
        {"services": 2 * [provider.Service(code="a", label=Words("а", "a"), unit=Words("б", "b"), price=1)]},
    ],
)
def test_an_unsound_tariff_is_not_saved(running: Running, wrong: dict[str, object]) -> None:
    ask = {"code": "wrong", "name_ru": "Неверный", "numbers": "6XXXXX"} | wrong

    assert code(lambda: running.operate("add-tariff", messages.AddTariff(**ask))) == "Rejected wrong_value"  # type: ignore[arg-type]
