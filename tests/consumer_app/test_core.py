"""The consumer's rules: templates and outcomes."""

import pytest

from common.errors import Broken, ContractFault, OplataError, Rejected, Unavailable
from consumer_app import core
from consumer_app.core import UseState

VALUES: dict[str, str | int] = {"use_id": "u1", "number": "916", "service": "call", "quantity": 3}


def test_in_json_a_number_alone_in_its_place_stays_a_number() -> None:
    template = {"id": "{use_id}", "n": "{quantity}", "text": "{quantity} x {service}", "version": "2"}

    body = core.filled(template, VALUES, typed=True)

    assert body == {"id": "u1", "n": 3, "text": "3 x call", "version": "2"}


def test_in_a_form_everything_is_text() -> None:
    assert core.filled({"n": "{quantity}"}, VALUES, typed=False) == {"n": "3"}


def test_a_value_that_looks_like_a_placeholder_is_not_filled_in_again() -> None:
    values = VALUES | {"service": "{number}"}

    assert core.filled({"s": "-{service}-"}, values, typed=True) == {"s": "-{number}-"}


def test_a_template_may_name_only_what_a_use_has() -> None:
    with pytest.raises(Rejected, match="password"):
        core.demand_template({"id": "{use_id}", "p": "{password}"})


def test_a_template_without_the_id_of_the_use_is_refused_for_no_repeat_would_be_safe() -> None:
    with pytest.raises(Rejected, match="use_id"):
        core.demand_template({"n": "{number}"})


@pytest.mark.parametrize(
    ("error", "at_first", "at_a_repeat"),
    [
        (Rejected("not_enough_balance"), UseState.REFUSED, UseState.REFUSED),
        (ContractFault("wrong_password"), UseState.REFUSED, UseState.UNKNOWN),
        (Broken("wrong_json"), UseState.REFUSED, UseState.UNKNOWN),
        (ContractFault("ip_blocked"), UseState.REFUSED, UseState.UNKNOWN),
        (ContractFault("unknown_service"), UseState.UNKNOWN, UseState.UNKNOWN),
        (Broken("wrong_value"), UseState.UNKNOWN, UseState.UNKNOWN),
        (Unavailable("no_connection"), UseState.REFUSED, UseState.UNKNOWN),
        (Unavailable("no_answer"), UseState.UNKNOWN, UseState.UNKNOWN),
        (Unavailable("unreadable_answer"), UseState.UNKNOWN, UseState.UNKNOWN),
        (Unavailable("internal_error"), UseState.UNKNOWN, UseState.UNKNOWN),
    ],
)
def test_an_outcome_is_never_guessed(error: OplataError, at_first: UseState, at_a_repeat: UseState) -> None:
    assert core.state_after(error, first=True) is at_first
    assert core.state_after(error, first=False) is at_a_repeat


@pytest.mark.parametrize("quantity", [0, -1, core.MOST + 1])
def test_a_quantity_that_nobody_uses_is_refused(quantity: int) -> None:
    with pytest.raises(Rejected, match="wrong_value"):
        core.demand_quantity(quantity)


@pytest.mark.parametrize(
    "answered", [("u2", "call", 1, 5), ("u1", "web", 1, 5), ("u1", "call", 2, 5), ("u1", "call", 1, -5)]
)
def test_an_answer_about_something_else_tells_nothing(answered: tuple[str, str, int, int]) -> None:
    core.demand_answer_to("u1", "call", 1, ("u1", "call", 1, 5))

    with pytest.raises(Unavailable, match="unreadable_answer"):
        core.demand_answer_to("u1", "call", 1, answered)
