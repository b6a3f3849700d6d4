"""A payer without the kiosk's window: its buttons as an operator's command, for a headless terminal and for scripts."""

from typing import Any

from agent_terminal.core.stages import ONLY_TELL, Stage
from agent_terminal.service import kept, messages
from agent_terminal.service.ground import Ground
from agent_terminal.service.messages.bench import Pressed
from agent_terminal.service.payer import Payer
from agent_terminal.service.watching import Watching
from common.errors import Rejected
from common.principal import Principal
from common.words import Words

PASSING = frozenset({Stage.CHECKING, Stage.SENDING})
"""Screens on which a payer only waits: a number is being checked, a payment is on its way. Both end by themselves."""


class Fingers:
    """Presses what the page would, and looks at the screen as the page does."""

    def __init__(self, ground: Ground, payer: Payer, watching: Watching) -> None:
        """Everything is given."""
        self._ground = ground
        self._payer = payer
        self._watching = watching

    def press(self, who: Principal, ask: messages.Intent) -> Pressed:
        """One button; answered when there is something to do or to read on the screen again.

        Rejected `real_acceptor` where a payer stands, whose cash may be inside.
        """
        self._keep_off()
        shown = self._payer.intent(who, ask)
        while shown.screen in PASSING:
            later = self._watching.screen(who, messages.AskScreen(seen=shown.edition))
            if later.edition == shown.edition:  # nothing for a long while, or the program ends
                break
            shown = later
        data = shown.data
        return Pressed(
            screen=shown.screen,
            subscriber=data.get("subscriber") or "",
            held=data.get("held", 0),
            code=data["code"] if shown.screen in ONLY_TELL else "",
            notice=data.get("notice", ""),
            why=_why(data),
        )

    def _keep_off(self) -> None:
        """The line in use, and the one that is about to be."""
        for acceptor in (self._ground.link.acceptor, self._ground.database.read(kept.acceptor)):
            if acceptor.line not in ("", kept.SIMULATOR):
                raise Rejected("real_acceptor", acceptor.line)


def _why(data: dict[str, Any]) -> Words | None:
    """Why a number will not do, where the screen says it."""
    words = data.get("words")
    return None if words is None else Words(words["ru"], words["en"])
