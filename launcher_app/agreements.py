"""Every contract of a small network, signed by the cards that people exchange; what is there already stays."""

from collections.abc import Callable
from typing import Any, NamedTuple

PHONE = {
    "name": "account",
    "label": {"ru": "Номер телефона", "en": "Phone number"},
    "type": "phone",
    "mask": "(___) ___-__-__",
    "regex": r"9\d{9}",
    "hint": {"ru": "Без восьмёрки", "en": "Without the leading 8"},
    "example": "9123456789",
    "error": {"ru": "Номер начинается с 9 и состоит из 10 цифр", "en": "Ten digits, the first is 9"},
}
PERCENT_3: dict[str, Any] = {"basis_points": 300}
COMMISSION = [{"basis_points": 100}]
RETRY = {"strategy": "fixed", "pause_ms": 1_000, "attempts": 500}
TIMEOUT_MS = 3_000
IVANOV = {"full_name": "Иванов Иван Иванович", "passport": "5700 123456", "email": "ivanov@example.org"}
AGENT = "ООО «Киоск у дома»"
CENTRE = "ПЦ Учебный"
TERMINAL = "T-1"
SIMULATOR = "simulator"
LOGIN = "A-01"
"""Why a terminal is closed: the centre does not take its login."""

Ask = Callable[..., Any]
"""`ask(seat, operation, **fields)`: an operator's door of a role of the running network."""


class Signed(NamedTuple):
    """What the contracts are called by: the subscriber's number, the provider's and the agent's at the centre."""

    number: str
    provider_id: int
    agent_id: int


class Agreements:
    """The four roles' people, each at the operator's doors of their own role."""

    def __init__(self, ask: Ask) -> None:
        """Nothing is asked yet."""
        self._ask = ask

    def everything(self, deposit: int) -> Signed:
        """All of it, in the order in which people would."""
        self.name_provider()
        number = self.sign_subscriber()
        provider_id = self.sign_provider()
        agent_id = self.sign_agent()
        self.top_up(agent_id, deposit)
        self.connect_terminal(agent_id)
        return Signed(number, provider_id, agent_id)

    def name_provider(self) -> None:
        """The provider says its name and makes its tariffs."""
        if not self._ask("provider", "show-provider")["described"]:
            names = {"name_ru": "МегаФон", "name_en": "MegaFon", "group_ru": "Мобильная связь", "group_en": "Mobile"}
            self._ask("provider", "describe-provider", **names)
        if not self._ask("provider", "tariffs")["tariffs"]:
            self._ask("provider", "standard-tariffs")

    def sign_subscriber(self) -> str:
        """Ivanov signs with the provider and takes the card home; his number."""
        found = self._ask("provider", "subscribers", search=IVANOV["full_name"])["subscribers"]
        if not found:
            card = self._ask("provider", "sign-subscriber", tariff="mobile", **IVANOV)
        else:
            number: str = found[0]["number"]
            if number in self._numbers_at_home():
                return number
            card = self._ask("provider", "reissue-card", number=number)
        self._ask("consumer", "add-contract", card=card)
        signed: str = card["number"]
        return signed

    def sign_provider(self) -> int:
        """The provider's card goes to the centre; the number that the centre knows the provider by."""
        known = self._ask("processing", "providers")["providers"]
        there = [one for one in known if one["active"] and one["provider_id"] > 0]
        if there:
            first: int = there[0]["provider_id"]
            return first
        ours = self._ask("provider", "contracts")["contracts"]
        if ours:
            card = self._ask("provider", "reissue-password", contract=ours[0]["contract"])
        else:
            card = self._ask("provider", "sign-processing", name=CENTRE, dialect="json", fields=[PHONE])
        signed: int = self._ask("processing", "sign-provider", card=card, retry=RETRY, timeout_ms=TIMEOUT_MS)[
            "provider_id"
        ]
        return signed

    def sign_agent(self, name: str = AGENT) -> int:
        """The agent signs with the centre; the number the centre knows it by. Its card comes with the terminal."""
        for one in self._ask("processing", "agents")["agents"]:
            if one["name"] == name:
                known: int = one["agent_id"]
                return known
        self._ask("processing", "sign-agent", name=name, tariff=COMMISSION)
        return self.sign_agent(name)

    def top_up(self, agent_id: int, deposit: int) -> None:
        """The agent brings what its deposit lacks."""
        lacks = deposit - self.agent(agent_id)["balance"]
        if lacks > 0:
            self._ask("processing", "top-up", agent_id=agent_id, amount=lacks)

    def connect_terminal(self, agent_id: int) -> None:
        """The terminal takes the agent's card, asks 3 %, and simulates an acceptor."""
        agent = self.agent(agent_id)
        if not self._ask("terminal", "overview")["described"]:
            facts = {"inn": "5900000001", "phone": "8-800-000-00-00"}
            self._ask("terminal", "set-agent", name=agent["name"], **facts)
            self._ask("terminal", "set-commission", **PERCENT_3)
        seen = self._ask("terminal", "overview")
        contract, refused = seen["contract"], LOGIN in [one["code"] for one in seen["reasons"]]
        if contract is None or contract["number"] != agent["number"] or refused:
            card = self._ask("processing", "reissue-agent-password", agent_id=agent_id)
            self._ask("terminal", "connect", card=card, terminal=TERMINAL)
        if not self._ask("terminal", "state")["acceptor"]:
            self._ask("terminal", "set-acceptor", line=SIMULATOR)
        self._ask("terminal", "refresh")

    def open_wallet(self, provider_id: int) -> str:
        """The consumer has a wallet, the provider takes payments out of it; the wallet's number."""
        self._open_acceptance(provider_id)
        number = self._wallet_at_home()
        if not number:
            holder = {"name": "Иванов Иван", "phone": "9123456789"}
            card = self._ask("processing", "open-wallet", **holder)
            self._ask("consumer", "add-wallet", card=card)
            number = card["number"]
        self._ask("terminal", "refresh")
        return number

    def _open_acceptance(self, provider_id: int) -> None:
        rows = self._ask("processing", "acceptances")["acceptances"]
        opened = [one for one in rows if one["provider_id"] == provider_id and one["active"]]
        if opened and self._ask("provider", "acceptance")["imported"]:
            return
        operation = "reissue-acceptance-password" if opened else "open-acceptance"
        card = self._ask("processing", operation, provider_id=provider_id)
        self._ask("provider", "import-acceptance", card=card)

    def _wallet_at_home(self) -> str:
        """The number of one that the centre knows, too; empty without any."""
        known = {one["number"] for one in self._ask("processing", "wallets")["wallets"]}
        mine = [one["number"] for one in self._ask("consumer", "wallets")["wallets"] if one["number"] in known]
        return mine[0] if mine else ""

    def agent(self, agent_id: int) -> dict[str, Any]:
        """The agent as the centre has it."""
        agents: list[dict[str, Any]] = self._ask("processing", "agents")["agents"]
        return next(one for one in agents if one["agent_id"] == agent_id)

    def _numbers_at_home(self) -> set[str]:
        return {one["number"] for one in self._ask("consumer", "contracts")["contracts"]}
