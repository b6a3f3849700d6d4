"""The agent's commission: by provider, by group, for all; previewed to the kopeck, never written over blindly."""

from typing import Any

import pytest

from agent_terminal.service import messages
from common.errors import Rejected
from common.words import Words
from tests.agent_terminal.centre import provider
from tests.agent_terminal.service.operating import ask
from tests.agent_terminal.stand import Stand


def put(stand: Stand, **values: Any) -> messages.Commissions:
    return ask(stand, "set-commission", messages.SetCommission(**values))  # type: ignore[no-any-return]


def preview(stand: Stand, **values: Any) -> messages.CommissionPreview:
    return ask(stand, "preview-commission", messages.PreviewCommission(**values))  # type: ignore[no-any-return]


@pytest.fixture
def two_groups(stand: Stand) -> Stand:
    """Provider 4 stands in a group of its own."""
    stand.centre.providers.append(provider(4, group=Words("Интернет", "Internet")))
    return stand.ready()


@pytest.mark.parametrize(
    ("number", "fee"),
    [(1, 3_000), (2, 5_000), (4, 7_000)],
    ids=["its own", "its group's", "the one for all others"],
)
def test_a_provider_has_its_own_commission_or_its_groups_or_the_default(
    two_groups: Stand, number: int, fee: int
) -> None:
    put(two_groups, basis_points=700)
    put(two_groups, group="Связь", basis_points=500)
    put(two_groups, provider_id=1, basis_points=300)

    two_groups.do("touch")
    two_groups.do("provider", provider_id=number)
    two_groups.do("fields", account="9123456789", fields={"flat": "7"} if number == 2 else {})
    two_groups.do("confirm")
    two_groups.insert(100_000)

    assert two_groups.screen().data["fee"] == fee


def test_removing_falls_back_to_what_is_left(two_groups: Stand) -> None:
    put(two_groups, basis_points=700)
    put(two_groups, group="Связь", basis_points=500)

    told = ask(two_groups, "remove-commission", messages.RemoveCommission(group="Связь"))

    assert [(one.group, one.basis_points) for one in told.commissions] == [("", 700)]
    two_groups.to_cash()
    two_groups.insert(100_000)
    assert two_groups.screen().data["fee"] == 7_000


def test_a_payer_who_began_keeps_the_commission_that_was_removed(ready: Stand) -> None:
    put(ready, basis_points=1_000)
    ready.to_cash()

    ask(ready, "remove-commission", messages.RemoveCommission())
    ready.insert(100_000)

    assert ready.screen().data["fee"] == 10_000
    assert ask(ready, "commissions").commissions == []


def test_what_is_not_there_cannot_be_removed(ready: Stand) -> None:
    with pytest.raises(Rejected) as refusal:
        ask(ready, "remove-commission", messages.RemoveCommission(provider_id=1))

    assert refusal.value.code == "wrong_value"


def test_commissions_name_for_whom_they_are(two_groups: Stand) -> None:
    put(two_groups, basis_points=700)
    assert ask(two_groups, "commissions").commissions[0].whom.ru == "Все поставщики"

    put(two_groups, group="Связь", basis_points=500)
    put(two_groups, provider_id=4, basis_points=300)

    named = {one.whom.en for one in ask(two_groups, "commissions").commissions}
    assert named == {"All other providers", "Group “Mobile”", "Provider 4"}


def test_an_edit_over_a_newer_commission_is_refused(ready: Stand) -> None:
    seen = put(ready, basis_points=300).commissions[0].edition
    put(ready, basis_points=400)

    with pytest.raises(Rejected) as refusal:
        put(ready, basis_points=500, edition=seen)

    assert refusal.value.code == "changed_meanwhile"
    assert ask(ready, "commissions").commissions[0].basis_points == 400


def test_a_new_commission_does_not_write_over_one_that_somebody_made_meanwhile(ready: Stand) -> None:
    nothing = ask(ready, "commissions").none
    put(ready, provider_id=1, basis_points=300)

    with pytest.raises(Rejected) as refusal:
        put(ready, provider_id=1, basis_points=500, edition=nothing)

    assert refusal.value.code == "changed_meanwhile"


def test_a_removal_of_a_newer_commission_is_refused(ready: Stand) -> None:
    seen = put(ready, provider_id=1, basis_points=300).commissions[0].edition
    put(ready, provider_id=1, basis_points=301)

    with pytest.raises(Rejected):
        ask(ready, "remove-commission", messages.RemoveCommission(provider_id=1, edition=seen))

    assert len(ask(ready, "commissions").commissions) == 1


def test_the_preview_counts_to_the_kopeck(ready: Stand) -> None:
    told = preview(ready, basis_points=333, fixed=150, minimum=1_000, maximum=10_000)

    assert [(one.inserted, one.fee, one.credited) for one in told.rows] == [
        (5_000, 1_000, 4_000),
        (10_000, 1_000, 9_000),
        (50_000, 1_815, 48_185),
        (100_000, 3_480, 96_520),
        (500_000, 10_000, 490_000),
    ]
    assert all(one.fee + one.credited == one.inserted for one in told.rows)
    assert [one.share for one in told.rows] == [2_000, 1_000, 363, 348, 200]


def test_the_preview_is_what_payers_are_charged(ready: Stand) -> None:
    values = {"basis_points": 333, "fixed": 150, "minimum": 1_000, "maximum": 10_000}
    expected = {one.inserted: (one.fee, one.credited) for one in preview(ready, **values).rows}
    put(ready, **values)

    ready.to_cash()
    ready.insert(50_000)
    shown = ready.screen().data

    assert (shown["fee"], shown["amount"]) == expected[50_000]


def test_a_minimum_that_bites_and_one_that_eats_all_are_told(ready: Stand) -> None:
    bites, eats = preview(ready, minimum=1_000).warnings, preview(ready, minimum=5_000).warnings

    assert ["20 %" in one.ru and "10,00 ₽" in one.ru for one in bites] == [True]
    assert "50,00 ₽" in eats[0].ru
    assert "забирает всё" in eats[0].ru
    assert preview(ready, basis_points=300).warnings == []


def test_a_dear_commission_is_told(ready: Stand) -> None:
    assert "10 %" in preview(ready, basis_points=1_001).warnings[0].ru
    assert preview(ready, basis_points=1_000).warnings == []


def test_what_must_be_inserted_for_the_smallest_sum_is_told_of_a_provider(ready: Stand) -> None:
    told = preview(ready, provider_id=1, minimum=2_000).warnings

    assert any("Поставщик 1" in one.ru and "30,00 ₽" in one.ru for one in told)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"basis_points": 5_001}, "basis_points"),
        ({"basis_points": -1}, "basis_points"),
        ({"fixed": -1}, "fixed"),
        ({"minimum": 200, "maximum": 100}, "maximum"),
        ({"maximum": -1}, "maximum"),
        ({"provider_id": 99}, "whom"),
        ({"group": "Нет такой"}, "whom"),
        ({"provider_id": 1, "group": "Связь"}, "whom"),
    ],
)
def test_a_preview_says_which_field_is_wrong(ready: Stand, values: dict[str, Any], field: str) -> None:
    assert [one.field for one in preview(ready, **values).mistakes] == [field]


def test_whoever_left_the_directory_may_still_be_edited(ready: Stand) -> None:
    put(ready, provider_id=99, basis_points=300)

    assert preview(ready, provider_id=99, basis_points=400).mistakes == []
    assert ask(ready, "commissions").commissions[0].whom.ru == "Поставщик № 99"


def test_the_journal_remembers_who_set_what(ready: Stand) -> None:
    put(ready, basis_points=250, minimum=1_000)

    line = ask(ready, "list-journal", messages.FindJournal()).lines[0]
    assert (line.words.en, line.detail.en) == (
        "The agent's commission was changed",
        "All providers: 2.5%, at least 10.00 ₽, operator",
    )


def test_the_providers_of_the_directory_are_listed(ready: Stand) -> None:
    told = ask(ready, "providers")

    assert (told.version, [one.provider_id for one in told.providers]) == (1, [1, 2, 3])
