"""Tokens of wallets and providers: in the place of a login for a while, and never longer than the login."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec
import pytest

from common import credentials
from common.credentials import Gatekeeper
from common.database import Connection
from common.errors import ContractFault
from common.principal import Principal
from common.protocol.wallets.notices import AskToken, RevokeTokens, TokenIssued
from processing_app.service.wallets.tokens import HolderTokens
from tests.intents.tokens.mint import DAY, HOUR, MINUTE, OPERATOR, Mint

WALLET, OTHER, PROVIDER = Principal("wallet", "100000000009"), Principal("wallet", "2"), Principal("provider", "7")


class Desk:
    """Holders with logins, and where they get their tokens."""

    def __init__(self, folder: Path) -> None:
        self.mint = Mint(folder)
        self.tokens = HolderTokens(self.mint.clock, self.mint.tokens)
        self.keeper = Gatekeeper(self.mint.database, b"k" * 32, self.mint.clock)
        for who in (WALLET, OTHER, PROVIDER):
            login = f"{who.kind}-{who.id}"
            self.mint.database.write(partial(self._login, who, login))

    def _login(self, who: Principal, login: str, db: Connection) -> None:
        self.keeper.issue(db, who.kind, who.id, login)

    def issue(self, who: Principal, minutes: int = 60) -> TokenIssued:
        """As by the door."""
        return self.mint.database.write(lambda db: self.tokens.issue(db, who, AskToken(minutes=minutes)))

    def end_login(self, who: Principal) -> None:
        """As a blocked wallet's."""

        def unit(db: Connection) -> None:
            self.keeper.revoke(db, who.kind, who.id)
            self.mint.tokens.end_all(db, who.kind, who.id, OPERATOR)

        self.mint.database.write(unit)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A mint with three holders."""
    made = Desk(tmp_path)
    yield made
    made.mint.close()


@pytest.mark.parametrize("who", [WALLET, PROVIDER])
def test_a_token_is_its_holder_for_as_long_as_was_asked(desk: Desk, who: Principal) -> None:
    issued = desk.issue(who, minutes=10)

    assert desk.mint.who(issued.token) == who
    desk.mint.clock.move(10 * MINUTE - 1)
    assert desk.mint.refusal(issued.token) == ""
    desk.mint.clock.move(32)
    assert desk.mint.refusal(issued.token) == "wrong_token exp"


@pytest.mark.parametrize("minutes", [0, -1, 1441, 10**9])
def test_nobody_gets_one_for_no_time_or_for_longer_than_a_day(minutes: int) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(msgspec.json.encode({"minutes": minutes}), type=AskToken)


def test_the_longest_ends_after_a_day(desk: Desk) -> None:
    issued = desk.issue(WALLET, minutes=1440)

    desk.mint.clock.move(DAY - HOUR)
    assert desk.mint.refusal(issued.token) == ""
    desk.mint.clock.move(HOUR + MINUTE)
    assert desk.mint.refusal(issued.token) == "wrong_token exp"


def test_a_holder_ends_all_of_its_own_and_nobody_elses(desk: Desk) -> None:
    mine, mine_too, others = desk.issue(WALLET), desk.issue(WALLET), desk.issue(OTHER)

    desk.mint.database.write(lambda db: desk.tokens.revoke(db, WALLET, RevokeTokens()))

    assert [desk.mint.refusal(one.token) for one in (mine, mine_too, others)] == [
        "wrong_token revoked", "wrong_token revoked", "",
    ]  # fmt: skip
    assert desk.mint.who(desk.issue(WALLET).token) == WALLET


def test_no_token_outlives_its_login(desk: Desk) -> None:
    issued = desk.issue(WALLET, minutes=1440)
    assert desk.mint.who(issued.token) == WALLET

    desk.end_login(WALLET)

    assert desk.mint.refusal(issued.token) == "wrong_token revoked"
    with pytest.raises(ContractFault) as refusal:
        desk.issue(WALLET)
    assert refusal.value.code == "wrong_password"
    assert not desk.mint.database.read(lambda db: credentials.logins(db, "wallet", WALLET.id))


def test_what_was_ended_stays_so_though_the_clock_was_set_back(desk: Desk) -> None:
    issued = desk.issue(PROVIDER)
    desk.mint.clock.move(-HOUR)
    desk.end_login(PROVIDER)

    assert desk.mint.refusal(issued.token) == "wrong_token revoked"
    desk.mint.clock.move(HOUR)
    assert desk.mint.refusal(issued.token) == "wrong_token revoked"


def test_what_was_ended_stays_so_after_a_restart(desk: Desk) -> None:
    issued = desk.issue(PROVIDER)
    desk.end_login(PROVIDER)

    desk.mint.database.close()
    again = Mint(desk.mint.folder, desk.mint.clock)
    try:
        assert again.refusal(issued.token) == "wrong_token revoked"
    finally:
        again.close()


def test_a_token_of_a_wallet_is_none_of_a_provider_of_the_same_number(desk: Desk) -> None:
    token = desk.issue(OTHER).token

    assert desk.mint.who(token) == Principal("wallet", "2")
    desk.mint.database.write(lambda db: desk.mint.tokens.end_all(db, "provider", "2", OPERATOR))
    assert desk.mint.refusal(token) == ""
