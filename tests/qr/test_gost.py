"""Bills by GOST R 56042: three encodings, any separator, and what their makers usually get wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.errors import Rejected
from common.pay_codes import gost, requisites
from common.pay_codes.explain import explain
from common.pay_codes.explained import Explained
from common.pay_codes.gost_keys import ENCODINGS, KEYS, OBLIGATORY
from common.pay_codes.make import make
from tests.qr.vectors import BILL, STANDARDS_OWN

PLAIN = BILL.replace("«", '"').replace("»", '"')
ACCOUNT, BIC, CORRESPONDENT = "40702810900000000042", "044525225", "30101810400000000225"


def codes(explained: Explained) -> list[str]:
    """The problems of an explanation by their codes."""
    return [problem.code for problem in explained.problems]


def test_the_standards_own_sample_fits_but_for_its_made_up_inn() -> None:
    found = explain(STANDARDS_OWN)

    told = {field.tag: field.meaning.ru for field in found.fields}
    assert codes(found) == ["gost_inn"]
    assert told["PersonalAcc"] == told["CorrespAcc"] == "контрольный ключ сходится"
    assert told["Sum"] == "1\u00a0000,00 ₽"


def test_a_good_bill_is_explained_without_blame_and_never_paid_here() -> None:
    found = explain(BILL)

    assert not found.problems
    assert (found.format, found.payable) == ("gost", False)
    assert "не подписана" in found.why.ru


@pytest.mark.parametrize(("digit", "encoding"), ENCODINGS.items())
def test_bytes_are_read_by_the_encoding_that_the_header_names(digit: str, encoding: str) -> None:
    data = PLAIN.replace("ST00012", f"ST0001{digit}").encode(encoding)

    assert gost.read(data).value("Name") == 'ООО "Три кита"'
    assert not explain(data).problems


@pytest.mark.parametrize("digit", ENCODINGS)
@pytest.mark.parametrize("true", ENCODINGS.values())
def test_bytes_in_another_encoding_than_the_headers_are_noticed_and_read_all_the_same(digit: str, true: str) -> None:
    data = PLAIN.replace("ST00012", f"ST0001{digit}").encode(true)

    found = explain(data)

    assert ("gost_other_encoding" in codes(found)) == (ENCODINGS[digit] != true)
    assert next(field.value for field in found.fields if field.tag == "Name") == 'ООО "Три кита"'


@pytest.mark.parametrize("separator", ["|", "~", "^", ";", "\t", "§"])
def test_any_character_may_separate(separator: str) -> None:
    assert not explain(BILL.replace("|", separator).encode()).problems


def changed(**values: str) -> str:
    """The bill with other values; an empty one takes the field away."""
    parts = [part.partition("=")[::2] for part in BILL.split("|")[1:]]
    kept = {key: values.get(key, value) for key, value in parts}
    return "|".join(["ST00012", *(f"{key}={value}" for key, value in kept.items() if value)])


SPOILED = {
    "roubles with a comma": (changed(Sum="150,00"), "gost_sum_in_roubles"),
    "roubles with a point": (changed(Sum="150.5"), "gost_sum_in_roubles"),
    "a sum in words": (changed(Sum="сто"), "gost_sum"),
    "no money": (changed(Sum="0"), "gost_sum"),
    "below zero": (changed(Sum="-100"), "gost_sum"),
    "INN": (BILL.replace("PayeeINN=", "INN="), "gost_wrong_key"),
    "small letters": (BILL.replace("Sum=", "sum="), "gost_wrong_key"),
    "a key of nobody": (BILL + "|Colour=red", "gost_unknown_key"),
    "a separator in a value": (BILL.replace("по счёту", "по | счёту"), "gost_separator_inside"),
    "order": (BILL.replace("|BIC=044525225", "") + "|BIC=044525225", "gost_order"),
    "something before": (BILL.replace("|Name=", "|Purpose=Х|Name="), "gost_order"),
    "missing": (changed(BankName=""), "gost_missing"),
    "twice": (BILL + "|Sum=100", "gost_twice"),
    "long": (changed(Name="Ю" * 161), "gost_too_long"),
    "a long block": (changed(Name="Ю" * 120), "gost_block"),
    "the account's key": (changed(PersonalAcc="40702810900000000043"), "gost_control_key"),
    "the correspondent account's key": (changed(CorrespAcc="30101810400000000226"), "gost_control_key"),
    "another bank": (changed(BIC="044525974"), "gost_control_key"),
    "a short account": (changed(PersonalAcc="4070281090000000004"), "gost_account"),
    "a BIC": (changed(BIC="4525225"), "gost_bic"),
    "an INN": (changed(PayeeINN="7707083894"), "gost_inn"),
    "a KPP": (BILL + "|KPP=77070", "gost_kpp"),
    "an OKTMO": (BILL + "|OKTMO=123", "gost_oktmo"),
    "a KBK": (BILL + "|CBC=1821", "gost_cbc"),
    "a code of a service": (BILL + "|TechCode=16", "gost_tech_code"),
    "a version": (BILL.replace("ST0001", "ST0002"), "gost_version"),
    "an encoding": (BILL.replace("ST00012", "ST00017"), "gost_encoding"),
    "a letter that is not in the encoding": (BILL.replace("ST00012", "ST00013"), "gost_not_in_encoding"),
    "nothing": ("ST00012", "gost_empty"),
}


@pytest.mark.parametrize(("text", "code"), SPOILED.values(), ids=SPOILED)
def test_what_is_wrong_is_named_with_what_to_do(text: str, code: str) -> None:
    found = explain(text)

    assert code in codes(found)
    assert found.wrong == (code != "gost_unknown_key")
    problem = next(one for one in found.problems if one.code == code)
    assert all((problem.words.ru, problem.words.en, problem.advice.ru, problem.advice.en))


def test_advice_gives_the_sum_in_kopecks() -> None:
    found = (
        explain(SPOILED["roubles with a comma"][0]).problems[0],
        explain(SPOILED["roubles with a point"][0]).problems[0],
    )

    assert [one.advice.ru for one in found] == ["Напишите Sum=15000.", "Напишите Sum=15050."]


def test_a_wrong_key_is_named_rightly() -> None:
    assert explain(SPOILED["INN"][0]).problems[0].words.ru == "Ключ INN вместо PayeeINN"


def test_a_control_key_guards_every_digit_of_an_account() -> None:
    wrong = [
        ACCOUNT[:place] + str((int(ACCOUNT[place]) + by) % 10) + ACCOUNT[place + 1 :]
        for place in range(20)
        for by in range(1, 10)
    ]

    assert requisites.account_fits(ACCOUNT, BIC)
    assert requisites.correspondent_fits(CORRESPONDENT, BIC)
    assert not any(requisites.account_fits(account, BIC) for account in wrong)
    assert requisites.with_key("40702810000000000042", BIC) == ACCOUNT


@pytest.mark.parametrize("inn", ["7707083893", "500100732259"])
def test_an_inn_ends_with_its_control_digits(inn: str) -> None:
    assert requisites.inn_fits(inn)
    assert not requisites.inn_fits(inn[:-1] + str((int(inn[-1]) + 1) % 10))
    assert not requisites.inn_fits(inn[:-1])


WORDS = st.text('АБЯабяёЁZz09|~^#;="()-©', min_size=1, max_size=40)


@given(name=WORDS, bank=WORDS, purpose=WORDS, encoding=st.sampled_from(sorted(ENCODINGS.values())))
def test_what_is_made_is_read_as_it_was_meant(name: str, bank: str, purpose: str, encoding: str) -> None:
    fields = {
        "Name": name, "PersonalAcc": ACCOUNT, "BankName": bank, "BIC": BIC, "CorrespAcc": CORRESPONDENT,
        "Purpose": purpose, "Sum": "100", "encoding": encoding,
    }  # fmt: skip
    if {"|", "~", "^", "#", ";", "`"} <= set(name + bank + purpose):
        return

    bill = gost.read(make("gost", fields))

    assert {part.key: part.value for part in bill.parts} | {"encoding": bill.encoding} == fields


@pytest.mark.parametrize(
    "fields",
    [
        {"Sum": "1,50"}, {"PersonalAcc": ACCOUNT[:-1] + "3"}, {"CorrespAcc": "1"}, {"BIC": "1"}, {"Name": ""},
        {"Name": "Ю" * 161}, {"PayeeINN": "1"}, {"encoding": "latin-1"}, {"encoding": "koi8-r"}, {"separator": "="},
        {"Colour": "red"}, {"Name": "Ю" * 140},
    ],
)  # fmt: skip
def test_a_bill_that_a_bank_would_refuse_is_not_made(fields: dict[str, str]) -> None:
    good = dict(zip(OBLIGATORY, ("ООО «Три кита»", ACCOUNT, "Банк", BIC, CORRESPONDENT), strict=True))

    assert make("gost", good)
    with pytest.raises(Rejected, match="wrong_value"):
        make("gost", good | fields)


def test_every_key_of_the_standard_has_a_name_in_both_languages() -> None:
    assert all(key.name.ru and key.name.en and key.longest > 0 for key in KEYS.values())
    assert set(OBLIGATORY) < set(KEYS)
