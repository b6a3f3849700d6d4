"""Contracts with providers of the osmp dialect: what would spoil its messages or its codes is refused at signing."""

import msgspec
import pytest

from common.errors import Rejected
from common.fields import Field
from common.protocol.card import VERSION, Card, CardKind
from common.protocol.dialects import osmp
from common.words import Words
from processing_app.service import asks
from tests.processing_app.standin import PHONE, Centre


@pytest.mark.parametrize("name", ["sum", "txn_id", "command"])
def test_a_field_may_not_take_the_place_of_the_protocols_own(centre: Centre, name: str) -> None:
    """A payer who fills in «sum» would choose what is credited, whatever was paid."""
    field = Field(name=name, label=Words("Поле", "Field"), regex=r"\d+\.\d\d", example="1.00")

    with pytest.raises(Rejected, match="wrong_value"):
        centre.do(centre.service.contracts.sign_provider, asks.SignProvider(card=_card(PHONE, field)))


def test_a_code_table_that_says_too_little_is_refused(centre: Centre) -> None:
    table = osmp.CodeTable(osmp.STANDARD.meanings[:1])

    with pytest.raises(Rejected, match="wrong_value"):
        centre.do(centre.service.contracts.sign_provider, asks.SignProvider(card=_card(PHONE), code_table=table))


def test_a_code_table_with_an_error_nobody_knows_is_refused(centre: Centre) -> None:
    first, *others = osmp.STANDARD.meanings
    table = osmp.CodeTable((msgspec.structs.replace(first, error="no_such_word"), *others))

    with pytest.raises(Rejected, match="wrong_value"):
        centre.do(centre.service.contracts.sign_provider, asks.SignProvider(card=_card(PHONE), code_table=table))


def _card(*fields: Field) -> Card:
    return Card(
        kind=CardKind.PROVIDER, version=VERSION, issuer="x", name=Words("Банк", "Bank"), url="http://127.0.0.1:1/osmp",
        dialect="osmp", login="pc", password="a-password", fields=list(fields), minimum=100, maximum=1_000_000,
    )  # fmt: skip
