"""What a card is: numbers, systems, dates and codes that are taken, and those that are refused by the field's name."""

import pytest

from common.errors import Rejected
from processing_app.vault import cards
from tests.intents.vault.stand import START_MS, asked, numbers, sound

TEST_CARDS = (
    ("4242424242424242", "visa"), ("5555555555554444", "mastercard"), ("2201382000000013", "mir"),
    ("4012888888881881", "visa"), ("5169147129584558", "mastercard"), ("4987654321098769", "visa"),
    ("4342561111111118", "visa"), ("4929172190150505", "visa"), ("4000000000000002", "visa"),
    ("4222222222222220", "visa"), ("4003830171874018", "visa"), ("4000000000000069", "visa"),
    ("4111110000000112", "visa"),
)  # fmt: skip
OTHERS = (
    ("2200000000000004", "mir"), ("2204999999999991", "mir"), ("2720999999999996", "mastercard"),
    ("378282246310005", "amex"), ("3530111333300000", "jcb"), ("30569309025904", "dinersclub"),
    ("6011111111111117", "discover"), ("6200000000000005", "unionpay"), ("6759649826438453", "maestro"),
    ("4222222222222", "visa"),
)  # fmt: skip
REFUSED_NUMBERS = (
    ("4242424242424241", cards.CHECK_DIGIT), ("0000000000000000", cards.SYSTEM), ("9999999999999995", cards.SYSTEM),
    ("55555555555544440", cards.LENGTH), ("42424242424242", cards.LENGTH), ("", cards.NUMBER), ("4242", cards.NUMBER),
    ("4" * 20, cards.NUMBER), ("٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢", cards.NUMBER), ("４２４２４２４２４２４２４２４２", cards.NUMBER),
    ("4242_4242_4242_4242", cards.NUMBER), ("4242424242424242\n", cards.NUMBER), ("+4242424242424242", cards.NUMBER),
    ("4242\u00a04242\u00a04242\u00a04242", cards.NUMBER), ("4242424242424242 ٢", cards.NUMBER),
)  # fmt: skip
REFUSED_DATES = (
    ("00/33", cards.DATE), ("13/33", cards.DATE), ("1/33", cards.DATE), ("12/3", cards.DATE), ("", cards.DATE),
    ("12/2033", cards.DATE), ("١٢/33", cards.DATE), ("12-33", cards.DATE), ("12/33\n", cards.DATE),
    ("12/99", cards.DATE),
    ("02/30", cards.PASSED), ("12/29", cards.PASSED), ("01/00", cards.PASSED),
)  # fmt: skip
REFUSED_CODES = ("", "1", "12", "12345", "٧٣٩", "７３９", "7 9", "73a", "739\n")
REFUSED_HOLDERS = ("4242424242424242", "IVAN 1", "A" * 65, "A\nB", "_")


@pytest.mark.parametrize(("number", "system"), [*TEST_CARDS, *OTHERS])
def test_a_cards_system_is_known_by_its_number(number: str, system: str) -> None:
    card = cards.checked(asked(number).payment_tool, START_MS)

    assert (card.number, cards.system_of(card.number)) == (number, system)


@pytest.mark.parametrize("written", ["4242 4242 4242 4242", "4242-4242-4242-4242", " 424242 4242424242 "])
def test_a_number_may_be_written_in_groups(written: str) -> None:
    assert cards.checked(asked(written).payment_tool, START_MS).number == "4242424242424242"


@pytest.mark.parametrize(("number", "field"), REFUSED_NUMBERS)
def test_a_number_that_is_none_is_refused_by_name_and_not_repeated(number: str, field: str) -> None:
    with pytest.raises(Rejected) as refused:
        cards.checked(asked(number).payment_tool, START_MS)

    assert (refused.value.code, refused.value.detail) == ("invalid_card", field)


@pytest.mark.parametrize(("date", "field"), REFUSED_DATES)
def test_a_date_that_is_none_or_has_passed_is_refused_by_name(date: str, field: str) -> None:
    with pytest.raises(Rejected) as refused:
        cards.checked(asked(date=date).payment_tool, START_MS)

    assert (refused.value.code, refused.value.detail) == ("invalid_card", field)


@pytest.mark.parametrize("date", ["03/30", "0330", "03 / 30", "12/50"])
def test_a_card_is_good_until_the_end_of_its_month(date: str) -> None:
    card = cards.checked(asked(date=date).payment_tool, START_MS)

    assert (card.month, card.year) == (int(date[:2]), 2000 + int(date[-2:]))


@pytest.mark.parametrize("cvv", REFUSED_CODES)
def test_a_code_has_three_or_four_digits(cvv: str) -> None:
    with pytest.raises(Rejected, match="security code"):
        cards.checked(asked(cvv=cvv).payment_tool, START_MS)


@pytest.mark.parametrize("holder", REFUSED_HOLDERS)
def test_a_holders_name_hides_no_number(holder: str) -> None:
    with pytest.raises(Rejected, match="card holder"):
        cards.checked(asked(holder=holder).payment_tool, START_MS)


@pytest.mark.parametrize("holder", ["", "IVAN IVANOV", "Анна-Мария О'Нил мл."])
def test_a_holder_may_have_a_name_of_any_alphabet_or_none(holder: str) -> None:
    assert cards.checked(asked(holder=holder).payment_tool, START_MS).holder == holder


def test_exactly_one_of_ten_last_digits_is_right() -> None:
    for number in numbers(50):
        right = [number[:-1] + digit for digit in "0123456789" if cards.luhn(number[:-1] + digit)]

        assert right == [number]
        assert sound(number)
