"""A wallet comes in by its card, leaves and is taken back; its statement and its code for the kiosk."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from common.database import Database
from common.errors import ContractFault, Rejected, Unavailable
from common.protocol import codes
from common.protocol.card import CardKind
from common.protocol.invoice import Invoice, invoice_from_text
from common.protocol.wallets.wallet import Recipient
from consumer_app import messages
from consumer_app.store import tables
from consumer_app.wallet_worker import FAULT_SECONDS, WalletWorker
from tests.consumer_app.world import OPERATOR, URL, World
from tests.wallets.consumer.centre import NUMBER, OTHER, SimulatedCentre, a_wallet_card
from tests.wallets.consumer.test_codes import never


def kept(world: World, *, deleted: bool = False) -> list[messages.WalletKept]:
    ask = messages.AskWallets(deleted=deleted)
    return world.database.read(lambda db: world.service.wallets.wallets(db, OPERATOR, ask)).wallets


def statement(world: World, **asked: Any) -> messages.WalletStatement:
    return world.service.statement.wallet_statement(OPERATOR, messages.AskWalletStatement(**asked))


def test_a_wallet_taken_in_is_there_after_a_restart(world: World) -> None:
    world.reopen()

    assert [(one.id, one.number, one.news, one.balance) for one in kept(world)] == [("1", NUMBER, "waiting", None)]
    assert world.secrets.login_of("wallet-1") == (f"wallet-{NUMBER}", "a password of many letters")


def test_whose_a_card_of_another_kind_is_is_said(world: World) -> None:
    with pytest.raises(Rejected, match="wrong_card") as no:
        world.service.wallets.add_wallet(OPERATOR, messages.AddWallet(card=a_wallet_card(kind=CardKind.ACCEPTANCE)))

    said = codes.words_of(no.value).ru
    assert said == (
        "Это карта приёма, её берёт поставщик; нужна карта кошелька, её берёт потребитель. Ничего не сохранено."
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": CardKind.SUBSCRIBER},
        {"kind": CardKind.ACCEPTANCE},
        {"number": "12"},
        {"number": "12345678901x"},
        {"issuer": ""},
        {"password": ""},
        {"login": "a:b"},
        {"url": "http://"},
    ],
    ids=str,
)
def test_a_card_that_is_no_wallets_is_refused_and_nothing_is_kept(world: World, changed: dict[str, Any]) -> None:
    with pytest.raises(Rejected, match="wrong_card"):
        world.service.wallets.add_wallet(OPERATOR, messages.AddWallet(card=a_wallet_card(**changed)))

    assert len(kept(world)) == 1


def test_a_wallet_that_was_removed_is_not_used_and_can_be_taken_back(world: World) -> None:
    world.service.wallets.delete_wallet(OPERATOR, messages.OneWallet())
    assert (kept(world), [one.deleted for one in kept(world, deleted=True)]) == ([], [True])
    with pytest.raises(Rejected, match="unknown_wallet") as none:
        world.service.wallets.wallet_state(OPERATOR, messages.OneWallet())
    assert codes.words_of(none.value).ru == "Кошелька нет. Ничего не изменилось. Импортируйте карточку центра."

    world.service.wallets.undo_delete_wallet(OPERATOR, messages.OneWallet(wallet=NUMBER))

    assert [one.number for one in kept(world)] == [NUMBER]
    with pytest.raises(Rejected, match="unknown_wallet") as nothing:
        world.service.wallets.undo_delete_wallet(OPERATOR, messages.OneWallet())
    assert codes.words_of(nothing.value).ru == "Убранных кошельков нет. Ничего не изменилось."


def test_with_two_wallets_the_one_that_is_meant_is_named(world: World) -> None:
    world.service.wallets.add_wallet(OPERATOR, messages.AddWallet(card=a_wallet_card(number=OTHER)))

    with pytest.raises(Rejected, match="unknown_wallet") as which:
        world.service.wallets.wallet_state(OPERATOR, messages.OneWallet())
    assert f"Назовите, какой: {NUMBER}, {OTHER}." in codes.words_of(which.value).ru
    with pytest.raises(Rejected, match="unknown_wallet") as wrong:
        world.service.wallets.wallet_state(OPERATOR, messages.OneWallet(wallet="7"))
    assert codes.words_of(wrong.value).ru == "Кошелёк 7 не найден. Ничего не изменилось."
    assert world.service.wallets.wallet_state(OPERATOR, messages.OneWallet(wallet=OTHER)).wallet == "2"


def test_the_balance_is_remembered_where_the_centre_cannot_be_asked(world: World, centre: SimulatedCentre) -> None:
    state = world.service.wallets.wallet_state(OPERATOR, messages.OneWallet())
    assert (state.holder, state.balance, state.limits.per_day) == ("Иван И.", 100_000, 6_000_000)
    centre.fail(Unavailable("no_connection"))

    with pytest.raises(Unavailable):
        world.service.wallets.wallet_state(OPERATOR, messages.OneWallet())

    assert [one.balance for one in kept(world)] == [100_000]


def test_the_recipients_name_is_asked_for_before_money_goes(world: World) -> None:
    def whose(number: str) -> Recipient:
        return world.service.wallets.wallet_recipient(OPERATOR, messages.AskWalletRecipient(number=number))

    assert whose("9876 5432 1098").name == "Пётр П."
    with pytest.raises(Rejected, match="to_oneself"):
        whose(NUMBER)
    with pytest.raises(Rejected, match="unknown_recipient"):
        whose("111111111111")


def test_the_code_for_the_kiosk_names_the_centre_and_the_wallet(world: World) -> None:
    ask = messages.AskWalletTopUp(amount=50_000)

    code = world.database.read(lambda db: world.service.wallets.wallet_top_up_code(db, OPERATOR, ask))

    assert invoice_from_text(code.text) == Invoice(
        account=NUMBER, provider="centre-uid", name="Процессинг", amount=50_000
    )


@pytest.mark.parametrize("most", [200, 7])
def test_the_statement_comes_page_by_page_however_few_lines_the_centre_gives(
    world: World, centre: SimulatedCentre, most: int
) -> None:
    centre.fill_statement(45)
    centre.most_lines = most
    first = statement(world, limit=20)
    centre.fill_statement(1)

    rest = [statement(world, offset=offset, limit=20, newest=first.count) for offset in (20, 40, 60)]

    assert first.count == 45
    assert [one.line for page in (first, *rest) for one in page.lines] == list(range(45, 0, -1))


def test_an_empty_statement_is_empty(world: World) -> None:
    found = statement(world)

    assert (found.lines, found.count) == ([], 0)
    assert statement(world, offset=20).lines == []


def test_a_search_looks_through_names_codes_and_sums(world: World, centre: SimulatedCentre) -> None:
    centre.fill_statement(300)

    assert statement(world, text="мегасвязь").count == 200
    assert [one.line for one in statement(world, text="aaaa-0007").lines] == [7]
    assert statement(world, text="50,00").count == 100
    assert statement(world, text="пополн").count == statement(world, text="Top-up").count == 100
    assert [one.line for one in statement(world, text="терминал", offset=98).lines] == [4, 1]


def test_the_worker_tells_the_address_asks_for_the_balance_and_rests_after_a_wrong_password(
    world: World, centre: SimulatedCentre
) -> None:
    worker = WalletWorker(world.service, world.clock, world.log)
    worker.step(never())
    assert ([told.url for told in centre.told], [one.balance for one in kept(world)]) == ([URL], [100_000])
    centre.fail(ContractFault("wrong_password"))
    world.clock.advance(60)
    worker.step(never())
    asked = len(centre.asked)
    for _ in range(60):
        world.clock.advance(1)
        worker.step(never())
    assert len(centre.asked) == asked
    centre.recover()
    world.service.wallets.add_wallet(OPERATOR, messages.AddWallet(card=a_wallet_card(password="the right one")))

    worker.step(never())

    assert len(centre.asked) > asked
    assert FAULT_SECONDS > 60


def test_an_older_file_gets_what_a_new_one_has(tmp_path: Path) -> None:
    def shape(path: Path) -> list[tuple[str, str]]:
        with sqlite3.connect(path) as raw:
            found = raw.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
        raw.close()
        return [(name, "".join(sql.split())) for name, sql in found]

    def opened(path: Path) -> None:
        Database(path, tables.METADATA, version=tables.VERSION, upgrades=tables.UPGRADES).close()

    new, old = tmp_path / "new.db", tmp_path / "old.db"
    opened(new)
    opened(old)
    with sqlite3.connect(old) as raw:
        raw.executescript("DROP TABLE wallet_payments; DROP TABLE notices_seen; PRAGMA user_version=1")
    raw.close()
    assert shape(old) != shape(new)

    opened(old)

    assert shape(old) == shape(new)
