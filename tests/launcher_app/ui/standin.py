"""A board of roles that a test plays: it shows what it is told to, and keeps what it was asked to do."""

from launcher_app.watched import Look, State

ROLES = ("provider", "processing", "terminal", "consumer")


class StandInBoard:
    """Everything is stopped at first."""

    def __init__(self) -> None:
        self.roles = dict.fromkeys(ROLES)
        self.looks = {role: Look(role, State.STOPPED) for role in ROLES}
        self.changes = 0
        self.done: list[tuple[object, ...]] = []

    @property
    def running(self) -> int:
        return sum(look.answers for look in self.looks.values())

    def show(self, look: Look) -> None:
        self.looks[look.role] = look
        self.changes += 1

    def start(self, role: str, port: int | None = None) -> None:
        self.done.append(("start", role, *([port] if port is not None else [])))

    def stop(self, role: str) -> None:
        self.done.append(("stop", role))

    def restart(self, role: str) -> None:
        self.done.append(("restart", role))

    def raise_window(self, role: str) -> None:
        self.done.append(("raise", role))

    def start_all(self) -> None:
        self.done.append(("start all",))

    def stop_all(self) -> None:
        self.done.append(("stop all",))
