"""A day of cards at a centre, looked into at every commit: a number or a code is in no file, at no moment."""

import re
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from common.errors import Rejected
from processing_app.vault.cards import luhn, system_of
from tests.intents.centre import CARD, HOLD, NO_FUNDS, SECURE_CARD, Platform, Shop

CODES = {CARD: "7391", NO_FUNDS: "8462", SECURE_CARD: "9573"}
"""What is typed with each number: four digits, so that no other number of the day reads alike."""
LIFETIME_SECONDS = 21 * 60
LONG_NUMBER = re.compile(rb"(?<![0-9])[0-9](?:[ -]?[0-9]){12,18}(?![0-9])")


class Day(NamedTuple):
    """What came of it: the moments that were looked at, the canaries found then, the files at the end."""

    moments: list[str]
    found: list[str]
    folder: Path
    sessions: int


def day(folder: Path) -> Day:
    """A card that pays, one that is held and captured, one without money, one whose payer never comes back."""
    with Platform(folder) as platform:
        platform.training()
        shop = platform.shop()
        moments: list[str] = []
        found: list[str] = []

        def watch(moment: str, names: Sequence[str]) -> None:
            moments.append(f"{moment} {' '.join(names)}")
            found.extend(f"{moments[-1]}: {one}" for one in canaries(files(folder)))

        for database in (platform.database, platform.platform.vault.database, platform.platform.bank_database):
            database._watch = watch
        pay(platform, shop, CARD)
        pay(platform, shop, CARD, flow=HOLD)
        pay(platform, shop, NO_FUNDS)
        pay(platform, shop, SECURE_CARD)
        platform.run_for(LIFETIME_SECONDS, 30)
        platform.platform.upkeep.turn()
        sessions = len(platform.platform.vault.sessions)
    return Day(moments, found, folder, sessions)


def pay(platform: Platform, shop: Shop, number: str, flow: Any = None) -> None:
    """An intent, its payer's card, and what workers do."""
    intent_id, payer = platform.create(shop)
    card = {"paymentToolType": "CardData", "cardNumber": number, "expDate": "12/39", "cvv": CODES[number]}
    told = payer.yes("POST", "/payment-method-tokens", {"paymentTool": card, "clientInfo": {"fingerprint": "123"}})
    resource = {name: told[name] for name in ("paymentToolToken", "paymentSession")}
    ask = {"payer": {"payerType": "PaymentResourcePayer"} | resource, "flow": flow or {"type": "PaymentFlowInstant"}}
    payer.yes("POST", f"/payment-intents/{intent_id}/payments", ask)
    platform.run()


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file, by its name."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.endswith("-shm"):
            yield path.name, path.read_bytes()


def canaries(read: Iterable[tuple[str, bytes]]) -> Iterator[str]:
    """Numbers anywhere, and codes that stand by themselves."""
    for name, content in read:
        for number, code in CODES.items():
            if number.encode() in content:
                yield f"a number in {name}"
            if stands_alone(code, content):
                yield f"a code in {name}"


def stands_alone(code: str, content: bytes) -> bool:
    """Whether the digits are there with neither digits nor letters around them."""
    wanted, place = code.encode(), -1
    while (place := content.find(wanted, place + 1)) >= 0:
        end = place + len(wanted)
        if not any(one.isalnum() for one in (content[max(0, place - 1) : place], content[end : end + 1])):
            return True
    return False


def values(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every value of every table: within a row nothing stands between one text and the next."""
    for path in sorted(folder.rglob("*.db")):
        with closing(sqlite3.connect(path)) as raw:
            names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            for table in names:
                for row in raw.execute(f'SELECT * FROM "{table}"'):
                    for value in row:
                        content = value if isinstance(value, bytes) else str(value).encode()
                        yield f"{path.name}:{table}", content


def card_numbers(read: Iterable[tuple[str, bytes]]) -> Iterator[str]:
    """Whatever could be a whole card number, whoever's: its length, its system and its check digit are right."""
    for name, content in read:
        for match in LONG_NUMBER.finditer(content):
            digits = match[0].translate(None, b" -").decode()
            try:
                known = luhn(digits) and bool(system_of(digits))
            except Rejected:
                known = False
            if known:
                yield f"{digits[:6]}…{digits[-4:]} in {name}"


def memory_of(process_id: int) -> Iterator[tuple[str, bytes]]:
    """What a process has in its memory, as an image of it would hold it; Linux only."""
    assert sys.platform == "linux"
    with Path(f"/proc/{process_id}/maps").open(encoding="utf-8") as parts:
        places = [line.split() for line in parts]
    with Path(f"/proc/{process_id}/mem").open("rb", 0) as memory:
        for place, rights, *_ in places:
            start, end = (int(side, 16) for side in place.split("-"))
            if rights.startswith("rw"):
                yield place, _part(memory.read, memory.seek, start, end - start)


def _part(read: Callable[[int], bytes], seek: Callable[[int], int], start: int, size: int) -> bytes:
    try:
        seek(start)
        return read(size)
    except (OSError, OverflowError):
        return b""  # it is of the kernel, or has gone since
