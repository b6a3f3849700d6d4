"""The launcher's own server: doors of its open window, for the operator of this computer only."""

import contextlib
import os
from pathlib import Path

import msgspec

from common import ids, settings
from common.clock import Clock
from common.durable import write_whole
from common.errors import Broken
from common.http_server import Application, Doors
from common.http_server.doors import OPERATOR
from common.logs import Log
from common.one_login import OneLogin
from common.principal import Principal
from common.secrets import Secrets
from common.serving import Serving
from common.settings import Ready

ROLE = "launcher"
WHO = Principal(OPERATOR, OPERATOR)


class Health(msgspec.Struct, frozen=True):
    """The answer of GET /health."""

    role: str
    profile: str
    ready: bool


class Served:
    """A loopback port, any free one; ready-file and login lie where those of a role lie: `data/launcher/default/`."""

    def __init__(self, data: Path, log: Log, clock: Clock) -> None:
        """Take a port; Broken `folder_not_writable` when its login cannot be written down."""
        self._folder = data / ROLE / settings.PROFILE
        self._log = log
        self._clock = clock
        self._password = ids.password()
        self.doors: Doors = {}
        try:
            Secrets(self._folder / "secrets").keep(OPERATOR, OPERATOR, self._password)
        except OSError as problem:
            raise Broken("folder_not_writable", f"{self._folder}: {problem.strerror}") from problem
        self._serving = Serving(0, self._application)
        self.url = self.page_url = self._serving.url

    @property
    def running(self) -> bool:
        """Whether it answers."""
        return self._serving.running

    def start(self) -> None:
        """Answer, and say so."""
        self._serving.start()
        ready = Ready(ROLE, settings.PROFILE, self.url, os.getpid())
        write_whole(self._folder / "ready.json", msgspec.json.encode(ready))

    def stop(self) -> None:
        """Answer no more."""
        with contextlib.suppress(OSError):  # on Windows somebody may be reading it; its pid tells that nobody is there
            if self._is_ours():
                (self._folder / "ready.json").unlink()
        self._serving.stop()

    def _is_ours(self) -> bool:
        """Whether the ready-file is about us, and not about a launcher that was opened here later."""
        try:
            said = (self._folder / "ready.json").read_bytes()
            return msgspec.json.decode(said, type=Ready).url == self.url
        except (OSError, msgspec.MsgspecError):
            return False

    def _application(self) -> Application:
        keeper = OneLogin(OPERATOR, self._password, WHO)
        about = Health(ROLE, settings.PROFILE, True)
        return Application(
            self.doors, None, keeper, self._log, self._clock, role=f"{ROLE}:{settings.PROFILE}", about=lambda: about
        )
