"""What the operator switches: where the acceptor is, and whether payments are taken."""

from collections.abc import Callable

from agent_terminal.ccnet.port import BAUDS
from agent_terminal.service import kept, messages
from agent_terminal.service.ground import Ground
from agent_terminal.service.kept import Acceptor
from agent_terminal.store import papers, settings
from common.database import Connection
from common.errors import Rejected
from common.principal import Principal
from common.words import Words


class Agreement:
    """Switches that are seldom touched."""

    def __init__(self, ground: Ground) -> None:
        """`acceptor_changed` is called when the line was set, after it is durable."""
        self._ground = ground
        self.acceptor_changed: Callable[[Acceptor], None] = lambda _: None

    def set_acceptor(self, who: Principal, ask: messages.SetAcceptor) -> messages.Done:
        """Where the acceptor is; the terminal talks to it from now on."""
        if ask.speed not in BAUDS:
            raise Rejected("wrong_value", f"speed: {', '.join(map(str, BAUDS))}")
        made = Acceptor(ask.line.strip(), ask.speed, ask.rts)
        self._ground.write(lambda db: kept.keep(db, "acceptor", made), "set_acceptor")
        self.acceptor_changed(made)
        if not made.line:
            return messages.Done(done=Words("Купюроприёмника нет", "No acceptor"))
        if made.line == kept.SIMULATOR:
            return messages.Done(done=Words("Купюроприёмник: имитатор", "Acceptor: the simulator"))
        return messages.Done(done=Words(f"Купюроприёмник: {made.line}", f"Acceptor: {made.line}"))

    def stop_taking(self, db: Connection, who: Principal, ask: object) -> messages.Done:
        """No next payer; who is at the terminal finishes."""
        kept.keep(db, "closed", True)
        papers.note(db, self._ground.now(), "stop_taking", who.id)
        return messages.Done(done=Words("Приём остановлен", "Payments are stopped"))

    def resume_taking(self, db: Connection, who: Principal, ask: object) -> messages.Done:
        """The operator's own stop is lifted; other reasons may remain."""
        settings.remove(db, "closed")
        papers.note(db, self._ground.now(), "resume_taking", who.id)
        return messages.Done(done=Words("Приём возобновлён", "Payments are resumed"))
