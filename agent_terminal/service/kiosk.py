"""How the kiosk's page gets in: a one-time token from the operator, exchanged for the key of the only page."""

from hashlib import blake2b
from hmac import compare_digest

from agent_terminal.service import kept, messages
from agent_terminal.service.ground import Ground
from agent_terminal.service.kept import Token
from agent_terminal.store import settings
from common import ids
from common.database import Connection
from common.errors import Rejected
from common.principal import Principal

KIOSK = "kiosk"
GOOD_MS = 60_000


class Kiosk:
    """A token works once and for a minute; a new page's key ends the former page's."""

    def __init__(self, ground: Ground) -> None:
        """Tokens are kept as digests, beside the settings."""
        self._ground = ground

    def open_kiosk(self, db: Connection, who: Principal, ask: object) -> messages.KioskToken:
        """A token for whoever starts the page; an earlier one, not used yet, is worth nothing any more."""
        token = ids.password()
        kept.keep(db, "kiosk_token", Token(_digest(token), self._ground.now() + GOOD_MS))
        return messages.KioskToken(token=token, url=self._ground.url)

    def exchange(self, db: Connection, who: Principal, ask: messages.OpenKiosk) -> messages.KioskKey:
        """The page's first call; the token is spent whether the page gets the answer or not."""
        known = kept.token(db)
        good = known is not None and known.until > self._ground.now()
        if known is None or not good or not compare_digest(known.digest, _digest(ask.token)):
            raise Rejected("wrong_value", "token")
        settings.remove(db, "kiosk_token")
        self._ground.gatekeeper.revoke(db, KIOSK, KIOSK)
        return messages.KioskKey(login=KIOSK, key=self._ground.gatekeeper.issue(db, KIOSK, KIOSK, KIOSK))


def _digest(token: str) -> str:
    return blake2b(token.encode(), digest_size=32).hexdigest()
