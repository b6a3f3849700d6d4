"""Tokens in the place of a login: holders of wallets and providers get them by it, and end all of them at once."""

from common import credentials
from common.clock import Clock, moment
from common.database import Connection
from common.errors import ContractFault
from common.principal import Principal
from common.protocol.wallets.notices import AskToken, RevokeTokens, TokenIssued, TokensRevoked
from processing_app.service.tokens import Tokens
from processing_app.tokens import Kind

MINUTE = 60


class HolderTokens:
    """The doors where an asker deals with its own tokens. Kinds of principals and of tokens have the same names."""

    def __init__(self, clock: Clock, tokens: Tokens) -> None:
        """`tokens` are all of the centre's."""
        self._clock = clock
        self._tokens = tokens

    def issue(self, db: Connection, who: Principal, ask: AskToken) -> TokenIssued:
        """A token for as many minutes as were asked, told here and never again. A unit of work.

        ContractFault `wrong_password` for whoever has no login any more, though it had one when it was let in.
        """
        if not credentials.logins(db, who.kind, who.id):
            raise ContractFault("wrong_password")
        kind: Kind = "wallet" if who.kind == "wallet" else "provider"
        issued = self._tokens.issue(kind, f"{kind}:{who.id}", ask.minutes * MINUTE, [])
        return TokenIssued(token=issued.token, until=issued.until)

    def revoke(self, db: Connection, who: Principal, ask: RevokeTokens) -> TokensRevoked:
        """End every token of the asker, the one it came with, too. A unit of work."""
        self._tokens.end_all(db, who.kind, who.id, who)
        return TokensRevoked(at=moment(self._clock.now_ms()))
