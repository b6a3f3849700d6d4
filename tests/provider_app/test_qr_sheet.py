"""A sheet of A6: all its words are in it, in one language, on one page, whatever the names are like."""

from datetime import UTC, datetime

import pytest

from common.protocol.wallets.codes import QrMade
from common.words import Language
from provider_app.reports import qr_sheet
from tests.agent_terminal.printer.pdf_text import size_of, text_of

AT = datetime(2026, 11, 28, tzinfo=UTC)
LONG = "Общество с ограниченной ответственностью «Пекарня на углу Ленина и Мира»"


def made(**changed: object) -> QrMade:
    """A code with a sum."""
    plain = {
        "text": "0002010102" * 25, "form": "emv", "key_id": "k-1", "name": "Пекарня", "amount": 15_000,
        "order": "Стол 4",
    }  # fmt: skip
    return QrMade(**{**plain, **changed})  # type: ignore[arg-type]


def words(one: QrMade, language: Language) -> str:
    """What stands on its sheet."""
    return " ".join(text_of(qr_sheet.drawn(one, language, at=AT)).split())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ru", ("УЧЕБНЫЙ РЕЖИМ. Деньги не настоящие", "Пекарня", "150,00 ₽", "Стол 4", "ключ k-1")),
        ("en", ("TRAINING MODE. The money is not real", "Пекарня", "150.00 ₽", "Стол 4", "key k-1")),
    ],
)
def test_it_says_whose_it_is_how_much_and_that_the_money_is_not_real(language: Language, said: tuple[str, ...]) -> None:
    text = words(made(), language)

    assert [one for one in said if one not in text] == []


def test_without_a_sum_the_buyer_types_it() -> None:
    assert "Сумму введёт покупатель" in words(made(amount=0), "ru")


def test_it_is_one_page_of_a6_however_long_the_names_are() -> None:
    file = qr_sheet.drawn(made(name=LONG * 2, order="Ж" * 140), "ru", at=AT)

    assert (size_of(file), file.count(b"/Type /Page\n")) == ((105, 148), 1)


@pytest.mark.parametrize(
    ("one", "name"),
    [
        (made(name="../../etc/Пекарня: «3»?"), "QR etcПекарня 3 150,00.pdf"),
        (made(name="", amount=0), "QR .pdf"),
    ],
)
def test_its_file_is_called_by_no_path(one: QrMade, name: str) -> None:
    assert qr_sheet.file_name(one) == name
