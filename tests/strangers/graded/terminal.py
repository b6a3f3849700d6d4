"""A terminal without a screen: `serve` sends and polls, `pay` is a payer; `--mistake NAME` makes it wrong."""

import base64
import json
import sys
import time
import urllib.error
import urllib.request
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.strangers.graded.kept import given

SECONDS = 5
PAUSE = 0.1
DEPOSIT_SECONDS, DIRECTORY_SECONDS = 300, 1800
RARE = 3600
FEE = 3
Ask = dict[str, Any]


class Centre:
    """The centre of the card."""

    def __init__(self, card: Ask, *, no_login: bool) -> None:
        self._card, self._no_login = card, no_login

    def post(self, path: str, ask: Ask) -> tuple[int, Ask]:
        login = base64.b64encode(f"{self._card['login']}:{self._card['password']}".encode()).decode()
        headers = {"Content-Type": "application/json"}
        if not (self._no_login and path == "/v1/providers"):
            headers["Authorization"] = f"Basic {login}"
        request = urllib.request.Request(self._card["url"] + path, json.dumps(ask).encode(), headers)
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as no:
            with no:
                return no.code, {}
        except OSError:
            return 0, {}


class Spool:
    """Payments in files, one each: made by a payer, gone when the centre has them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "spool"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.deposit = folder / "deposit.json"

    def add(self, ask: Ask) -> None:
        half = self.folder / f"{ask['payment_id']}.part"
        half.write_text(json.dumps(ask), encoding="utf-8")
        half.replace(half.with_suffix(".json"))

    def waiting(self) -> list[Path]:
        return sorted(self.folder.glob("*.json"))


def serve(spool: Spool, centre: Centre, mistake: str, ready: Path) -> None:
    """Send what waits and ask by the clock, for ever."""
    if mistake == "forgets":
        for path in spool.waiting():
            path.unlink()
    directory_at = deposit_at = time.monotonic()
    ready.write_text('{"url": ""}', encoding="utf-8")
    print("started", flush=True)
    while True:
        now = time.monotonic()
        if now >= directory_at:
            directory_at += RARE if mistake == "rare_directory" else DIRECTORY_SECONDS
            centre.post("/v1/providers", {"terminal": "T", "version": 0})
        if now >= deposit_at:
            deposit_at += RARE if mistake == "rare_deposit" else DEPOSIT_SECONDS
            status, body = centre.post("/v1/deposit", {"terminal": "T"})
            if status == 200:
                spool.deposit.write_text(json.dumps(body), encoding="utf-8")
        for path in spool.waiting():
            send(path, centre, mistake)
        time.sleep(PAUSE)


def send(path: Path, centre: Centre, mistake: str) -> None:
    """Until the centre has answered with a yes."""
    ask = json.loads(path.read_text(encoding="utf-8"))
    status, _ = centre.post("/v1/payments", ask)
    if status == 200 or (status >= 500 and mistake == "gives_up"):
        path.unlink()
    elif mistake == "new_id_each_time":
        path.write_text(json.dumps(ask | {"payment_id": str(uuid.uuid4())}), encoding="utf-8")


def pay(spool: Spool, centre: Centre, mistake: str, words: list[str]) -> int:
    """A payer with one note; 0 when it was taken."""
    provider_id, account, note = int(words[0]), words[1], int(words[2])
    if mistake != "never_blocks":
        if not spool.deposit.exists():
            return 1
        if json.loads(spool.deposit.read_text(encoding="utf-8"))["available"] <= 0:
            return 1
    payment_id = str(uuid.uuid4())
    number = {"payment_id": payment_id, "terminal": "T", "provider_id": provider_id, "account": account}
    number["directory_version"] = 1
    if mistake != "checks_nothing" and centre.post("/v1/check", number)[0] != 200:
        return 1
    fee = 0 if mistake == "wrong_sum" else note * FEE // 100
    amount = note - note * FEE // 100
    money = {"inserted": note, "agent_fee": fee, "amount": amount, "session_id": str(uuid.uuid4())}
    spool.add(number | money | {"accepted_at": datetime.now(UTC).isoformat()})
    return 0


def main() -> int:
    """`serve READY` or `pay PROVIDER ACCOUNT NOTE`, before the options."""
    chosen = given()
    words = sys.argv[1 : sys.argv.index("--folder")]
    card = json.loads(chosen.card.read_text(encoding="utf-8"))
    spool, centre = Spool(chosen.folder), Centre(card, no_login=chosen.mistake == "no_login")
    if words[0] == "pay":
        return pay(spool, centre, chosen.mistake, words[1:])
    serve(spool, centre, chosen.mistake, Path(words[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
