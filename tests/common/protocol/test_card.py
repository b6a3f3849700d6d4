"""Connection cards: written whole for their owner only, and read with a word about what is wrong."""

import json
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from common.errors import Rejected
from common.fields import Field
from common.protocol import card
from common.protocol.card import Card, CardKind
from common.words import Words

CARD = Card(
    kind=CardKind.PROVIDER,
    version=1,
    issuer="0190a5c8-7e1b-7ccc-8000-0123456789ab",
    name=Words("Мегафон", "Megafon"),
    url="http://127.0.0.1:8101",
    dialect="json",
    login="centre-1",
    password="p@ss ё",
    fields=[Field(name="account", label=Words("Номер", "Number"), regex=r"\d{10}", example="9121234567")],
)


def test_a_card_survives_its_file(tmp_path: Path) -> None:
    path = tmp_path / f"мегафон{card.SUFFIX}"

    card.write(path, CARD)

    assert card.read(path) == CARD
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    assert "Мегафон" in path.read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_its_owner_may_read_a_card(tmp_path: Path) -> None:
    path = tmp_path / "a.paycard.json"
    path.write_bytes(b"open to all")

    card.write(path, CARD)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def changed(**fields: Any) -> bytes:
    return json.dumps(json.loads(card.encode(CARD)) | fields).encode()


WRONG = {
    "empty": b"",
    "not JSON": b"login=x",
    "not text": b"\xff\xfe\x00",
    "a list": b"[]",
    "a newer version": changed(version=2),
    "a misspelt field": changed(pasword="x"),
    "an unknown kind": changed(kind="purse"),
    "no address": changed(url="127.0.0.1:8101"),
    "another scheme": changed(url="file:///etc/passwd"),
    "a sum with a point": changed(minimum=1.5),
    "too large": changed(password="x" * card.MAX_BYTES),
    "deep": b"[" * 100_000,
}


@pytest.mark.parametrize("data", WRONG.values(), ids=WRONG)
def test_a_card_that_cannot_be_read_is_refused_with_the_reason(data: bytes) -> None:
    with pytest.raises(Rejected) as refused:
        card.decode(data)

    assert refused.value.code == "wrong_card"
    assert refused.value.detail
    assert "p@ss" not in refused.value.detail


def test_a_card_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Rejected, match="wrong_card"):
        card.read(tmp_path / "nowhere.paycard.json")
    with pytest.raises(Rejected, match="wrong_card"):
        card.read(tmp_path)
