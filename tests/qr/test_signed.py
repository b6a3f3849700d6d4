"""A static QR is payable only as the centre has signed it, and pays whom the directory names."""

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from common import ids
from common.errors import Rejected
from common.pay_codes import emv, link, signed_emv, signing
from common.pay_codes.latin import latin
from common.protocol.codes import words_of
from common.protocol.wallets import codes
from processing_app.core.wallet_shown import shown
from processing_app.service.asks import qr_keys as asks
from processing_app.store import qr_keys, wallets
from tests.qr.forger import Forger, sealed
from tests.qr.seller import Sellers
from tests.wallets.centre import Town

SEED = 20_26
INTACT, FORGED = 500, 5_000


@pytest.fixture
def sellers(tmp_path: Path) -> Iterator[Sellers]:
    """Two providers at a fresh centre."""
    with Sellers(tmp_path) as opened:
        yield opened


@pytest.fixture(scope="module")
def resting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sellers]:
    """The same, for tests that only read."""
    with Sellers(tmp_path_factory.mktemp("sellers")) as opened:
        yield opened


def many(sellers: Sellers, count: int) -> list[codes.QrMade]:
    """Codes of both providers in both forms, some with a sum and an order; half of them by a key since replaced."""
    chance, made = ids.chance(SEED), []
    for number in range(count):
        if number == count // 2:
            sellers.operator(sellers.parts.qr_keys.rotate_qr_key, asks.RotateQrKey())
        amount = chance.choice([0, chance.randint(100, 1_000_000)])
        order = chance.choice(["", f"INV-{number}"])
        made.append(sellers.make(("emv", "link")[number % 2], 1 + number // 2 % 2, amount=amount, order=order))
    return made


def test_500_intact_codes_are_what_they_say(sellers: Sellers) -> None:
    made = many(sellers, INTACT)

    seen = [sellers.look(one.text) for one in made]

    assert [(one.name, one.amount, one.order, one.key_id) for one in seen] == [
        (one.name, one.amount, one.order, one.key_id) for one in made
    ]
    assert len({one.text for one in made}) > INTACT // 2
    assert not any(one.text_differs for one in seen)


def test_5000_forged_codes_are_refused(sellers: Sellers) -> None:
    forger = Forger([one.text for one in many(sellers, 60)], sellers.parts.qr_keys.centre, ids.chance(SEED))

    said = Counter[str]()
    for way, text in forger.forged(FORGED):
        code = sellers.refused(text)
        assert code, f"{way}, seed {SEED}: {text}"
        said[code] += 1

    assert said.keys() == {"qr_unreadable", "qr_not_signed", "qr_wrong_signature", "qr_unknown_key"}
    assert said["qr_wrong_signature"] > FORGED // 3


def test_a_code_is_shown_by_the_directory_and_not_by_its_text(sellers: Sellers) -> None:
    text = sellers.make(amount=15_000, order="INV-42").text
    sellers.rename(1, "МегаСвязь-2")

    seen = sellers.look(text)

    assert (seen.name, seen.text_differs) == ("МегаСвязь-2", "МегаСвязь")
    assert seen.shown == shown("provider:1", "МегаСвязь-2", 15_000, "RUB", "INV-42")


@pytest.mark.parametrize("form", ["emv", "link"])
def test_the_centre_of_somebody_else_has_signed_nothing_here(form: str, resting: Sellers, tmp_path: Path) -> None:
    with Sellers(tmp_path / "other") as others:
        text = others.make(form).text

    assert resting.refused(text) == "qr_unknown_key"


def test_a_signature_counts_for_one_centre_only() -> None:
    secret = ids.key()
    public = signing.public_of(secret)
    said = signing.Said("link", 3, 100, "RUB", "", signing.key_id(public))

    signature = signing.sign(secret, "one", said)

    assert signing.verifies(public, "one", said, signature)
    assert not signing.verifies(public, "other", said, signature)


def test_no_two_codes_are_signed_by_the_same_text() -> None:
    words = ["", "1", "2 1", "1\norder 0 \n", "\n", "order 1 1", "code 0 "]

    texts = [
        signing.canonical(centre, signing.Said("link", 1, 1, "RUB", order, key, code))
        for centre in words for order in words for key in words for code in words
    ]  # fmt: skip

    assert len(set(texts)) == len(words) ** 4


def test_what_is_signed_is_written_down_to_the_letter() -> None:
    said = signing.Said("link", 3, 15_000, "RUB", "Заказ", "7F3K92QD")

    assert signing.canonical("uid", said).decode() == (
        "oplata static QR 1\nform 4 link\ncentre 3 uid\nkey 8 7F3K92QD\nprovider 1 3\namount 5 15000\n"
        "currency 3 RUB\norder 10 Заказ\ncode 0 \n"
    )


def test_codes_of_a_replaced_key_pay_and_of_a_retired_one_do_not(sellers: Sellers) -> None:
    old = sellers.make()
    sellers.operator(sellers.parts.qr_keys.rotate_qr_key, asks.RotateQrKey())
    new = sellers.make()
    assert (old.key_id != new.key_id, sellers.refused(old.text)) == (True, "")

    sellers.operator(sellers.parts.qr_keys.retire_qr_key, asks.RetireQrKey(key_id=old.key_id))

    assert (sellers.refused(old.text), sellers.refused(new.text)) == ("qr_unknown_key", "")
    told = sellers.centre.look(sellers.parts.qr_keys.told, codes.AskQrKeys())
    assert [(one.key_id, one.state) for one in told.keys] == [(old.key_id, "retired"), (new.key_id, "current")]


def test_when_the_key_that_signs_is_retired_another_one_does(sellers: Sellers) -> None:
    old = sellers.make()

    sellers.operator(sellers.parts.qr_keys.retire_qr_key, asks.RetireQrKey(key_id=old.key_id))

    new = sellers.make()
    assert (sellers.refused(old.text), sellers.refused(new.text)) == ("qr_unknown_key", "")
    with pytest.raises(Rejected, match="unknown_qr_key"):
        sellers.operator(sellers.parts.qr_keys.retire_qr_key, asks.RetireQrKey(key_id="NOBODYS0"))


def test_a_copy_of_the_database_signs_nothing(sellers: Sellers) -> None:
    made = sellers.make()
    secrets = sellers.centre.instance.place.folder / "secrets"
    (path,) = secrets.glob("qr-*.key")

    assert path.stem == f"qr-{made.key_id}"
    secret, database = path.read_bytes(), sellers.database.path.parent
    for file in database.glob("processing.db*"):
        assert secret not in file.read_bytes()
        assert secret.hex().encode() not in file.read_bytes()


def test_without_its_secrets_a_centre_signs_by_a_new_key_and_trusts_the_old_codes(tmp_path: Path) -> None:
    with Sellers(tmp_path) as before:
        old = before.make()
        secrets = before.centre.instance.place.folder / "secrets"
    (secrets / f"qr-{old.key_id}.key").unlink()

    with Sellers(tmp_path) as again:
        new = again.make()
        assert new.key_id != old.key_id
        assert (again.refused(old.text), again.refused(new.text)) == ("", "")
        assert again.database.read(lambda db: len(qr_keys.keys(db))) == 2


def test_a_provider_that_is_closed_takes_nothing_and_makes_no_codes(sellers: Sellers) -> None:
    text = sellers.make().text

    sellers.database.write(lambda db: wallets.turn_acceptance(db, 1, active=False))

    assert sellers.refused(text) == "provider_closed"
    with pytest.raises(Rejected, match="provider_closed"):
        sellers.make()
    assert not sellers.refused(sellers.make(provider_id=2).text)


@pytest.mark.parametrize("begins", ["ST00012|", "https://qr.nspk.ru/A?type=01&bank=1", "hQVDUFYwMWE", "000201", "7"])
def test_no_text_keeps_other_payments_waiting_while_it_is_read(resting: Sellers, begins: str) -> None:
    text = (begins + ("|" if begins.startswith("ST") else "&a=b") * 60_000)[:60_000]
    began = time.perf_counter()

    assert resting.refused(text) in ("qr_not_ours", "qr_unreadable")

    assert time.perf_counter() - began < 1


BARE = "00020101021226250009ru.paysim0108SHOP00015204481453036435406150.005802RU5909MEGASVYAZ6004PERM62240106INV-42051091612345676304E686"  # noqa: E501
OTHERS = {
    BARE: "qr_not_signed",
    BARE[:-1] + "7": "qr_unreadable",
    "ST00012|Name=ООО «Три кита»|PersonalAcc=40702810138250123017": "qr_not_ours",
    "https://qr.nspk.ru/AS100001ORTF4GAF80KPJ53K186D9A3G?type=01&bank=100000000007&crc=0C8A": "qr_not_ours",
    "hQVDUFYwMWE": "qr_not_ours",
    "https://pay.example/1": "qr_not_ours",
    "701234567890123453": "qr_not_ours",
    "4600000000008": "qr_unreadable",
    "oplata:pay?p=1": "qr_unreadable",
    "": "qr_unreadable",
    "000201": "qr_unreadable",
    "МегаСвязь": "qr_unreadable",
}


@pytest.mark.parametrize("text", OTHERS)
def test_codes_of_others_are_told_apart_and_never_paid(text: str, resting: Sellers) -> None:
    assert resting.refused(text) == OTHERS[text]


def test_another_networks_code_is_named_in_the_language_of_the_text(resting: Sellers) -> None:
    with pytest.raises(Rejected, match="qr_not_ours") as no:
        resting.look("ST00012|Name=ООО «Три кита»|PersonalAcc=40702810138250123017")

    said = words_of(no.value)
    assert "(Квитанция по ГОСТ Р 56042)" in said.ru
    assert "Квитанция" not in said.en


@pytest.mark.parametrize("asked", [
    {"amount": 99}, {"amount": -1}, {"amount": 1_000_001}, {"currency": "USD"}, {"order": " x"}, {"order": "a\nb"},
    {"order": "Заказ"}, {"order": "x" * 26},
])  # fmt: skip
def test_no_code_is_made_that_could_not_be_paid(asked: dict[str, Any], resting: Sellers) -> None:
    with pytest.raises(Rejected):
        resting.make("emv", **asked)


def test_a_link_takes_an_order_in_any_letters(resting: Sellers) -> None:
    made = resting.make("link", amount=100, order="Заказ № 5 & ещё=«два»" + "я" * 100)

    assert resting.look(made.text).order == made.order
    assert len(made.text) <= link.LONGEST


def test_a_stripped_code_is_not_signed_though_its_checksum_fits(resting: Sellers) -> None:
    code = emv.read(resting.make(amount=100).text)

    assert resting.refused(sealed(code.without(signed_emv.SIGNATURE))) == "qr_not_signed"
    assert resting.refused(sealed(code.without(signed_emv.KEY))) == "qr_not_signed"


def test_blanks_around_a_code_are_the_scanners_own(resting: Sellers) -> None:
    assert resting.look(f" {resting.make().text}\r\n").provider_id == 1


def test_names_are_written_as_in_passports() -> None:
    assert latin("Щёлково «Уют» № 5, café") == "SHCHELKOVO UIUT NO 5, CAFE"
    assert signed_emv.names_of("東京", 7) == ("PROVIDER 7", "東京")


def test_anybody_checks_a_code_by_the_keys_that_are_told_at_a_door(tmp_path: Path) -> None:
    with Town(tmp_path) as town:
        shop, ivan = town.provider(), town.holder()
        made = shop.yes("POST", "/qr", {"amount": 15_000, "order": "INV-42"})
        told = ivan.yes("POST", "/qr/keys", {})
        seen = ivan.scan(made["text"])
        forbidden = ivan.ask("POST", "/qr", {})

    said, signature, _ = signed_emv.parse(emv.read(made["text"]))
    keys = {one["key_id"]: bytes.fromhex(one["public"]) for one in told["keys"]}
    assert signing.verifies(keys[said.key_id], told["centre"], said, signature)
    assert (seen["provider_id"], seen["amount"], seen["order"]) == (int(shop.number), 15_000, "INV-42")
    assert (forbidden.status, forbidden.code) == (403, "forbidden")
