"""Contracts with providers: sign by a card, edit, pause, end; and what would be wrong with one before it is saved."""

from collections import Counter
from collections.abc import Collection

import msgspec

from common import queue
from common.clock import Clock
from common.database import Connection, Row
from common.edition import demand
from common.errors import Rejected
from common.principal import Principal
from common.protocol import codes
from common.protocol.card import Card
from common.protocol.dialects import osmp
from common.protocol.endpoint import Nothing
from common.protocol.mistake import Mistakes, refuse
from common.retry import RetryPolicy
from common.secrets import Secrets
from common.words import Words
from processing_app.core import ledger
from processing_app.service import editions, provider_mistakes
from processing_app.service.asks.providers import (
    EditProvider,
    ProviderContract,
    ProviderContracts,
    ProviderId,
    ProviderTerms,
    Signed,
    SignProvider,
    TryProvider,
)
from processing_app.service.asks.tasks import Done
from processing_app.service.delivery import Delivery
from processing_app.service.dialects import DIALECTS, OSMP
from processing_app.service.directory import Directory
from processing_app.service.providers import Providers, secret_name
from processing_app.store import balances, contracts

BY_HAND = "by_hand"
STOPPED = Words("Доставка остановлена оператором, принятые платежи ждут", "Stopped by the operator, payments wait")


class Contracts:
    """The operator's desk for providers."""

    def __init__(
        self,
        clock: Clock,
        secrets: Secrets,
        directory: Directory,
        providers: Providers,
        delivery: Delivery,
        own: Collection[str],
    ) -> None:
        """Everything is given; `own` are the centre's own addresses, where no provider is."""
        self._clock = clock
        self._secrets = secrets
        self._directory = directory
        self._providers = providers
        self._delivery = delivery
        self._own = own

    def try_provider(self, db: Connection, who: Principal, ask: TryProvider) -> Mistakes:
        """Everything wrong with a contract filled in so; nothing is changed."""
        card = ask.card
        if card is None and ask.provider_id:
            card = msgspec.json.decode(self._provider(db, ask.provider_id)["card"], type=Card)
        if card is not None and ask.url:
            card = msgspec.structs.replace(card, url=ask.url)
        return Mistakes(
            mistakes=[
                *provider_mistakes.of_card(db, card, ask.provider_id, self._own),
                *provider_mistakes.of_delivery(ask.timeout_ms, ask.lanes),
                *provider_mistakes.of_retry(ask.retry),
                *provider_mistakes.of_codes(card, ask.code_table),
            ]
        )

    def sign_provider(self, db: Connection, who: Principal, ask: SignProvider) -> Signed:
        """A contract from a provider's card; its password goes to the secrets, nowhere else."""
        refuse(
            [
                *provider_mistakes.of_card(db, ask.card, 0, self._own),
                *provider_mistakes.of_delivery(ask.timeout_ms, ask.lanes),
                *provider_mistakes.of_codes(ask.card, ask.code_table),
            ]
        )
        provider_id = contracts.add_provider(
            db, name=ask.card.name.ru, card=_without_password(ask.card), retry=msgspec.json.encode(ask.retry),
            timeout_ms=ask.timeout_ms, lanes=ask.lanes, active=1, paused="",
            code_table=msgspec.json.encode(ask.code_table or osmp.STANDARD) if ask.card.dialect == OSMP else None,
        )  # fmt: skip
        self._secrets.keep(secret_name(provider_id), ask.card.login, ask.card.password)
        return self._published(db, provider_id)

    def edit_provider(self, db: Connection, who: Principal, ask: EditProvider) -> Signed:
        """New address, login, fields or policy; a lane that a fault stopped goes on, one stopped by hand does not."""
        row = self._provider(db, ask.provider_id)
        demand(ask.edition, editions.of_provider(row), row["name"])
        card = ask.card or msgspec.json.decode(row["card"], type=Card)
        if ask.url:
            card = msgspec.structs.replace(card, url=ask.url)
        refuse(
            [
                *provider_mistakes.of_card(db, card, ask.provider_id, self._own),
                *provider_mistakes.of_delivery(ask.timeout_ms or row["timeout_ms"], ask.lanes or row["lanes"]),
                *provider_mistakes.of_codes(card, ask.code_table),
            ]
        )
        given = {
            "name": card.name.ru, "card": _without_password(card),
            "paused": BY_HAND if row["paused"] == BY_HAND else "",
            "timeout_ms": ask.timeout_ms or row["timeout_ms"], "lanes": ask.lanes or row["lanes"],
            "retry": msgspec.json.encode(ask.retry) if ask.retry else row["retry"],
            "code_table": msgspec.json.encode(ask.code_table) if ask.code_table else row["code_table"],
        }  # fmt: skip
        contracts.change_provider(db, ask.provider_id, row, **given)
        password = ask.password or (ask.card.password if ask.card else "")
        if password:
            self._secrets.keep(secret_name(ask.provider_id), card.login, password)
        return self._published(db, ask.provider_id)

    def pause_provider(self, db: Connection, who: Principal, ask: ProviderId) -> Done:
        """Stop delivering to a provider; what is accepted waits."""
        self._provider(db, ask.provider_id)
        contracts.pause(db, ask.provider_id, BY_HAND)
        self._changed(db, ask.provider_id)
        return Done()

    def resume_provider(self, db: Connection, who: Principal, ask: ProviderId) -> Done:
        """Deliver again."""
        self._provider(db, ask.provider_id)
        contracts.pause(db, ask.provider_id, "")
        self._changed(db, ask.provider_id)
        return Done()

    def end_provider(self, db: Connection, who: Principal, ask: ProviderId) -> Signed:
        """Take a provider out of the directory; payments under way are still delivered."""
        row = self._provider(db, ask.provider_id)
        contracts.change_provider(db, ask.provider_id, row, active=0)
        return self._published(db, ask.provider_id)

    def restore_provider(self, db: Connection, who: Principal, ask: ProviderId) -> Signed:
        """Put a provider that was taken out of the directory back, as it was; the centre itself has no mistakes."""
        row = self._provider(db, ask.provider_id)
        card = msgspec.json.decode(row["card"], type=Card)
        if card.dialect in DIALECTS:
            refuse(list(provider_mistakes.of_card(db, card, ask.provider_id, self._own)))
        contracts.change_provider(db, ask.provider_id, row, active=1)
        return self._published(db, ask.provider_id)

    def providers(self, db: Connection, who: Principal, ask: Nothing) -> ProviderContracts:
        """All contracts with providers, and how each has answered lately."""
        waiting: dict[str, int] = queue.count_by_lane(db)
        in_review = Counter(task.lane for task in queue.dead(db))
        return ProviderContracts(
            providers=[self._contract(db, row, waiting, in_review) for row in contracts.providers(db)],
            directory_version=contracts.newest_version(db),
        )

    def provider_terms(self, db: Connection, who: Principal, ask: ProviderId) -> ProviderTerms:
        """A contract as it is edited; its password is never shown."""
        row = self._provider(db, ask.provider_id)
        return ProviderTerms(
            provider_id=ask.provider_id, card=msgspec.json.decode(row["card"], type=Card),
            retry=msgspec.json.decode(row["retry"], type=RetryPolicy), timeout_ms=row["timeout_ms"],
            lanes=row["lanes"], active=bool(row["active"]), paused=row["paused"],
            code_table=msgspec.json.decode(row["code_table"], type=osmp.CodeTable) if row["code_table"] else None,
            edition=editions.of_provider(row),
        )  # fmt: skip

    def _contract(
        self, db: Connection, row: Row, waiting: dict[str, int], in_review: dict[str, int]
    ) -> ProviderContract:
        card = msgspec.json.decode(row["card"], type=Card)
        provider_id, paused = row["provider_id"], row["paused"]
        lane = f"provider:{provider_id}"
        return ProviderContract(
            provider_id=provider_id, name=card.name.ru, url=card.url, dialect=card.dialect, login=card.login,
            minimum=card.minimum, maximum=card.maximum, active=bool(row["active"]), paused=paused,
            waiting=waiting.get(lane, 0), in_review=in_review.get(lane, 0),
            settlement=balances.snapshot(db, ledger.settlement(provider_id)),
            paused_words=_paused_words(paused), health=self._providers.health.of(provider_id),
        )  # fmt: skip

    def _published(self, db: Connection, provider_id: int) -> Signed:
        version = self._directory.publish(db)
        self._changed(db, provider_id)
        edition = editions.of_provider(self._provider(db, provider_id))
        return Signed(provider_id=provider_id, directory_version=version, edition=edition)

    def _changed(self, db: Connection, provider_id: int) -> None:
        """Once it is durable: call the provider by its new terms, and look at its lane again.

        Told at once as well: a fault of the earlier terms, in the same group, must not stop the lane any more.
        """
        self._providers.forget(provider_id)
        db.then(lambda: self._providers.forget(provider_id))
        db.then(self._delivery.look_again)

    def _provider(self, db: Connection, provider_id: int) -> Row:
        row = contracts.provider(db, provider_id)
        if row is None:
            raise Rejected("unknown_contract", str(provider_id))
        return row


def _paused_words(code: str) -> Words | None:
    if not code:
        return None
    return STOPPED if code == BY_HAND else codes.words(code)


def _without_password(card: Card) -> bytes:
    return msgspec.json.encode(msgspec.structs.replace(card, password=""))
