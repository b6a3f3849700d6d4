"""The first page of the window: what is still to be done, how the day goes, how the contracts do."""

from common.clock import milliseconds, moment
from common.database import Connection
from common.principal import Principal
from common.protocol.endpoint import Nothing
from provider_app.service.messages import (
    AskHealth,
    AskOverview,
    ContractHealth,
    Health,
    Overview,
    ProviderShown,
    Tile,
)
from provider_app.service.part import Part
from provider_app.store import about, contracts
from provider_app.store import health as store


class OverviewPart(Part):
    """How things are."""

    def show_provider(self, db: Connection, who: Principal, ask: Nothing) -> ProviderShown:
        """Who we are, as cards say it."""
        name, group = self.title(db)
        described = about.get(db) is not None
        return ProviderShown(name=name, group=group, described=described, url=self.means.url, uid=self.means.uid)

    def overview(self, db: Connection, who: Principal, ask: AskOverview) -> Overview:
        """The checklist and the tiles; the caller says where its day begins and ends."""
        day = store.day(db, milliseconds(ask.since), milliseconds(ask.until))
        return Overview(
            name=self.title(db)[0],
            described=about.get(db) is not None,
            tariffs=day["tariffs"],
            subscribers=day["subscribers"],
            blocked=day["blocked"],
            contracts=day["contracts"],
            checked=bool(day["checked"]),
            credited=bool(day["credited"]),
            credits_today=Tile(count=day["credits"], amount=day["credits_amount"]),
            uses_today=Tile(count=day["uses"], amount=day["uses_amount"]),
            refused_today=day["refused"],
            checks_refused_today=day["checks_refused"],
        )

    def contract_health(self, db: Connection, who: Principal, ask: AskHealth) -> Health:
        """When each centre last called, and what it has asked since a moment."""
        found = store.contracts(db, milliseconds(ask.since))
        return Health(
            contracts=[_health(one.id, found.get(one.id, store.ContractDay())) for one in contracts.every(db)]
        )


def _health(contract: int, day: store.ContractDay) -> ContractHealth:
    return ContractHealth(
        contract=contract,
        last_call=moment(day.last_call) if day.last_call is not None else None,
        calls=day.calls,
        refused=day.refused,
        credits=day.credits,
        credited=day.amount,
    )
