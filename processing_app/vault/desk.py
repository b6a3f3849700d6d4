"""What people do with the vault: look, rotate and destroy keys, set bounds, erase a card. They never see a number."""

from collections import defaultdict

from common.clock import moment
from common.database import Connection, Row
from common.errors import Broken
from common.principal import Principal
from common.protocol.endpoint import Nothing
from processing_app.vault import asks, store
from processing_app.vault.service import Secret, Vault, opened
from processing_app.vault.upkeep import erase_number

SHOWN_BYTES = 8
"""Of a fingerprint: enough to tell two cards that look alike from each other."""


class Desk:
    """The operations of the vault."""

    def __init__(self, vault: Vault) -> None:
        """Of one vault."""
        self._vault = vault

    def vault_status(self, _who: Principal, _ask: Nothing) -> asks.VaultStatus:
        """Keys, counts and bounds."""
        return self._vault.database.read(self._status)

    def rotate_vault_key(self, _who: Principal, _ask: Nothing) -> asks.VaultStatus:
        """A new key; all cards are sealed by it in the next moments, while payments go on."""
        self._vault.keyring.rotate()
        return self._vault.database.read(self._status)

    def destroy_vault_key(self, _who: Principal, ask: asks.VaultKeyId) -> asks.VaultStatus:
        """An old key goes, and with it every older backup; Rejected `vault_key_in_use`, `unknown_vault_key`."""
        self._vault.keyring.destroy(ask.key_id)
        return self._vault.database.read(self._status)

    def limit_cards(self, _who: Principal, ask: asks.LimitCards) -> asks.VaultStatus:
        """Another bound for attempts, from now on."""
        self._vault.database.write(lambda db: self._limit(db, ask), "limit_cards")
        return self._vault.database.read(self._status)

    def erase_card(self, _who: Principal, ask: asks.EraseCard) -> asks.ErasedCards:
        """List cards that look like this; with a fingerprint, erase the number of that one from all its tokens."""
        erased = self._vault.database.write(lambda db: self._erase(db, ask), "erase_card")
        if erased.erased:
            self._vault.database.empty_log()
        return erased

    def _status(self, db: Connection) -> asks.VaultStatus:
        of_key, counts, current = store.cards_by_key(db), store.counts(db), self._vault.keyring.current
        return asks.VaultStatus(
            keys=[_key(row, of_key.get(row["key_id"], 0), current) for row in store.keys(db)],
            tokens=counts["tokens"],
            numbers=counts["numbers"],
            used_tokens=counts["used"],
            sessions=len(self._vault.sessions),
            waiting=sum(number for key_id, number in of_key.items() if key_id != current),
            limits=[
                asks.VaultLimit(kind=kind, most=limit.most, seconds=limit.seconds)
                for kind, limit in self._vault.limits.bounds.items()
            ],
        )

    def _limit(self, db: Connection, ask: asks.LimitCards) -> None:
        store.set_limit(db, ask.kind, ask.most, ask.seconds)
        db.then(lambda: self._vault.limits.set(ask.kind, ask.most, ask.seconds))

    def _erase(self, db: Connection, ask: asks.EraseCard) -> asks.ErasedCards:
        alike: dict[str, list[Row]] = defaultdict(list)
        for row in store.like(db, ask.first6, ask.last4):
            alike[self._fingerprint(row)].append(row)
        wanted = alike.get(ask.fingerprint, [])
        for row in wanted:
            erase_number(db, self._vault.keyring, row)
        found = [_like(fingerprint, rows) for fingerprint, rows in alike.items() if rows is not wanted]
        return asks.ErasedCards(found=found, erased=len(wanted))

    def _fingerprint(self, row: Row) -> str:
        """By the current key, whichever has sealed it."""
        secret: Secret = opened(self._vault.keyring, row)
        if not secret.number:
            raise Broken("card_unreadable", row["resource"])
        return self._vault.keyring.fingerprints(secret.number)[0][:SHOWN_BYTES].hex()


def _key(row: Row, cards: int, current: int) -> asks.VaultKey:
    destroyed = row["destroyed"]
    return asks.VaultKey(
        key_id=row["key_id"],
        made=moment(row["made"]),
        cards=cards,
        current=row["key_id"] == current,
        destroyed=None if destroyed is None else moment(destroyed),
    )


def _like(fingerprint: str, rows: list[Row]) -> asks.CardLike:
    first = min(row["made"] for row in rows)
    return asks.CardLike(fingerprint=fingerprint, system=rows[0]["system"], tokens=len(rows), first_seen=moment(first))
