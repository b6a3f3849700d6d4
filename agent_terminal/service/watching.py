"""The page's long question: the screen as soon as it is another one than the page shows."""

from itertools import count

from agent_terminal.service import messages, screens
from agent_terminal.service.ground import Ground
from common.principal import Principal

LOOK_SECONDS = 0.03
LOOKS = 660
"""A question that nothing answers is answered after some 20 s with what the page has already."""
WHOLE_LOOK = 30
"""What no counter tells (time itself, a printer out of paper) is found about once a second."""
WAITING = 4
"""There is one page. Questions that its reloads left behind make way for its newer ones."""


class Watching:
    """Waits in the thread of whoever asks, counted in looks: a clock that a test holds still must not hold the page."""

    def __init__(self, ground: Ground) -> None:
        """Nobody waits."""
        self._ground = ground
        self._numbers = count(1)
        self._newest = 0

    def screen(self, who: Principal, ask: messages.AskScreen) -> messages.Screen:
        """What is on the screen; the same edition that was seen only when the wait is over, or the program ends."""
        news = self._ground.news()
        shown = self._look()
        if shown.edition != ask.seen:
            return shown
        own = self._newest = next(self._numbers)
        for look in range(1, LOOKS):
            if self._ground.stopping.wait(LOOK_SECONDS) or self._newest - own >= WAITING:
                break
            now = self._ground.news()
            if now != news or look % WHOLE_LOOK == 0:
                news, shown = now, self._look()
                if shown.edition != ask.seen:
                    return shown
        return self._look()

    def _look(self) -> messages.Screen:
        return self._ground.database.read(lambda db: screens.shown(self._ground, db))
