"""The payer's help: who runs the terminal, what it takes, what it costs, where to turn with a payment's code."""

from collections import Counter

from agent_terminal.service import kept, messages, screens
from agent_terminal.service.ground import Ground
from common.database import Connection
from common.money import Range
from common.principal import Principal
from common.words import Words


class HelpPage:
    """Told to anybody who stands before the kiosk, closed or not."""

    def __init__(self, ground: Ground) -> None:
        """Which notes are taken depends on the acceptor."""
        self._ground = ground

    def help(self, db: Connection, who: Principal, ask: object) -> messages.Help:
        """Everything on one page."""
        agent, contract = kept.agent(db), kept.contract(db)
        return messages.Help(
            agent=agent.name,
            inn=agent.inn,
            address=agent.address,
            phone=agent.phone,
            terminal="" if contract is None else contract.terminal,
            centre=None if contract is None else contract.name,
            contract="" if contract is None else contract.number,
            fees=_fees(db),
            notes=sorted(screens.notes(self._ground, db)),
            authority=kept.kiosk(db).authority,
        )


def _fees(db: Connection) -> list[messages.Fee]:
    """What most providers cost is said once, for all others; the rest by name."""
    tariffs = [(one.name, kept.tariff(db, one.provider_id)) for one in kept.providers(db)]
    usual = Counter(tariff for _, tariff in tariffs).most_common(1)
    common = usual[0][0] if usual else ()
    return [*(_fee(name, tariff) for name, tariff in tariffs if tariff != common), _fee(None, common)]


def _fee(whom: Words | None, tariff: tuple[Range, ...]) -> messages.Fee:
    rule = tariff[0] if tariff else Range()
    return messages.Fee(
        whom=whom,
        basis_points=rule.basis_points,
        fixed=rule.fixed,
        minimum=rule.minimum,
        maximum=rule.maximum,
    )
