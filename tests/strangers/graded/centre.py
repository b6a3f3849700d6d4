"""A processing centre that keeps its books in a file and delivers; `--mistake NAME` makes it wrong in one way."""

import base64
import json
import re
import time
import urllib.error
import urllib.request
import uuid
from datetime import UTC, datetime
from threading import Lock, Thread
from typing import Any

from tests.strangers.door import Ask, Door, No, Shape, serve
from tests.strangers.graded.kept import Kept, given

LOGINS = {"agent": "a long password", "another": "another long password"}
ACCOUNT = re.compile(r"9\d{9}")
LEAST, MOST = 100, 1_500_000
DEPOSIT = 100_000_000
SECONDS = 5
PAUSE = 0.1


class Centre:
    """Deposits, payments and their delivery."""

    def __init__(self, kept: Kept, card: dict[str, Any], mistake: str) -> None:
        self._kept, self._card, self._mistake = kept, card, mistake
        self._lock = Lock()
        self.deposits = dict.fromkeys(LOGINS, DEPOSIT)
        self.payments: dict[str, Ask] = {}
        self.__dict__.update(kept.read())

    def keep(self) -> None:
        self._kept.write({name: value for name, value in self.__dict__.items() if not name.startswith("_")})

    def providers(self, login: str, ask: Ask) -> Ask:
        field = {"name": "account", "label": {"ru": "Номер", "en": "Number"}, "regex": ACCOUNT.pattern}
        entry = {
            "provider_id": 1, "name": {"ru": "Поставщик", "en": "Provider"}, "fields": [field], "minimum": LEAST,
            "group": {"ru": "Связь", "en": "Mobile"}, "maximum": MOST, "currency": "RUB",
        }  # fmt: skip
        unchanged = ask.get("version") == 1
        return {"version": 1, "unchanged": unchanged, "providers": [] if unchanged else [entry]}

    def deposit(self, login: str, ask: Ask) -> Ask:
        money = {"balance": self.deposits[login], "credit_limit": 0, "available": self.deposits[login]}
        return money | {"currency": "RUB", "blocked": False, "at": datetime.now(UTC).isoformat()}

    def check(self, login: str, ask: Ask) -> Ask:
        self._sound(ask)
        if self._mistake == "asks_nobody":
            if ask["account"] != "9161234567":
                raise No("unknown_account")
            return {"payment_id": ask["payment_id"], "account": ask["account"], "currency": "RUB"}
        status, body = self._post("/v1/check", {"payment_id": ask["payment_id"], "account": ask["account"]})
        if status != 200:
            raise No(body.get("code", "refused"))
        return {"payment_id": ask["payment_id"], "account": ask["account"], "currency": "RUB"}

    def pay(self, login: str, ask: Ask) -> Ask:
        known = self.payments.get(ask["payment_id"])
        if known is None:
            self._sound(ask)
            self._sums(ask)
            fee = ask["amount"] // 100
            self.deposits[login] -= ask["amount"] + fee
            number = len(self.payments) + 1
            known = {"ask": ask, "login": login, "number": number, "fee": fee, "status": "authorized", "reason": ""}
            self.payments[ask["payment_id"]] = known | {"reference": ""}
            self.keep()
        elif (known["ask"], known["login"]) != (ask, login):
            raise No("payment_id_reused")
        elif self._mistake == "holds_twice":
            self.deposits[login] -= ask["amount"] + known["fee"]
        same = {"payment_id": ask["payment_id"], "number": known["number"], "accepted_at": known["ask"]["accepted_at"]}
        return same | {"status": known["status"]}

    def states(self, login: str, ask: Ask) -> Ask:
        if not all(isinstance(one, str) for one in ask["payment_ids"]):
            raise No("wrong_json")
        if len(ask["payment_ids"]) > 100:
            raise No("wrong_value")
        found = [one for one in ask["payment_ids"] if self.payments.get(one, {}).get("login") == login]
        shown = ("status", "reason", "reference")
        told = [{name: self.payments[one][name] for name in shown} | {"payment_id": one} for one in found]
        now = {"at": datetime.now(UTC).isoformat(), "needs_review": False}
        return {
            "payments": [one | now for one in told],
            "unknown": [one for one in ask["payment_ids"] if one not in found],
        }

    def register(self, login: str, ask: Ask) -> Ask:
        own = [one for one in self.payments.values() if one["login"] == login]
        after = int(ask.get("after") or 0)
        rows = [
            one["ask"] | {"processing_fee": one["fee"], "status": one["status"], "reason": one["reason"]}
            for one in own[after : after + ask.get("limit", 500)]
        ]
        end = after + len(rows)
        return {"rows": rows, "position": str(end), "more": end < len(own)}

    def deliver(self) -> None:
        """For ever: each payment with its own id, until the provider has said yes or no."""
        while True:
            with self._lock:
                waiting = [name for name, one in self.payments.items() if one["status"] == "authorized"]
            for name in waiting:
                self._deliver(name)
            time.sleep(PAUSE)

    def _deliver(self, name: str) -> None:
        one = self.payments[name]
        ask = {key: one["ask"][key] for key in ("account", "amount", "accepted_at")} | {"number": one["number"]}
        sent_as = str(uuid.uuid4()) if self._mistake == "new_id_each_time" else name
        status, body = self._post("/v1/credit", ask | {"payment_id": sent_as})
        with self._lock:
            if status == 200:
                one.update(status="captured", reference=body["reference"])
            elif status == 422 or (status == 0 and self._mistake == "silence_is_no"):
                one.update(status="cancelled", reason=body.get("code", "refused"))
                if self._mistake != "keeps_the_hold":
                    self.deposits[one["login"]] += one["ask"]["amount"] + one["fee"]
            self.keep()

    def _sound(self, ask: Ask) -> None:
        for code, wrong in {
            "unknown_provider": ask["provider_id"] != 1,
            "unknown_field": bool(ask.get("fields")),
            "wrong_field": not ACCOUNT.fullmatch(ask["account"]),
            "wrong_currency": ask.get("currency", "RUB") != "RUB",
        }.items():
            if wrong:
                raise No(code)

    def _sums(self, ask: Ask) -> None:
        adds_up = ask["inserted"] == ask["amount"] + ask["agent_fee"] or self._mistake == "adds_nothing_up"
        if not (adds_up and 0 <= ask["agent_fee"] < ask["inserted"]):
            raise No("wrong_amount")
        if not LEAST <= ask["amount"] <= MOST:
            raise No("amount_out_of_range")

    def _post(self, path: str, ask: Ask) -> tuple[int, Ask]:
        login = base64.b64encode(f"{self._card['login']}:{self._card['password']}".encode()).decode()
        headers = {"Content-Type": "application/json", "Authorization": f"Basic {login}"}
        request = urllib.request.Request(self._card["url"] + path, json.dumps(ask).encode(), headers)
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as no:
            with no:
                return no.code, json.load(no)
        except OSError:
            return 0, {}


def doors(centre: Centre) -> dict[str, Door]:
    """The doors with the fields of their questions."""
    number: Shape = {"payment_id": str, "terminal": str, "provider_id": int, "account": str, "directory_version": int}
    money: Shape = {"session_id": str, "inserted": int, "agent_fee": int, "amount": int, "accepted_at": str}
    return {
        "/v1/providers": Door(centre.providers, {"terminal": str}, {"version": int}),
        "/v1/deposit": Door(centre.deposit, {"terminal": str}, {}),
        "/v1/check": Door(centre.check, number, {"fields": dict}),
        "/v1/payments": Door(centre.pay, number | money, {"fields": dict, "currency": str}),
        "/v1/payments/status": Door(centre.states, {"payment_ids": list}, {}),
        "/v1/register": Door(centre.register, {}, {"after": str, "limit": int}),
    }


if __name__ == "__main__":
    chosen = given()
    print("started", flush=True)
    kept = Kept(chosen.folder, forgets=chosen.mistake == "forgets")
    built = Centre(kept, json.loads(chosen.card.read_text(encoding="utf-8")), chosen.mistake)
    Thread(target=built.deliver, daemon=True).start()
    serve(doors(built), LOGINS, built._lock)
