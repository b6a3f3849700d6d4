"""EMVCo codes of sellers and buyers: published ones are understood, and what is wrong in a spoiled one is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.errors import Rejected
from common.pay_codes import cpm, emv, tlv
from common.pay_codes.crc import checksum
from common.pay_codes.explain import explain
from common.pay_codes.explained import Explained
from common.pay_codes.make import make
from tests.qr.vectors import BEIJING, DYNAMIC, EMV, STATIC


def codes(explained: Explained) -> list[str]:
    """The problems of an explanation by their codes."""
    return [problem.code for problem in explained.problems]


def sealed(text: str) -> str:
    """A code's text, without its CRC, with the right one."""
    return text + "6304" + checksum((text + "6304").encode())


def test_the_checksum_is_the_published_one() -> None:
    assert checksum(b"123456789") == "29B1"


@pytest.mark.parametrize("text", EMV.values(), ids=EMV)
def test_a_published_code_is_read_written_and_explained_without_a_word_of_blame(text: str) -> None:
    code = emv.read(text)

    assert emv.write((item.tag, item.value) for item in code.items) == text
    assert not explain(text).problems
    assert not explain(text).payable


def test_a_code_says_whom_it_pays_how_much_and_for_what() -> None:
    code = emv.read(DYNAMIC)

    assert (code.amount, code.currency, code.dynamic) == (15_000, "RUB", True)
    assert code.inner("26") == {"00": "ru.paysim", "01": "SHOP0001"}
    assert code.inner(emv.EXTRA) == {"01": "INV-42", "05": "9161234567"}
    assert (emv.read(STATIC).amount, emv.read(BEIJING).amount) == (0, 2372)


def test_every_tag_is_told_with_what_it_means() -> None:
    told = {
        field.tag: (field.name.ru, field.value, field.meaning.ru)
        for field in explain(DYNAMIC).fields
        if not field.depth
    }

    assert told["54"] == ("сумма", "150.00", "150,00 RUB")
    assert told["01"] == ("вид кода", "12", "динамический: на один платёж")
    assert told["63"] == ("контрольная сумма", "E686", "сходится")


BODY = DYNAMIC[:-8]
SPOILED = {
    "CRC": (DYNAMIC[:-4] + "0000", "emv_crc"),
    "a digit of the sum": (DYNAMIC.replace("150.00", "950.00"), "emv_crc"),
    "small letters": (DYNAMIC[:-4] + DYNAMIC[-4:].lower(), "emv_crc_small"),
    "cut": (DYNAMIC[:70], "emv_torn"),
    "a sum with a comma": (sealed(BODY.replace("150.00", "150,00")), "emv_sum_with_comma"),
    "no sum": (sealed(BODY.replace("5406150.00", "54010")), "emv_sum"),
    "below zero": (sealed(BODY.replace("5406150.00", "5402-1")), "emv_sum"),
    "three decimals": (sealed(BODY.replace("5406150.00", "54051.000")), "emv_sum"),
    "Russian name": (sealed(BODY.replace("5909MEGASVYAZ", "5909МегаСвязь")), "emv_not_latin"),
    "lengths in bytes": (sealed(BODY.replace("6004PERM", "6010Пермь")), "emv_length_in_bytes"),
    "a long name": (sealed(BODY.replace("5909MEGASVYAZ", "5926" + "A" * 26)), "emv_too_long"),
    "twice": (sealed(BODY + "5802RU"), "emv_twice"),
    "no currency": (sealed(BODY.replace("5303643", "")), "emv_missing"),
    "a currency in letters": (sealed(BODY.replace("5303643", "5303RUB")), "emv_value"),
    "no CRC": (BODY, "emv_missing"),
    "order": (sealed(BODY.replace("010212", "") + "010212"), "emv_order"),
    "nobody to pay": (sealed(BODY.replace("26250009ru.paysim0108SHOP0001", "")), "emv_account"),
    "a torn template": (sealed(BODY.replace("0108SHOP0001", "0109SHOP0001")), "emv_template"),
    "a fee that is not there": (sealed(BODY + "550202"), "emv_fee"),
    "a fee unannounced": (sealed(BODY + "56041.00"), "emv_fee"),
    "a kind": (sealed(BODY.replace("010212", "010213")), "emv_value"),
}


@pytest.mark.parametrize(("text", "code"), SPOILED.values(), ids=SPOILED)
def test_what_is_wrong_is_named_with_what_to_do(text: str, code: str) -> None:
    found = explain(text)

    assert code in codes(found)
    assert found.wrong
    problem = next(one for one in found.problems if one.code == code)
    assert all((problem.words.ru, problem.words.en, problem.advice.ru, problem.advice.en))


def test_a_static_code_with_a_sum_is_worth_a_word_but_not_wrong() -> None:
    found = explain(sealed(BODY.replace("010212", "010211")))

    assert codes(found) == ["emv_static_with_sum"]
    assert not found.wrong


@pytest.mark.parametrize("text", [DYNAMIC[:-1], DYNAMIC + "0", "", "0002", BODY, SPOILED["twice"][0], "x" * 600])
def test_a_strict_reader_takes_whole_codes_only(text: str) -> None:
    with pytest.raises(Rejected, match="qr_unreadable"):
        emv.read(text)


@given(place=st.integers(0, len(DYNAMIC) - 1), letter=st.characters(min_codepoint=33, max_codepoint=0x44F))
def test_any_single_letter_that_changed_is_noticed(place: int, letter: str) -> None:
    spoiled = DYNAMIC[:place] + letter + DYNAMIC[place + 1 :]

    if spoiled != DYNAMIC:
        assert explain(spoiled).wrong or explain(spoiled).format == "unknown"
        with pytest.raises(Rejected):
            emv.read(spoiled)


ANY = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=25)


@given(
    name=st.text("АБЯабя«»ёЁ№-ZzЂ", min_size=1, max_size=25),
    account=ANY,
    kopecks=st.integers(1, 10**12),
    bill=ANY,
)
def test_what_is_made_is_explained_as_it_was_meant(name: str, account: str, kopecks: int, bill: str) -> None:
    amount = f"{kopecks // 100}.{kopecks % 100:02d}"
    fields = {"name": f"A {name}", "account": account, "amount": amount, "bill": bill}
    if not (account.strip() and bill.strip()):
        return

    text = make("emv", fields).decode()

    code, found = emv.read(text), explain(text)
    assert (code.amount, code.inner("26")["01"], code.inner("62")["01"]) == (kopecks, account.strip(), bill.strip())
    assert not found.problems


def test_items_are_written_and_read_alike() -> None:
    assert tlv.read(tlv.write([("00", "a"), ("01", "b" * 99)])) == (("00", "a", 0), ("01", "b" * 99, 5))
    for tag, value in (("0", "a"), ("00", ""), ("00", "a" * 100), ("٠٠", "a")):
        with pytest.raises(Rejected, match="wrong_value"):
            tlv.one(tag, value)


CARD = {"aid": "A0000006581010", "label": "MIR", "number": "2200000000000004", "name": "Иван Иванов"}


def test_a_buyers_code_is_explained_and_his_number_is_not_shown() -> None:
    text = make("cpm", CARD | {"cryptogram": "584FD385FA234BCC"}).decode()

    found = explain(text)

    told = {field.tag: field for field in found.fields}
    assert text.startswith(cpm.START)
    assert (told["4F"].meaning.ru, told["50"].value, told["5F20"].value) == ("Мир", "MIR", "IVAN IVANOV")
    assert (told["5A"].value, told["9F26"].value) == ("•••• 0004", "584FD385FA234BCC")
    assert "2200000000000004" not in repr(found)
    assert not found.problems
    assert cpm.read(text)[0].value == cpm.VERSION


def test_track_2_is_not_shown_either() -> None:
    text = cpm.write(
        [("4F", bytes.fromhex("A0000000031010")), ("57", cpm.packed("4761739001010010D30121200012339900031"))]
    )

    found = explain(text)

    told = {field.tag: field for field in found.fields}
    assert (told["57"].value, told["57"].meaning.ru) == ("•••• 0010D…", "срок 12/30")
    assert "476173900101" not in repr(found)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (make("cpm", CARD).decode()[:24], "cpm_torn"),
        (make("cpm", CARD | {"number": "2200000000000005"}).decode(), "cpm_number"),
        ("hQVDUFYwMg==", "cpm_version"),
        ("hQVDUFYwMQ==", "cpm_missing"),
        ("hQVDUFYwM!!", "cpm_torn"),
    ],
)
def test_a_spoiled_buyers_code_is_told(text: str, code: str) -> None:
    assert code in codes(explain(text))
    with pytest.raises(Rejected, match="qr_unreadable"):
        cpm.read(text + "=")
