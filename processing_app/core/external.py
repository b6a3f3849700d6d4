"""Questions that are asked twice: a repeat is known by `externalID`, and compared by its meaning, not by its bytes."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from hashlib import blake2b
from typing import Any, Protocol

import msgspec

from common.errors import Broken

_MILLISECOND = timedelta(milliseconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ENCODER = msgspec.json.Encoder(order="deterministic")


class Remembered(Protocol):
    """What was made before under an external id."""

    @property
    def external_id(self) -> str:
        """The asker's own number, empty for none."""

    @property
    def fingerprint(self) -> str:
        """What was asked."""


def fingerprint(**asked: object) -> str:
    """A digest of what was asked. Order of keys, equal fractions, forms of a moment and what is left out do not matter.

    A part that is empty (None, "", an empty list) is as one that was not given.
    """
    meant = {name: plain for name, value in asked.items() if (plain := _plain(value)) not in (None, "", [], {})}
    return blake2b(_ENCODER.encode(meant), digest_size=16).hexdigest()


def demand_same(before: Remembered, meant: str) -> None:
    """Refuse another meaning under the same external id: Broken `external_id_conflict` (409)."""
    if before.fingerprint != meant:
        raise Broken("external_id_conflict", before.external_id)


def _plain(value: Any) -> Any:
    """The same in JSON's own words, each value in one form only."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, datetime):
        return f"@{(value - EPOCH) // _MILLISECOND}"
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else f"{value.numerator}/{value.denominator}"
    if isinstance(value, msgspec.Struct):
        return _plain(msgspec.structs.asdict(value))
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return int(value) if value == int(value) else value
