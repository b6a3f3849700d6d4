"""One fact that a role tells of itself on its card: contracts, deposit, providers, subscribers."""

from collections.abc import Callable
from typing import Any

from common.qt import wording
from common.words import Words
from launcher_app.ui.counting import counted

Ask = Callable[..., Any]
"""An operator's door of one role: the operation's name, then its fields."""
CONTRACTS = (("договор", "договора", "договоров"), ("contract", "contracts"))
PROVIDERS = (("поставщик", "поставщика", "поставщиков"), ("provider", "providers"))
AGENTS = (("агент", "агента", "агентов"), ("agent", "agents"))
SUBSCRIBERS = (("абонент", "абонента", "абонентов"), ("subscriber", "subscribers"))
NO_CONTRACT = Words("нет договора с ПЦ", "no contract with a centre")
BLOCKED = Words("приём закрыт", "takes no payments")
DEPOSIT = Words("депозит {sum}", "deposit {sum}")


def fact(role: str, ask: Ask) -> Words:
    """Asks the role; raises one of the four errors when it does not answer."""
    return FACTS[role](ask)


def _consumer(ask: Ask) -> Words:
    return counted(len(ask("contracts")["contracts"]), *CONTRACTS)


def _terminal(ask: Ask) -> Words:
    state = ask("state")
    if state["centre"] is None:
        return NO_CONTRACT
    if state["available"] is None:
        return BLOCKED if state["blocked"] else Words("", "")
    deposit = Words(
        DEPOSIT.ru.format(sum=wording.money(state["available"], "ru")),
        DEPOSIT.en.format(sum=wording.money(state["available"], "en")),
    )
    if state["blocked"]:
        return Words(f"{BLOCKED.ru}, {deposit.ru}", f"{BLOCKED.en}, {deposit.en}")
    return deposit


def _processing(ask: Ask) -> Words:
    providers = counted(len(ask("providers")["providers"]), *PROVIDERS)
    agents = counted(len(ask("agents")["agents"]), *AGENTS)
    return Words(f"{providers.ru}, {agents.ru}", f"{providers.en}, {agents.en}")


def _provider(ask: Ask) -> Words:
    subscribers = counted(ask("subscribers", limit=1)["count"], *SUBSCRIBERS)
    shown = ask("show-provider")
    if not shown["described"]:
        return subscribers
    name = shown["name"]
    return Words(f"{name['ru']}, {subscribers.ru}", f"{name['en']}, {subscribers.en}")


FACTS: dict[str, Callable[[Ask], Words]] = {
    "consumer": _consumer,
    "terminal": _terminal,
    "processing": _processing,
    "provider": _provider,
}
