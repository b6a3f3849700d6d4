"""Links of SBP: those published are understood, a changed one is noticed, and none is made that a telephone opens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.errors import Rejected
from common.pay_codes import sbp
from common.pay_codes.crc import checksum
from common.pay_codes.explain import explain
from common.pay_codes.make import make
from tests.qr.vectors import SBP, SBP_WRONG

DYNAMIC = SBP["own dynamic"]
FIELDS = {"id": "AD100000000000000000000000000042", "bank": "100000000999", "amount": "150,00"}


def sealed(text: str) -> str:
    """The link with the right checksum."""
    before = text.partition("&crc=")[0]
    return f"{before}&crc={checksum(before.encode())}"


@pytest.mark.parametrize("text", SBP.values(), ids=SBP)
def test_a_published_link_is_explained_without_a_word_of_blame(text: str) -> None:
    found = explain(text)

    assert (found.format, found.problems, found.payable) == ("sbp", (), False)
    assert sbp.read(text).right_crc == text[-4:]


def test_every_part_is_told() -> None:
    told = {field.tag: field.meaning.ru for field in explain(DYNAMIC).fields}

    assert told["sum"] == "150,00 ₽"
    assert told["type"].startswith("динамическая")
    assert told["host"] == "НСПК: настоящая ссылка"


@pytest.mark.parametrize("text", SBP_WRONG)
def test_the_published_link_with_a_wrong_checksum_is_noticed(text: str) -> None:
    assert "sbp_crc" in [problem.code for problem in explain(text).problems]
    with pytest.raises(Rejected, match="qr_unreadable"):
        sbp.read(text)


SPOILED = {
    "the sum": (DYNAMIC.replace("15000", "95000"), "sbp_crc"),
    "no checksum": (DYNAMIC.partition("&crc=")[0], "sbp_crc"),
    "small letters": (SBP["static"].replace("0C8A", "0c8a"), "sbp_crc"),
    "http": (sealed(DYNAMIC.replace("https:", "http:")), "sbp_not_https"),
    "a foreign host": (sealed(DYNAMIC.replace("qr.nspk.ru", "qr.nspk.example")), "sbp_host"),
    "a short number": (sealed(DYNAMIC.replace("AD1", "AD")), "sbp_identifier"),
    "another kind": (sealed(DYNAMIC.replace("type=02", "type=01")), "sbp_kind_differs"),
    "no such kind": (sealed(DYNAMIC.replace("type=02", "type=09")), "sbp_type"),
    "the bank": (sealed(DYNAMIC.replace("bank=1", "bank=")), "sbp_bank"),
    "roubles": (sealed(DYNAMIC.replace("15000", "150,00")), "sbp_sum"),
    "no sum": (sealed(DYNAMIC.replace("&sum=15000&cur=RUB", "")), "sbp_sum_missing"),
    "no currency": (sealed(DYNAMIC.replace("&cur=RUB", "")), "sbp_currency"),
    "something else": (sealed(DYNAMIC.replace("&cur", "&utm=1&cur")), "sbp_parameter"),
}
NOTES = ("sbp_host", "sbp_currency", "sbp_parameter")


@pytest.mark.parametrize(("text", "code"), SPOILED.values(), ids=SPOILED)
def test_what_is_wrong_is_named_with_what_to_do(text: str, code: str) -> None:
    found = explain(text)

    assert code in [problem.code for problem in found.problems]
    assert found.wrong == (code not in NOTES)
    assert all(problem.advice.ru and problem.advice.en for problem in found.problems)


@given(place=st.integers(0, len(DYNAMIC) - 1), letter=st.characters(min_codepoint=33, max_codepoint=126))
def test_any_single_letter_that_changed_is_noticed(place: int, letter: str) -> None:
    spoiled = DYNAMIC[:place] + letter + DYNAMIC[place + 1 :]

    if spoiled != DYNAMIC:
        assert explain(spoiled).wrong or explain(spoiled).format == "unknown"
        with pytest.raises(Rejected):
            sbp.read(spoiled)


def test_a_link_is_made_with_the_simulators_host() -> None:
    text = make("sbp", FIELDS).decode()

    assert text.startswith("https://qr.oplata.test/AD")
    assert sbp.read(text).value("sum") == "15000"
    assert not explain(text).problems
    assert make("sbp", FIELDS | {"host": "pay.example.test"}).startswith(b"https://pay.example.test/")


@pytest.mark.parametrize("host", ["qr.nspk.ru", "nspk.ru", "sub.nspk.ru", "a b", "", "QR.NSPK.RU", "x/y"])
def test_no_link_is_made_that_a_real_telephone_would_pay(host: str) -> None:
    with pytest.raises(Rejected, match="wrong_value"):
        sbp.write(FIELDS["id"], "02", FIELDS["bank"], 100, host)


@pytest.mark.parametrize(
    "fields",
    [
        {"id": "AD1"},
        {"bank": "1"},
        {"amount": "0"},
        {"amount": "1,234"},
        {"type": "09"},
        {"type": "03"},
        {"amount": "-1"},
    ],
)
def test_a_link_that_does_not_fit_is_not_made(fields: dict[str, str]) -> None:
    with pytest.raises(Rejected, match="wrong_value"):
        make("sbp", FIELDS | fields)


def test_a_dynamic_link_without_a_sum_is_not_made() -> None:
    with pytest.raises(Rejected, match="wrong_value"):
        make("sbp", {"id": FIELDS["id"], "bank": FIELDS["bank"], "type": "02"})
