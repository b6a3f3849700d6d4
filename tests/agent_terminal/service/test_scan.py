"""A bill before the scanner: our own code, a plain number of one provider or of several, or nothing we know."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from agent_terminal.service import messages
from common.errors import Rejected
from common.fields import Field
from common.protocol import processing
from common.protocol.invoice import Invoice, invoice_text
from common.words import Words
from tests.agent_terminal.centre import FLAT, PHONE, UNKNOWN_ACCOUNT, provider
from tests.agent_terminal.stand import NUMBER, Stand

MOBILE = msgspec.structs.replace(PHONE, type="phone")
METER = Field(name="account", label=Words("Лицевой счёт", "Account"), regex=r"4\d{12}", type="digits", example="4" * 13)
NICKNAME = Field(name="account", label=Words("Имя", "Name"), regex=r"[a-z]{3,10}", example="orel")
BILL = "4607001234567"
MEGAFON, MTS, LIGHT, HOUSE, GAME = 1, 2, 3, 4, 5
TOWN = [
    provider(MEGAFON, name=Words("МегаФон", "MegaFon"), fields=[MOBILE], uid="uid-megafon"),
    provider(MTS, name=Words("МТС", "MTS"), fields=[MOBILE]),
    provider(LIGHT, name=Words("Энергосбыт", "Power"), fields=[METER]),
    provider(HOUSE, name=Words("Дом", "House"), fields=[PHONE, FLAT], uid="uid-house"),
    provider(GAME, name=Words("Игра", "Game"), fields=[NICKNAME]),
]


@pytest.fixture
def town(ready: Stand) -> Stand:
    """A terminal with providers of phones, of electricity, of a house where a flat is asked for, of a game."""
    ready.centre.version, ready.centre.providers = 2, list(TOWN)
    ready.pass_time(1801, 60)
    return ready


def two_of_one_name(stand: Stand) -> None:
    """Two contracts with one provider: a code without a uid is of either."""
    mobile = Words("Связь", "Mobile")
    mts = msgspec.structs.replace(TOWN[1], name=mobile)
    stand.centre.version, stand.centre.providers = 3, [TOWN[0], mts, provider(9, name=mobile, fields=[MOBILE])]
    stand.pass_time(1801, 60)


def code(account: str = NUMBER, **values: Any) -> str:
    return invoice_text(Invoice(account=account, **values))


def asked(stand: Stand) -> list[tuple[int, str]]:
    """Whom the centre was asked about."""
    return [(ask.provider_id, ask.account) for ask in stand.centre.asks(processing.CHECK)]


def to_list(stand: Stand) -> None:
    stand.do("touch")


def to_search(stand: Stand) -> None:
    stand.do("touch")
    stand.do("search")


def to_number(stand: Stand) -> None:
    stand.do("touch")
    stand.do("provider", provider_id=MTS)


def to_not_found(stand: Stand) -> None:
    to_number(stand)
    stand.do("fields", account=UNKNOWN_ACCOUNT)


def to_not_checked(stand: Stand) -> None:
    to_number(stand)
    stand.centre.cut_off()
    stand.do("fields", account=NUMBER)
    stand.centre.join()
    stand.centre.asked.clear()


def to_confirm(stand: Stand) -> None:
    to_number(stand)
    stand.do("fields", account=NUMBER)


def to_cash(stand: Stand) -> None:
    to_confirm(stand)
    stand.do("confirm")


BEFORE_CONFIRM: dict[str, Callable[[Stand], object]] = {
    "K0": lambda _: None,
    "K2": to_list,
    "K2s": to_search,
    "K3": to_number,
    "K9": to_not_found,
    "K9n": to_not_checked,
}


@pytest.mark.parametrize("road", BEFORE_CONFIRM)
def test_a_number_of_one_provider_is_checked_at_once_from_every_screen_before_the_confirm(
    town: Stand, road: str
) -> None:
    BEFORE_CONFIRM[road](town)
    assert town.screen().screen == road

    shown = town.do("scan", text=BILL)

    assert shown.screen == "K5"
    assert (shown.data["provider_id"], shown.data["account"]) == (LIGHT, BILL)
    assert asked(town)[-1] == (LIGHT, BILL)
    assert town.do("confirm").screen == "K6"


@pytest.mark.parametrize("road", [to_confirm, to_cash])
def test_once_a_number_is_confirmed_or_about_to_be_a_scan_comes_too_early(
    town: Stand, road: Callable[[Stand], None]
) -> None:
    road(town)
    before = town.screen()

    with pytest.raises(Rejected) as refusal:
        town.do("scan", text=BILL)

    assert refusal.value.code == "too_early"
    assert town.screen().edition == before.edition


def test_while_a_number_is_being_checked_nothing_is_scanned(town: Stand) -> None:
    town.ground.in_background = lambda work: None
    to_confirm(town)
    assert town.screen().screen == "K4"

    with pytest.raises(Rejected):
        town.do("scan", text=BILL)


def test_a_number_of_several_is_asked_about_and_checked_when_its_provider_is_chosen(town: Stand) -> None:
    shown = town.do("scan", text="+7 912 345-67-89")

    assert shown.screen == "K2"
    assert [one["provider_id"] for one in shown.data["providers"]] == [MEGAFON, MTS]
    assert shown.data["scanned"] == "+7 912 345-67-89"
    confirm = town.do("provider", provider_id=MTS)
    assert (confirm.screen, confirm.data["account"]) == ("K5", NUMBER)
    assert asked(town) == [(MTS, NUMBER)]


@pytest.mark.parametrize("text", ["9123456789", "89123456789", "+79123456789", "tel:+79123456789", "7 912 345 67 89"])
def test_a_phone_is_known_however_it_is_written(town: Stand, text: str) -> None:
    town.do("scan", text=text)

    assert town.do("provider", provider_id=MEGAFON).data["account"] == NUMBER


def test_the_list_of_those_who_take_a_number_leads_back_to_the_whole_one(town: Stand) -> None:
    town.do("scan", text=NUMBER)
    assert len(town.screen().data["providers"]) == 3

    shown = town.do("back")

    assert (shown.screen, shown.data["scanned"], len(shown.data["providers"])) == ("K2", "", len(TOWN))
    assert town.do("provider", provider_id=MTS).screen == "K3"


def test_a_provider_who_does_not_take_the_scanned_number_asks_for_another(town: Stand) -> None:
    town.do("scan", text=NUMBER)
    town.do("search")

    shown = town.do("provider", provider_id=LIGHT)

    assert (shown.screen, shown.data["typed"]) == ("K3", {"account": ""})


def test_where_more_than_a_number_is_asked_for_the_number_is_filled_in(town: Stand) -> None:
    town.do("scan", text=NUMBER)

    shown = town.do("provider", provider_id=HOUSE)

    assert (shown.screen, shown.data["typed"]["account"]) == ("K3", NUMBER)
    assert town.do("fields", account=NUMBER, fields={"flat": "7"}).screen == "K5"


def test_before_a_providers_own_screen_a_number_is_his_even_if_others_take_it(town: Stand) -> None:
    to_number(town)

    shown = town.do("scan", text=NUMBER)

    assert (shown.screen, shown.data["provider_id"]) == ("K5", MTS)


def test_letters_are_a_number_only_before_the_provider_who_takes_them(town: Stand) -> None:
    assert town.do("scan", text="orel").data["notice"] == "not_understood"
    town.do("provider", provider_id=GAME)

    assert town.do("scan", text="orel").screen == "K5"


def test_our_own_code_names_its_provider_by_uid(town: Stand) -> None:
    shown = town.do("scan", text=code(provider="uid-megafon", name="Someone Else"))

    assert (shown.screen, shown.data["provider_id"], shown.data["account"]) == ("K5", MEGAFON, NUMBER)


@pytest.mark.parametrize("name", ["МТС", "mts"])
def test_or_by_name_where_the_directory_does_not_know_the_uid(town: Stand, name: str) -> None:
    assert town.do("scan", text=code(provider="uid-mts", name=name)).data["provider_id"] == MTS


def test_a_name_alone_is_enough_where_a_contract_was_written_by_hand(town: Stand) -> None:
    assert town.do("scan", text=code(name="МегаФон")).data["provider_id"] == MEGAFON


@pytest.mark.parametrize(
    "text",
    [
        code(provider="uid-of-nobody", name="Билайн"),
        code(provider="uid-of-another", name="МегаФон"),
        code(account="4111", provider="uid-megafon"),
        code(provider="uid-megafon", currency="KZT"),
        "oplata:top-up?v=2&account=9123456789",
        "https://example.com/9123456789",
        "123",
        "",
        " \t\x1d",
        "9" * 300,
        "х" * 64_000,
    ],
)
def test_what_nobody_here_takes_is_not_understood_and_moves_nothing(town: Stand, text: str) -> None:
    town.do("touch")

    shown = town.do("scan", text=text)

    assert (shown.screen, shown.data["notice"]) == ("K2", "not_understood")
    assert asked(town) == []
    assert town.do("touch").data["notice"] == ""


def test_a_code_of_one_provider_never_pays_another_who_takes_such_numbers(town: Stand) -> None:
    to_number(town)

    shown = town.do("scan", text=code(provider="uid-of-nobody", name="Билайн"))

    assert (shown.screen, shown.data["notice"]) == ("K3", "not_understood")


def test_a_code_read_at_another_providers_screen_is_the_codes_own(town: Stand) -> None:
    to_number(town)

    assert town.do("scan", text=code(provider="uid-megafon")).data["provider_id"] == MEGAFON


def test_the_sum_of_a_bill_is_a_wish_and_never_cash(town: Stand) -> None:
    shown = town.do("scan", text=code(provider="uid-megafon", amount=15_000))
    assert (shown.screen, shown.data["wish"]) == ("K5", 15_000)

    shown = town.do("confirm")
    assert (shown.screen, shown.data["wish"], shown.data["inserted"], shown.data["can_pay"]) == ("K6", 15_000, 0, False)
    town.insert(10_000)
    town.do("pay")
    town.turn()

    assert [pay.inserted for pay in town.centre.accepted.values()] == [10_000]


def test_a_corrected_number_has_no_wish(town: Stand) -> None:
    town.do("scan", text=code(provider="uid-megafon", amount=15_000))
    town.do("back")

    assert town.do("fields", account="9223334455").data["wish"] is None


def test_a_wish_waits_with_its_number_for_the_provider_to_be_chosen(town: Stand) -> None:
    two_of_one_name(town)

    shown = town.do("scan", text=code(name="Связь", amount=20_000))
    assert [one["provider_id"] for one in shown.data["providers"]] == [MTS, 9]

    assert town.do("provider", provider_id=9).data["wish"] == 20_000


def test_a_code_of_several_is_not_filled_in_for_another_who_takes_such_numbers(town: Stand) -> None:
    two_of_one_name(town)
    town.do("scan", text=code(name="Связь", amount=20_000))
    town.do("search")

    shown = town.do("provider", provider_id=MEGAFON)

    assert (shown.screen, shown.data["account"], shown.data["wish"]) == ("K3", "", None)
    assert asked(town) == []


def test_a_scan_begins_a_session_in_the_payers_language(town: Stand) -> None:
    shown = town.do("scan", text="what is this", language="en")

    assert (shown.screen, shown.data["language"], shown.data["notice"]) == ("K2", "en", "not_understood")


def test_a_scanner_on_a_line_of_its_own_does_the_same(town: Stand) -> None:
    assert town.service.payer.scan_text(BILL).screen == "K5"


def test_a_closed_terminal_takes_no_scan(town: Stand) -> None:
    town.unplug()

    assert town.do("scan", text=BILL).screen == "K14"
    assert asked(town) == []


def test_a_scan_answers_the_question_whether_somebody_is_there(town: Stand) -> None:
    to_number(town)
    town.pass_time(61)
    assert town.screen().screen == "K13"

    assert town.do("scan", text=BILL).screen == "K5"


def test_an_id_that_was_made_for_the_former_number_is_dropped(town: Stand) -> None:
    to_not_found(town)

    town.do("scan", text=BILL)

    states = town.database.read(lambda db: db.raw.execute("SELECT account, state FROM payments").fetchall())
    assert sorted(tuple(row) for row in states) == [(BILL, "created"), (UNKNOWN_ACCOUNT, "dropped")]


def test_a_number_scanned_and_its_providers_survive_a_restart(town: Stand) -> None:
    before = town.do("scan", text=NUMBER)

    town.restart()
    town.plug_in()

    assert town.screen().data == before.data
    assert town.do("provider", provider_id=MTS).screen == "K5"


def test_with_cash_inside_a_bill_may_be_scanned_for_the_other_number(town: Stand) -> None:
    to_cash(town)
    town.insert(10_000)
    town.do("stop")
    town.do("other_number")

    assert town.do("scan", text=BILL).screen == "K5"
    assert town.do("confirm").data["inserted"] == 10_000
    town.do("pay")
    town.turn()

    assert [(pay.account, pay.inserted) for pay in town.centre.accepted.values()] == [(BILL, 10_000)]
    town.demand_money_adds_up()


def test_no_intent_but_a_touch_or_a_scan_begins_anything(town: Stand) -> None:
    for name in messages.kiosk.IntentName.__args__:  # type: ignore[attr-defined]
        if name not in ("touch", "scan"):
            with pytest.raises(Rejected):
                town.do(name)

    assert town.screen().screen == "K0"
