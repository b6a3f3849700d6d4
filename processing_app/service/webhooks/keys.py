"""Secrets of receivers: they follow from the role's own key, so that no file and no row has to hold them."""

import hmac
from base64 import urlsafe_b64encode

from common.credentials import OVERLAP_MS
from common.database import Row

PREFIX = "whsec_"


class Keys:
    """Makes the secret of a receiver's generation; whoever has the database alone can make none."""

    def __init__(self, own_key: bytes) -> None:
        """`own_key` is the role's own 32 bytes (common/secrets.py)."""
        self._own_key = own_key

    def secret(self, webhook_id: str, generation: int) -> str:
        """256 bits, always the same for the same receiver and generation."""
        made = hmac.digest(self._own_key, f"webhook\0{webhook_id}\0{generation}".encode(), "sha256")
        return PREFIX + urlsafe_b64encode(made).decode().rstrip("=")

    def valid(self, webhook: Row, now: int) -> list[str]:
        """The present one, and for a day after a change the one before it, too."""
        return self.valid_of(webhook["webhook_id"], webhook["generation"], webhook["rotated"], now)

    def valid_of(self, name: str, generation: int, rotated: int, now: int) -> list[str]:
        """The same of any receiver whose generation began at `rotated`."""
        overlap = generation > 1 and 0 <= now - rotated < OVERLAP_MS
        return [self.secret(name, one) for one in (generation, generation - 1)[: 1 + overlap]]
