"""Finding a provider: groups, the search over all of them, those who were paid here last."""

import pytest

from agent_terminal.service import offers
from common.fields import Field
from common.words import Words
from tests.agent_terminal.centre import PHONE, provider
from tests.agent_terminal.stand import NUMBER, Stand

HOME = Words("ЖКХ и свет", "Utilities")
MANY = [
    *(provider(number) for number in range(1, 9)),
    provider(9, name=Words("УК «Мёд»", "Honey Housing"), group=HOME),
    provider(10, name=Words("Водоканал", "Water"), group=HOME, minimum=90_000_000, maximum=90_000_000),
]


@pytest.fixture
def many(ready: Stand) -> Stand:
    """So many providers that groups come first."""
    ready.centre.version, ready.centre.providers = 2, list(MANY)
    ready.pass_time(1801, 60)
    return ready


def found(stand: Stand) -> list[int]:
    return [one["provider_id"] for one in stand.screen().data["providers"]]


def test_the_search_has_everybody_and_leads_back_to_the_groups(many: Stand) -> None:
    many.do("touch")

    assert many.do("search").screen == "K2s"
    assert found(many) == list(range(1, 11))
    assert many.do("back").screen == "K1"


def test_from_a_group_the_search_still_has_everybody_and_leads_back_to_that_group(many: Stand) -> None:
    many.do("touch")
    many.do("group", group=HOME.ru)

    many.do("search")
    assert found(many) == list(range(1, 11))
    shown = many.do("back")

    assert (shown.screen, shown.data["group"], found(many)) == ("K2", HOME.ru, [9, 10])


def test_from_a_list_without_groups_the_search_leads_back_to_the_list(ready: Stand) -> None:
    ready.do("touch")

    assert ready.do("search").screen == "K2s"
    assert ready.do("back").screen == "K2"


def test_whoever_was_found_is_chosen_and_the_way_back_is_to_the_groups(many: Stand) -> None:
    many.do("touch")
    many.do("search")

    assert many.do("provider", provider_id=9).screen == "K3"
    assert many.do("back").screen == "K1"


def test_with_cash_inside_the_search_leads_back_to_the_list_it_came_from(many: Stand) -> None:
    many.do("touch")
    many.do("group", group="Связь")
    many.to_cash()
    many.insert(10_000)
    many.do("stop")
    assert many.do("other_number").screen == "K2"

    assert many.do("search").data["held"] == 10_000
    assert many.do("back").screen == "K2"
    many.pass_time(95)

    assert [pay.inserted for pay in many.centre.accepted.values()] == [10_000]


def test_a_provider_is_found_by_its_names_in_both_languages_and_by_how_its_numbers_begin(many: Stand) -> None:
    many.do("touch")
    shown = {one["provider_id"]: one for one in many.do("search").data["providers"]}

    assert set(shown[9]["find"]) == {
        "ук «мёд»",
        "ук «мед»",
        "ук",
        "мёд",
        "мед",
        "honey housing",
        "honey",
        "housing",
        "9",
    }
    assert (shown[9]["name"]["en"], shown[9]["group"]["ru"], shown[9]["example"]) == (
        "Honey Housing",
        "ЖКХ и свет",
        PHONE.example,
    )


def test_whoever_costs_more_than_the_deposit_is_not_available(many: Stand) -> None:
    many.do("touch")

    unavailable = [one["provider_id"] for one in many.do("search").data["providers"] if not one["available"]]

    assert unavailable == [10]


@pytest.mark.parametrize(
    ("regex", "begins"),
    [
        (r"9\d{9}", ["9"]),
        (r"922\d{7}|928\d{7}", ["922", "928"]),
        (r"(?:495|499)\d{7}", ["495", "499"]),
        (r"^40?\d{5}", ["4"]),
        (r"\d{10}", []),
        (r"[A-Z]{2}\d{4}", []),
        (r"5{4}", []),
    ],
)
def test_how_numbers_begin_is_read_from_the_providers_rule(regex: str, begins: list[str]) -> None:
    field = Field(name="account", label=Words("Номер", "Number"), regex=regex, example="1")

    assert offers.beginnings(field) == begins


@pytest.mark.parametrize(
    ("kind", "mask", "example", "lead"),
    [
        ("phone", "(___) ___-__-__", "9123456789", "+7"),
        ("phone", "+7 (___) ___-__-__", "9123456789", "+7 ("),
        ("phone", "", "79123456789", ""),
        ("digits", "", "9123456789", ""),
        ("digits", "77-____", "1234", "77-"),
        ("text", "№ ____", "1234", ""),
    ],
)
def test_what_stands_before_a_number_is_not_typed(kind: str, mask: str, example: str, lead: str) -> None:
    label = Words("Номер", "Number")
    field = Field(name="account", label=label, regex=r"\d+", type=kind, mask=mask, example=example)  # type: ignore[arg-type]

    assert offers.lead(field) == lead


def test_the_last_ones_paid_here_come_first_and_are_four(many: Stand) -> None:
    for number in (1, 2, 3, 2, 9, 5):
        many.do("touch")
        many.do("group", group="Связь" if number < 9 else HOME.ru)
        many.pay(1_000, provider_id=number, account=NUMBER)
        many.turn()
        many.centre.capture_all()
        many.pass_time(40)

    shown = many.do("touch")

    assert [one["provider_id"] for one in shown.data["recent"]] == [5, 9, 2, 3]
    assert many.do("provider", provider_id=9).screen == "K3"


def test_nobody_is_recent_before_the_first_payment_and_nobody_who_has_left(ready: Stand) -> None:
    assert ready.do("touch").data["recent"] == []
    ready.to_cash(provider_id=2, flat="7")
    ready.insert(1_000)
    ready.do("pay")
    ready.turn()
    ready.centre.capture_all()
    ready.pass_time(40)
    assert [one["provider_id"] for one in ready.do("touch").data["recent"]] == [2]
    ready.do("cancel")

    ready.centre.version, ready.centre.providers = 2, [provider(1), provider(4)]
    ready.pass_time(1801, 60)

    assert ready.do("touch").data["recent"] == []
