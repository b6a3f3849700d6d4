"""Editions: an edit says which terms it was made over, so that neither it nor its undoing writes over newer ones."""

from hashlib import blake2b

import msgspec

from common.errors import Rejected


def edition(*terms: object) -> str:
    """The same terms have the same edition, whenever they were agreed on."""
    return blake2b(msgspec.json.encode(terms), digest_size=8).hexdigest()


def demand(seen: str, now: str, name: str) -> None:
    """Refuse an edit of terms that were changed since; one that names no edition is about whatever there is."""
    if seen and seen != now:
        raise Rejected("changed_meanwhile", name)
