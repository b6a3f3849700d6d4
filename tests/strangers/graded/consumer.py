"""A consumer of commands: `sign CARD`, `use NUMBER SERVICE QUANTITY`; `--mistake NAME` makes it wrong in one way."""

import base64
import json
import sys
import urllib.error
import urllib.request
import uuid
from pathlib import Path
from typing import Any

from tests.strangers.graded.kept import given

SECONDS = 5
TRIES = 5
DONE, REFUSED, UNKNOWN = 0, 1, 3


def main() -> int:
    """One command."""
    chosen = given()
    words = sys.argv[1 : sys.argv.index("--folder")]
    chosen.folder.mkdir(parents=True, exist_ok=True)
    path = chosen.folder / "contracts.json"
    contracts = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    print(*words[:1], flush=True)
    if words[0] == "sign":
        card = json.loads(Path(words[1]).read_text(encoding="utf-8"))
        path.write_text(json.dumps(contracts | {card["number"]: card}), encoding="utf-8")
        return DONE
    return use(contracts.get(words[1]), words[2], int(words[3]), chosen.mistake)


def use(card: dict[str, Any] | None, service: str, quantity: int, mistake: str) -> int:
    """Repeated with its id until somebody has answered."""
    if card is None:
        return REFUSED
    use_id = "00000000-0000-7000-8000-000000000000" if mistake == "one_id_for_all" else str(uuid.uuid4())
    for _ in range(TRIES):
        ask = {"use_id": use_id, "number": card["number"], "service": service, "quantity": quantity}
        status = post(card, ask)
        if status == 200:
            return DONE
        if status or mistake == "asks_once":
            return DONE if mistake == "no_is_yes" else REFUSED
        if mistake == "new_id_each_time":
            use_id = str(uuid.uuid4())
    return UNKNOWN


def post(card: dict[str, Any], ask: dict[str, Any]) -> int:
    """The answer's status, 0 for none."""
    login = base64.b64encode(f"{card['login']}:{card['password']}".encode()).decode()
    headers = {"Content-Type": "application/json", "Authorization": f"Basic {login}"}
    request = urllib.request.Request(card["url"] + "/v1/use", json.dumps(ask).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as no:
        with no:
            return no.code
    except OSError:
        return 0


if __name__ == "__main__":
    sys.exit(main())
