"""Notices and tokens by the centre's own doors: a payment over HTTP is told to both sides over HTTP."""

import base64
import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from common.protocol.consumer import NOTIFY
from common.protocol.wallets.doors import DOORS, NOTICES, TOKEN
from common.reporting.asks import AskLetters
from processing_app.service.asks import wallets as asks
from tests.wallets.centre import Answer, Holder, Town
from tests.wallets.notices.office import DONE, OPERATOR, PASSWORD, Ear


class Stage:
    """A town whose holders have ears."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.town = Town(folder)
        self.notifying: Any = self.town.program.wallets.notifying
        self.ears: list[Ear] = []
        self.come()

    def come(self) -> None:
        """Two holders whom nobody knows yet."""
        self.ivan, self.petr = self.town.holder("Иван Иванов"), self.town.holder("Пётр Петров")

    def listen(self, holder: Holder) -> Ear:
        """By the door."""
        ear = Ear(self.town.clock, "centre")
        self.ears.append(ear)
        ask = {"url": ear.url, "login": ear.login, "password": PASSWORD}
        ear.secrets = [holder.yes("POST", "/notices", ask)["secret"]]
        return ear

    def run(self) -> None:
        """What the workers and the rounds would do."""
        self.town.run()
        while self.notifying.noting.turn() or self.notifying.sender.turn(lambda _, work: work()):
            pass

    def close(self) -> None:
        """Everything ends."""
        for ear in self.ears:
            ear.__exit__()
        self.town.__exit__(None, None, None)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A town for the whole module."""
    made = Stage(tmp_path_factory.mktemp("town"))
    yield made
    made.close()


@pytest.fixture
def stage(running: Stage) -> Stage:
    """The town, with two new holders in it."""
    running.come()
    return running


def as_bearer(holder: Holder, token: str) -> Holder:
    """The same asker with a token in the place of its login."""
    found = Holder(holder.port, holder.card, holder._now_ms)
    found.authorization = f"Bearer {token}"
    return found


def test_both_sides_of_a_payment_are_told_once_signed_and_numbered(stage: Stage) -> None:
    ivan, petr = stage.listen(stage.ivan), stage.listen(stage.petr)

    paid = [stage.ivan.send(stage.petr, amount).body["payment_id"] for amount in (12_300, 400)]
    stage.run()
    stage.run()

    assert [(got.sequence, got.kind, got.amount) for got in ivan.taken] == [(1, DONE, -12_300), (2, DONE, -400)]
    assert [(got.sequence, got.kind, got.amount) for got in petr.taken] == [(1, DONE, 12_300), (2, DONE, 400)]
    assert [body["payment_id"] for body in petr.bodies] == paid
    assert "Иван И." in petr.taken[0].text
    assert ivan.refused + petr.refused == []


def test_a_charge_by_qr_is_told_to_the_provider_and_a_failed_one_to_both(stage: Stage) -> None:
    provider = stage.town.provider("Кофейня")
    ivan, shop = stage.listen(stage.ivan), stage.listen(provider)
    qr = provider.yes("POST", "/qr", {})["text"]

    assert stage.ivan.pay(qr, 5_000).status == 200
    stage.run()

    assert [(got.kind, got.amount) for got in shop.taken] == [(DONE, 5_000)]
    assert [(got.kind, got.amount) for got in ivan.taken] == [(DONE, -5_000)]
    assert shop.bodies[0]["number"] == provider.number


def test_a_token_does_what_its_login_does_until_it_is_revoked(stage: Stage) -> None:
    token = stage.ivan.yes("POST", "/token", {"minutes": 5})["token"]
    bearer = as_bearer(stage.ivan, token)

    assert bearer.yes("POST", "/wallet", {})["number"] == stage.ivan.number
    assert bearer.send(stage.petr, 100).status == 200
    stage.ivan.yes("POST", "/token/revoke", {})
    refused = bearer.ask("POST", "/wallet", {})

    assert (refused.status, refused.code) == (401, "wrong_token")
    assert stage.ivan.ask("POST", "/wallet", {}).status == 200


def test_a_new_login_ends_the_place_that_the_former_one_gave(stage: Stage) -> None:
    thief = stage.listen(stage.ivan)
    token = stage.ivan.yes("POST", "/token", {})["token"]
    number = stage.ivan.number
    card = stage.town.do(stage.town.parts.accounts.reissue_wallet_password, asks.WalletNumber(number=number))
    fresh = Holder(stage.town.port, card, stage.ivan._now_ms)

    fresh.send(stage.petr, 100)
    stage.run()
    honest = stage.listen(fresh)
    fresh.send(stage.petr, 200)
    stage.run()

    assert as_bearer(stage.ivan, token).ask("POST", "/wallet", {}).code == "wrong_token"
    assert stage.ivan.ask("POST", "/wallet", {}).code == "wrong_password"
    assert thief.heard == []
    assert [(got.sequence, got.amount) for got in honest.taken] == [(1, -200)]


def test_a_blocked_wallets_token_moves_nothing(stage: Stage) -> None:
    token = stage.ivan.yes("POST", "/token", {})["token"]
    stage.town.block(stage.ivan)

    answer = as_bearer(stage.ivan, token).send(stage.petr, 100)

    assert answer.code == "wallet_blocked"
    assert stage.town.balance(stage.petr) == 100_000


def test_nobody_gets_a_token_for_too_long_or_for_no_time(stage: Stage) -> None:
    assert [stage.ivan.ask("POST", "/token", {"minutes": one}).status for one in (0, 1441)] == [400, 400]


def test_tokens_passwords_and_secrets_are_in_no_line_of_the_log(stage: Stage) -> None:
    ear = stage.listen(stage.ivan)
    token = stage.ivan.yes("POST", "/token", {})["token"]
    as_bearer(stage.ivan, token).send(stage.petr, 100)
    stage.run()
    stage.town.instance.log.exchanges.flush()
    stage.town.instance.log.lines.flush()

    files = [one.read_text(encoding="utf-8", errors="replace") for one in stage.folder.rglob("*.jsonl")]
    written = "".join(files)
    assert "/payments/notices" in written
    assert NOTIFY.path in written
    for secret in (token, PASSWORD, ear.secrets[0], base64.b64encode(f"centre:{PASSWORD}".encode()).decode()):
        assert secret not in written


def test_a_payer_with_an_e_mail_finds_a_letter_in_the_outbox_of_the_centre(stage: Stage) -> None:
    careful = stage.town.holder("Осип Орлов", email="osip@example.org")
    careful.send(stage.petr, 12_300)
    stage.ivan.send(stage.petr, 400)
    stage.run()

    assert not stage.notifying.payer_letters.turn()

    found = stage.town.database.read(lambda db: stage.town.service.letters.letters(db, OPERATOR, AskLetters())).letters
    assert [(one.recipient, one.subject) for one in found] == [("osip@example.org", "Из кошелька ушло 123,00 ₽")]


def test_the_doors_of_payments_take_both_ways_in_but_for_two_and_the_document_says_so(stage: Stage) -> None:
    wire = http.client.HTTPConnection("127.0.0.1", stage.town.port)
    wire.request("GET", "/openapi.json")
    document = json.loads(wire.getresponse().read())
    wire.close()

    for door in DOORS:
        said = document["paths"][door.path][door.method.lower()]
        by_login_alone = door in (NOTICES, TOKEN)
        assert said["security"] == ([{"basic": []}] if by_login_alone else [{"basic": []}, {"bearer": []}]), door.path


def test_an_agents_login_opens_no_door_of_payments(stage: Stage) -> None:
    stranger = Holder(stage.town.port, stage.ivan.card, stage.ivan._now_ms)
    stranger.authorization = "Basic " + base64.b64encode(b"operator:nothing").decode()

    answer: Answer = stranger.ask("POST", "/notices", {"url": ""})

    assert (answer.status, answer.code) == (401, "wrong_password")
