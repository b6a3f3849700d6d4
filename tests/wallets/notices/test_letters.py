"""A letter for each payment out of a wallet with an e-mail: it comes by another way than the login that was stolen."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from common.database import Connection
from common.words import Language, Words
from processing_app.service.wallets import payer_letters
from processing_app.service.wallets.payer_letters import PayerLetters
from processing_app.store import behind, wallets
from tests.wallets.notices.office import IVAN, PETR, SHOP, Office

ADDRESS = "ivan@example.org"
LIMITS = ("per_operation", "per_day", "per_hour", "no_confirmation")


class Post:
    """Where letters are put."""

    def __init__(self, office: Office) -> None:
        self.put: list[tuple[str, str, str]] = []
        self.letters = PayerLetters(office.database, office.clock, "ru")
        self.letters.write = self._write
        self._office = office

    def _write(
        self, db: Connection, to: str, language: Language, subject: Words, lines: Sequence[Words], why: Words
    ) -> bool:
        self.put.append((to, subject.of(language), lines[0].of(language)))
        return True

    def wallet(self, number: str, email: str) -> None:
        """Somebody has a wallet."""
        row = {
            "wallet_id": number, "name": "Иван Иванов", "phone": "", "email": email, "login": f"wallet-{number}",
            "currency": "RUB", "blocked": "", "made": 0, **dict.fromkeys(LIMITS, 0),
        }  # fmt: skip
        self._office.database.write(lambda db: wallets.add(db, **row))

    def run(self) -> None:
        """Until there is nothing more."""
        while self.letters.turn():
            pass


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    """Letters are put into a list."""
    office = Office(tmp_path / "office")
    yield Post(office)
    office.close()


def test_each_payment_out_of_the_wallet_is_written_about_once(post: Post) -> None:
    office = post._office
    post.wallet(IVAN.id, ADDRESS)
    office.send()
    post.run()
    office.done(office.started(IVAN, SHOP, 7_000, "barcode"))
    post.run()
    post.run()

    assert [(to, subject) for to, subject, _ in post.put] == [
        (ADDRESS, "Из кошелька ушло 500,00 ₽"), (ADDRESS, "Из кошелька ушло 70,00 ₽"),
    ]  # fmt: skip
    assert "Пётр П." in post.put[0][2]
    assert "Кофейня" in post.put[1][2]


def test_what_comes_in_what_fails_and_who_has_no_address_cause_no_letter(post: Post) -> None:
    office = post._office
    post.wallet(IVAN.id, ADDRESS)
    post.wallet(PETR.id, "")
    office.send(PETR, IVAN)
    office.failed(office.started(IVAN, PETR), "not_enough_in_wallet")
    office.story.pay(office.story.create())
    post.run()

    assert post.put == []


def test_the_letter_and_the_position_are_one_commit(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    office = post._office
    post.wallet(IVAN.id, ADDRESS)
    office.send()

    def fails(*_: object) -> bool:
        raise OSError("disk")

    monkeypatch.setattr(post.letters, "write", fails)
    with pytest.raises(OSError, match="disk"):
        post.run()
    monkeypatch.undo()
    post.run()

    assert len(post.put) == 1


def test_payments_of_long_ago_are_not_written_about_when_the_address_comes_later(post: Post) -> None:
    office = post._office
    office.send()
    office.clock.advance(25 * 3600)
    post.wallet(IVAN.id, ADDRESS)
    post.run()

    assert post.put == []


def test_while_nobody_has_an_address_the_log_is_not_read_again_and_again(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = post._office
    monkeypatch.setattr(payer_letters, "SKIPPED", 9)
    for _ in range(3):
        office.send()

    def reads(*_: object) -> None:
        raise AssertionError("the log was read")

    monkeypatch.setattr(behind, "read", reads)
    post.run()
    monkeypatch.undo()
    post.wallet(IVAN.id, ADDRESS)
    post.run()

    assert post.put == []
