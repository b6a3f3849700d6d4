"""A top-up's QR text is read as it was meant, and anything else is refused in words."""

import pytest

from common.errors import Rejected
from common.money import LARGEST
from common.protocol.invoice import Invoice, invoice_from_text, invoice_text, looks_like_invoice

UID = "01970000-0000-7000-8000-000000000001"
FULL = Invoice(account="9123456789", provider=UID, name="МегаФон & Ко", amount=50_000)


@pytest.mark.parametrize(
    "invoice",
    [FULL, Invoice(account="000417"), Invoice(account="+7 912/34=5&6", name="a+b"), Invoice(account="1", amount=1)],
    ids=["full", "account alone", "letters with a meaning", "least"],
)
def test_what_was_written_is_read(invoice: Invoice) -> None:
    text = invoice_text(invoice)

    assert invoice_from_text(text) == invoice
    assert invoice_from_text(f"\n{text} ") == invoice
    assert text.isascii()
    assert " " not in text


def test_the_text_stays_as_it_is_for_terminals_of_other_makers() -> None:
    text = invoice_text(Invoice(account="9123456789", provider=UID, name="Мега", amount=50_000))

    assert text == (
        f"oplata:top-up?v=1&provider={UID}&account=9123456789&currency=RUB&sum=50000&name=%D0%9C%D0%B5%D0%B3%D0%B0"
    )


def test_keys_of_a_later_time_are_passed_over() -> None:
    assert invoice_from_text("OPLATA:TOP-UP?v=1&account=5&colour=red") == Invoice(account="5")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://example.com",
        "oplata:top-up?",
        "oplata:top-up?v=2&account=5",
        "oplata:top-up?account=5",
        "oplata:top-up?v=1",
        "oplata:top-up?v=1&account=5&account=6",
        "oplata:top-up?v=1&account=5&sum=1,50",
        "oplata:top-up?v=1&account=5&sum=1.50",
        "oplata:top-up?v=1&account=5&sum=-5",
        "oplata:top-up?v=1&account=5&sum=0",
        f"oplata:top-up?v=1&account=5&sum={LARGEST + 1}",
        "oplata:top-up?v=1&account=5&sum=" + "9" * 500,
        "oplata:top-up?v=1&account=%FF",
        "oplata:top-up?v=1&account=" + "5" * 2_000,
        "oplata:top-up?v=1&account=номер",
        "oplata:top-up?" + "&".join(f"k{n}=1" for n in range(50)),
    ],
)
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(Rejected, match="wrong_value"):
        invoice_from_text(text)


@pytest.mark.parametrize("amount", [0, -1, LARGEST + 1])
def test_a_sum_that_nobody_can_pay_is_not_written(amount: int) -> None:
    with pytest.raises(Rejected, match="wrong_value"):
        invoice_text(Invoice(account="5", amount=amount))


def test_other_peoples_codes_are_left_alone() -> None:
    assert looks_like_invoice(invoice_text(FULL))
    assert not looks_like_invoice("ST00012|Name=ООО")
    assert not looks_like_invoice("OPLATA1:CARD")


def test_a_text_that_no_scanner_would_take_is_not_made() -> None:
    with pytest.raises(Rejected) as refusal:
        invoice_text(Invoice(account="9123456789", name="Ж" * 200))

    assert refusal.value.code == "wrong_value"
