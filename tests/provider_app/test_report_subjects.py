"""Whom a statement and a comparison may be about is found by whatever a person knows of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from common.reporting.kinds import Kind, Subject
from common.words import Words
from provider_app.reports.kinds import COMPARISON, STATEMENT
from provider_app.service import report_subjects
from provider_app.store import about
from tests.reports.provider_books import Books


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Books]:
    made = Books(Path(tmp_path_factory.mktemp("books")))
    made.sign("9123456789", "Иванов Иван Иванович", 417)
    made.sign("9120000417", "Петрова Анна", 418)
    made.sign("89120000417", "Длиннов Номер", 9_120_000_417)
    for place in range(60):
        made.sign(f"77{place:08d}", f"Сидоров {place}", 500 + place)
    yield made
    made.close()


def found(books: Books, text: str, kind: Kind = STATEMENT) -> list[Subject]:
    return books.database.read(lambda db: report_subjects.subjects(db, kind, text))


@pytest.mark.parametrize("text", ["9123456789", "+7 912 345-67-89", "000417", "417", "иванов", "Иван Иванович", "417 "])
def test_a_subscriber_is_found_by_number_contract_or_name(books: Books, text: str) -> None:
    first = found(books, text)[0]

    assert first == Subject("9123456789", "Иванов Иван Иванович", "ivanov@example.org")


@pytest.mark.parametrize("key", ["9123456789", "9120000417", "89120000417", "7700000059"])
def test_a_key_finds_its_own_subscriber_first(books: Books, key: str) -> None:
    assert found(books, key)[0].key == key


def test_at_most_fifty_are_offered(books: Books) -> None:
    assert len(found(books, "")) == len(found(books, "сидоров")) == 50
    assert found(books, "nobody@nowhere") == []


def test_contracts_with_centres_are_found_by_name_or_number(books: Books) -> None:
    key = str(books.centre)

    assert found(books, "учебный", COMPARISON) == found(books, key, COMPARISON) == [Subject(key, "ПЦ «Учебный»")]
    assert found(books, "другой", COMPARISON) == []


def test_reports_are_the_providers_own(books: Books) -> None:
    nameless = books.database.read(report_subjects.issuer)
    books.write(lambda db: about.put(db, Words("МегаФон", "MegaFon"), Words("Связь", "Mobile")))

    assert nameless == report_subjects.NAMELESS
    assert books.database.read(report_subjects.issuer) == Words("МегаФон", "MegaFon")
