"""Whatever a scanner reads is told in words: ours and foreign, signed and not, and garbage without a stumble."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.errors import Rejected
from common.pay_codes import digits, emv, explained, link, signed_emv, signing
from common.pay_codes.explain import explain
from common.pay_codes.make import FORMS, DoesNotFit, make
from common.pay_codes.signing import Said
from common.protocol.wallets.codes import QrKey, QrKeys
from tests.qr.vectors import BILL, DYNAMIC, SBP

SECRET = bytes(range(32))
CENTRE = "centre-of-a-test"
PUBLIC = signing.public_of(SECRET)
KEY_ID = signing.key_id(PUBLIC)
MADE_AT = datetime(2026, 11, 28, tzinfo=UTC)


def keys(**changed: Any) -> QrKeys:
    """What the centre tells of its one key."""
    said: dict[str, Any] = {"key_id": KEY_ID, "public": PUBLIC.hex(), "state": "current", "made_at": MADE_AT} | changed
    return QrKeys(centre=CENTRE, keys=[QrKey(**said)])


def of_emv(amount: int = 15_000) -> str:
    """A signed EMVCo code."""
    return signed_emv.build(CENTRE, SECRET, Said("emv", 3, amount, "RUB", "INV-42", KEY_ID), "МегаСвязь")


def of_link(amount: int = 15_000) -> str:
    """A signed link."""
    said = Said("link", 3, amount, "RUB", "Счёт 42", KEY_ID)
    return link.build(said, signing.sign(SECRET, CENTRE, said))


SIGNED = {"emv": of_emv, "link": of_link}


@pytest.mark.parametrize("signed", SIGNED.values(), ids=SIGNED)
@pytest.mark.parametrize("amount", [0, 1, 15_000])
def test_a_signed_code_can_be_paid_once_its_signature_was_checked(signed: Any, amount: int) -> None:
    text = signed(amount)

    checked, unchecked = explain(text, keys()), explain(text)

    assert (checked.payable, checked.problems) == (True, ())
    assert "подпись центра верна" in checked.why.ru
    assert (unchecked.payable, unchecked.problems) == (False, ())
    assert "не проверена" in unchecked.why.ru


@pytest.mark.parametrize("signed", SIGNED.values(), ids=SIGNED)
@pytest.mark.parametrize(
    ("known", "code"),
    [
        (keys(key_id="00000000"), "qr_unknown_key"),
        (keys(state="retired"), "qr_retired_key"),
        (keys(public=signing.public_of(bytes(32)).hex()), "qr_wrong_signature"),
        (QrKeys(centre="another", keys=keys().keys), "qr_wrong_signature"),
        (QrKeys(centre=CENTRE, keys=[]), "qr_unknown_key"),
    ],
)
def test_a_code_that_the_centre_does_not_vouch_for_is_never_payable(signed: Any, known: QrKeys, code: str) -> None:
    found = explain(signed(), known)

    assert [problem.code for problem in found.problems] == [code]
    assert not found.payable
    assert "не ручается" in found.why.ru


def test_an_old_key_still_vouches() -> None:
    assert explain(of_emv(), keys(state="old")).payable


def test_a_code_that_calls_itself_ours_without_a_signature_is_told_so() -> None:
    code = emv.read(of_emv())
    bare = emv.write((item.tag, item.value) for item in code.items if item.tag not in ("80", "81"))

    found = explain(bare, keys())

    assert [problem.code for problem in found.problems] == ["qr_not_signed"]
    assert not found.payable


def test_a_changed_sum_with_a_right_crc_fails_by_its_signature() -> None:
    code = emv.read(of_emv())
    more = emv.write((item.tag, "1.00" if item.tag == "54" else item.value) for item in code.items)

    assert [problem.code for problem in explain(more, keys()).problems] == ["qr_wrong_signature"]


@settings(max_examples=300)
@given(data=st.data(), form=st.sampled_from(sorted(SIGNED)))
def test_no_mutation_of_a_signed_code_is_payable(data: st.DataObject, form: str) -> None:
    text = SIGNED[form]()
    place = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.characters(min_codepoint=32, max_codepoint=126))
    spoiled = data.draw(st.sampled_from([text[:place] + letter + text[place + 1 :], text[:place] + text[place + 1 :]]))

    if spoiled.strip() != text:
        assert not explain(spoiled, keys()).payable


def test_a_links_spelling_is_the_only_one() -> None:
    found = explain(of_link().replace("&k=", "&K="), keys())

    assert [problem.code for problem in found.problems] == ["link_spelling"]
    assert not found.payable


OTHERS = {
    "WeChat": ("134567890123456789", "barcode", "WeChat Pay"),
    "Alipay": ("280000000000000006", "barcode", "Alipay"),
    "Alipay+": ("2812345678901234567", "barcode", "Alipay+"),
    "Hong Kong": ("154567890123456789", "barcode", "WeChat Pay, Гонконг"),
}


@pytest.mark.parametrize(("code", "kind", "whose"), OTHERS.values(), ids=OTHERS)
def test_barcodes_of_other_networks_are_named(code: str, kind: str, whose: str) -> None:
    found = explain(code)

    assert (found.format, found.fields[0].meaning.ru) == (kind, whose)
    assert "другой сети" in found.why.ru


def test_our_barcode_is_told_and_a_misread_digit_noticed() -> None:
    code = digits.whole("123456789012345")
    misread = [
        code[:place] + str((int(code[place]) + by) % 10) + code[place + 1 :]
        for place in range(2, 18)
        for by in range(1, 10)
    ]

    assert digits.sound(code)
    assert not explain(code).problems
    assert {problem.code for one in misread for problem in explain(one).problems} == {"barcode_check"}
    assert all(explain(one).wrong for one in misread)


def test_our_prefix_is_no_other_networks() -> None:
    assert digits.network_of(digits.whole("0" * 15)) is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Пусто"),
        ("   ", "Пусто"),
        ("https://example.org/", "ссылка на страницу"),
        ("OPLATA1:AB", "карточка подключения"),
        ("4600051000057", "штрихкод товара"),
        ("123456", "просто цифры"),
        ("7F3K-92QD", "не знаем"),
    ],
)
def test_what_is_no_payment_code_is_called_so(text: str, says: str) -> None:
    found = explain(text)

    assert (found.format, found.payable) == ("unknown", False)
    assert says in found.why.ru


BEGINNINGS = (
    "", "ST00012|", "ST00011", "000201", "00020101021226", "oplata:pay?v=1&p=", "oplata:", "https://qr.nspk.ru/",
    "https://x/y?type=01&bank=", "hQVDUFYwMW", "hQVDUFYwMWE", "70", "13", "OPLATA1:", BILL, DYNAMIC, SBP["static"],
)  # fmt: skip


@settings(max_examples=600)
@given(start=st.sampled_from(BEGINNINGS), rest=st.text(st.characters(categories=None), max_size=80))
def test_no_text_makes_it_stumble(start: str, rest: str) -> None:
    found = explain(start + rest, keys())

    assert found.why.ru
    assert not found.payable


@settings(max_examples=600)
@given(start=st.sampled_from(BEGINNINGS), rest=st.binary(max_size=80))
def test_no_bytes_make_it_stumble(start: str, rest: bytes) -> None:
    assert not explain(start.encode() + rest, keys()).payable


@pytest.mark.parametrize("form", FORMS)
def test_an_example_of_each_form_is_made_and_explained_without_blame(form: str) -> None:
    found = explain(make(form, {ask.key: ask.example for ask in FORMS[form].asks}))

    assert (found.format, found.problems) == (form, ())


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        ("nothing", {}), ("emv", {}), ("emv", {"name": "A", "account": "1", "colour": "red"}),
        ("barcode", {"digits": "1"}),
        ("emv", {"name": "A", "account": "1", "amount": "1,2,3"}), ("emv", {"name": "A", "account": "ж"}),
        ("emv", {"name": "A", "account": "1", "currency": "XXX"}), ("emv", {"name": "A", "account": "1", "kind": "x"}),
        ("cpm", {"aid": "A1", "label": "x"}), ("cpm", {"aid": "A0000006581010", "label": "x", "number": "12"}),
        ("cpm", {"aid": "A0000006581010", "label": "x", "cryptogram": "12"}),
        ("cpm", {"aid": "A0000006581010", "label": "мир"}), ("emv", {"name": "A", "account": "1" * 99}),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_not_made(form: str, fields: dict[str, str]) -> None:
    with pytest.raises(Rejected, match="wrong_value"):
        make(form, fields)


@pytest.mark.parametrize(
    ("form", "fields", "key", "says"),
    [
        ("sbp", {"bank": "12"}, "bank", "«12» не годится. Нужно: банк: 12 цифр, первая 1."),
        ("sbp", {"host": "qr.nspk.ru"}, "host", "настоящий телефон"),
        ("gost", {"Sum": "1,50"}, "Sum", "в рублях, а нужны копейки"),
        ("gost", {"PersonalAcc": "40702810900000000043"}, "PersonalAcc", "контрольный ключ"),
        ("gost", {"Name": ""}, "Name", "заполните: получатель"),
        ("emv", {"amount": "много"}, "amount", "Нужно: 150.00"),
        ("barcode", {"digits": "12"}, "digits", "15 случайных цифр"),
    ],
)
def test_it_is_said_which_field_does_not_fit_and_why(form: str, fields: dict[str, str], key: str, says: str) -> None:
    good = {ask.key: ask.example for ask in FORMS[form].asks}

    with pytest.raises(DoesNotFit) as refused:
        make(form, good | fields)

    assert refused.value.key == key
    assert says in refused.value.why.ru


def test_half_a_character_is_not_taken_for_another() -> None:
    assert not explain(of_link().replace("?", "\udcff"), keys()).payable
    assert not explain(of_link().replace("?", "\ud800"), keys()).payable


def test_every_format_has_a_name() -> None:
    assert set(FORMS) | {"link", "unknown"} == set(explained.NAMES)
