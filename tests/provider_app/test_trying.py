"""Forms are tried before they are saved: contracts, fields and tariffs, all their mistakes at once."""

from typing import Any

import pytest

from common.errors import OplataError
from common.fields import Field
from common.protocol import codes
from common.protocol.endpoint import Nothing
from common.protocol.mistake import Mistakes
from common.protocol.provider import Service
from common.words import Words
from provider_app.service import messages
from provider_app.service.messages import Dialect
from tests.provider_app.running import Centre, Running, Subscriber, code

ACCOUNT = Field(name="account", label=Words("Номер", "Number"), regex=r"9\d{9}", example="9123456789")
SUM = Field(name="sum", label=Words("Сумма", "Sum"), regex=r"\d+", example="1")
SMS = Service(code="sms", label=Words("SMS", "SMS"), unit=Words("штука", "piece"), price=190)


def wrong_contract(running: Running, **asked: Any) -> list[str]:
    found: Mistakes = running.operate("try-contract", messages.TryContract(**({"name": "Новый центр"} | asked)))
    return [one.field for one in found.mistakes]


def test_a_contract_is_told_everything_at_once(running: Running) -> None:
    found = wrong_contract(running, name=" ", minimum=0, maximum=10**13, fields=[SUM], codes={"reused": 0})

    assert found == ["name", "minimum", "maximum", "fields.0.name", "codes"]
    assert wrong_contract(running) == []
    assert wrong_contract(running, minimum=5, maximum=4) == ["maximum"]
    assert wrong_contract(running, fields=[ACCOUNT, SUM], dialect=Dialect.OSMP) == ["fields.1.name"]
    assert wrong_contract(running, fields=[ACCOUNT, SUM]) == []


def test_a_contract_may_keep_its_own_name_and_no_other_centres(running: Running, centre: Centre) -> None:
    assert wrong_contract(running, name=centre.name) == ["name"]
    assert wrong_contract(running, name=centre.name, contract=centre.contract) == []


def test_signing_a_centre_with_several_mistakes_says_them_all(running: Running) -> None:
    with pytest.raises(OplataError) as refusal:
        running.centre(name="", minimum=0)

    said = codes.words_of(refusal.value).ru
    assert "Впишите название центра" in said
    assert "От 0,01" in said


def test_fields_are_tried_value_by_value(running: Running) -> None:
    error = Words("Номер начинается с 9", "It begins with 9")
    phone = Field(**{**_parts(ACCOUNT), "mask": "(___) ___-__-__", "error": error})
    broken = Field(**{**_parts(SUM), "regex": "1("})
    ask = messages.TryFields(fields=[phone, broken], samples={"0": ["9123456", "9123456789", "8123456789"]})

    answer = running.operate("try-fields", ask)

    first, second = answer.fields
    assert first.preview == "(912) 345-6_-__"
    assert [(one.ok, one.words.ru) for one in first.samples] == [
        (False, "Номер начинается с 9"),
        (True, ""),
        (False, "Номер начинается с 9"),
    ]
    assert (first.position, second.position) == (None, 1)
    assert [one.field for one in answer.mistakes] == ["fields.1.regex"]


def _parts(field: Field) -> dict[str, Any]:
    return {name: getattr(field, name) for name in field.__struct_fields__}


def test_a_tariff_is_told_everything_at_once(running: Running) -> None:
    nameless = Service(code="Sms", label=Words("", ""), unit=Words("штука", "piece"), price=-1)

    def wrong(**asked: Any) -> list[str]:
        asked = {"code": "new", "name_ru": "Новый", "services": [SMS]} | asked
        return [one.field for one in running.operate("try-tariff", messages.TryTariff(**asked)).mistakes]

    assert wrong() == []
    assert wrong(code="Тариф", name_ru="", numbers="1", services=[]) == ["code", "name_ru", "numbers", "services"]
    assert wrong(services=[SMS, nameless, SMS]) == [
        "services.1.code",
        "services.1.label",
        "services.1.price",
        "services.2.code",
    ]
    assert wrong(code="mobile") == ["code"]
    assert wrong(code="mobile", existing=True) == []


def test_a_new_price_is_for_new_uses_only(running: Running, centre: Centre) -> None:
    ask = messages.AddTariff(code="priced", name_ru="Ценный", numbers="93XXXXXXXX", services=[SMS])
    running.operate("add-tariff", ask)
    person = running.signed(tariff="priced")
    centre.credit(centre.question(person.number, 100_000))
    person.use(2, service="sms", use_id="before")
    dearer = [Service(code="sms", label=SMS.label, unit=SMS.unit, price=500)]

    shown = running.operate("edit-tariff", messages.EditTariff(code="priced", name_en="Dear", services=dearer))

    assert (shown.name, shown.subscribers, shown.services) == (Words("Ценный", "Dear"), 1, dearer)
    assert person.use(2, service="sms", use_id="before").cost == 380
    assert person.use(2, service="sms").cost == 1_000
    rows = running.operate("find-uses", messages.FindUses(number=person.number)).rows
    assert [row.price for row in rows] == [500, 190]
    assert shown in running.operate("tariffs", Nothing()).tariffs


def test_a_tariff_that_is_not_there_or_would_be_wrong_is_not_edited(running: Running, subscriber: Subscriber) -> None:
    def edit(**asked: Any) -> str:
        return code(lambda: running.operate("edit-tariff", messages.EditTariff(**asked)))

    assert edit(code="none") == "Rejected unknown_tariff"
    assert edit(code="mobile", name_ru="") == "Rejected wrong_value"
    assert edit(code="mobile", services=[]) == "Rejected wrong_value"
    assert subscriber.peer is not None
