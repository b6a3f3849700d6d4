"""One attempt to tell a receiver: signed anew for its valid secrets, to an address that is judged anew."""

from typing import NamedTuple

from common.clock import Clock
from common.database import Connection, Row
from common.errors import OplataError, Rejected
from common.http_client.stranger import Stranger
from common.protocol.shop.signature import HEADER, signed
from common.receivers import Places
from common.words import Words
from processing_app.core.domain import Pos
from processing_app.service.domain import Domain
from processing_app.service.webhooks.keys import Keys
from processing_app.service.webhooks.places import Neighbourhood

JSON = "application/json"


class Letter(NamedTuple):
    """What leaves, and where to."""

    url: str
    body: bytes
    secrets: list[str]
    places: Places


class Post:
    """What every part that tells receivers something shares. Threads may share one."""

    def __init__(
        self, clock: Clock, domain: Domain, keys: Keys, neighbourhood: Neighbourhood, stranger: Stranger
    ) -> None:
        """Given once."""
        self._clock = clock
        self._domain = domain
        self._stranger = stranger
        self._neighbourhood = neighbourhood
        self.keys = keys

    def pos(self, db: Connection, pos_id: str) -> Pos:
        """A POS as it is now; ContractFault `not_found`."""
        return self._domain.pos(db, pos_id)

    def demand(self, db: Connection, pos: Pos, url: str) -> None:
        """Rejected `wrong_address` where nothing would be sent. Nobody is asked where a name leads: sending does."""
        problem = self._stranger.mistake(url, self._neighbourhood.places(db, pos))
        if problem is not None:
            raise Rejected("wrong_address", _both(problem))

    def letter(self, db: Connection, webhook: Row, body: bytes) -> Letter:
        """To a receiver as it is now; ContractFault `not_found` without its POS."""
        places = self._neighbourhood.places(db, self.pos(db, webhook["pos_id"]))
        return Letter(webhook["url"], body, self.keys.valid(webhook, self._clock.now_ms()), places)

    def send(self, letter: Letter) -> tuple[bool, str]:
        """Whether it was taken, and what was heard: a status, or the code of what went wrong."""
        headers = {"Content-Type": JSON, HEADER: signed(letter.secrets, letter.body, self._clock.now_ms() // 1000)}
        try:
            status = self._stranger.post(letter.url, letter.body, headers, letter.places)
        except OplataError as trouble:
            return False, trouble.code
        return 200 <= status < 300, str(status)


def _both(problem: Words) -> str:
    return f"{problem.ru.rstrip('.')} / {problem.en.rstrip('.')}"
