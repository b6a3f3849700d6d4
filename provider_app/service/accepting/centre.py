"""The centre that takes payments for us: one connection by the card in force, made anew when another card comes."""

from typing import Any, TypeVar

from common import spawn
from common.errors import Rejected
from common.protocol.endpoint import Endpoint, Message
from provider_app.service.part import Consumer, Means
from provider_app.store import accepting as store
from provider_app.store.accepting import Acceptance

Answer = TypeVar("Answer")
SECONDS = 8.0
THEM = "processing"


class Centre:
    """Asks with the login of the card that a question is asked under, never with that of another one."""

    def __init__(self, means: Means) -> None:
        """Nobody is asked before a card is there."""
        self._means = means
        self._lock = spawn.Lock()
        self._peer: tuple[int, Consumer] | None = None

    def card(self) -> Acceptance:
        """The card in force; Rejected `no_acceptance` without one."""
        found = self._means.database.read(store.acceptance)
        if found is None:
            raise Rejected("no_acceptance")
        return found

    def ask(
        self, card: Acceptance, endpoint: Endpoint[Any, Answer], question: Message, *, seconds: float = SECONDS
    ) -> Answer:
        """Ask and wait; raises one of the four errors."""
        answer: Answer = self._reach(card).call(endpoint, question, seconds=seconds)
        return answer

    def close(self) -> None:
        """Let the connections go."""
        with self._lock:
            if self._peer is not None:
                self._peer[1].close()
            self._peer = None

    def _reach(self, card: Acceptance) -> Consumer:
        with self._lock:
            if self._peer is not None and self._peer[0] == card.generation:
                return self._peer[1]
            login, password = self._means.secrets.login_of(secret(card.generation)) or ("", "")
            made = self._means.connect(card.url, login, password, THEM)
            if self._peer is not None:
                self._peer[1].close()
            self._peer = (card.generation, made)
            return made


def secret(generation: int) -> str:
    """The name under which a card's login and password are kept."""
    return f"acceptance-{generation}"


def seal_secret(generation: int) -> str:
    """The name under which the secret of the centre's notices is kept."""
    return f"acceptance-{generation}-seal"


def notices_secret(generation: int) -> str:
    """The name under which the centre's login here waits until it was told."""
    return f"acceptance-{generation}-notices"
