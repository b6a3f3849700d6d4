"""What the operator asks about the keys that sign static QR codes; times in UTC."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from common.protocol.endpoint import Message


class AskQrKeys(Message, frozen=True):
    """All keys that there ever were."""


class RotateQrKey(Message, frozen=True):
    """Sign by a new key from now on; codes of those before stay good."""


class RetireQrKey(Message, frozen=True):
    """Codes signed by this key pay no more, at once and for ever; if it is the one that signs, a new one does."""

    key_id: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]


class QrKeyRow(Message, frozen=True):
    """A key without its private half; `who` did what was done to it last."""

    key_id: str
    public: str
    state: Literal["current", "old", "retired"]
    made_at: datetime
    replaced: datetime | None
    retired: datetime | None
    who: str


class QrKeys(Message, frozen=True):
    """Keys, the oldest first; `centre` is the uid in what they sign. `qr explain --keys` reads this, too."""

    centre: str
    keys: list[QrKeyRow]
