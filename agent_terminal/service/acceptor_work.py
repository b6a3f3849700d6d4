"""Long work at acceptors, one at a time: told step by step, and ended when nobody wants it any more."""

from collections.abc import Callable
from typing import Literal

from msgspec.structs import replace

from agent_terminal.service.messages.hardware import AcceptorWork, Finding
from common import spawn
from common.errors import OplataError, Rejected
from common.protocol import codes
from common.words import Words

NOTHING = Words("", "")
LATER = Words("другая проверка ещё идёт", "another one is under way")
BUG = Words("Проверка прервалась: {what}", "It broke off: {what}")
Kind = Literal["", "find", "test"]


class Work:
    """A search or a self-test; what the last one found stays until the next one begins."""

    def __init__(self) -> None:
        """Nothing was begun yet."""
        self._lock = spawn.Lock()
        self._stop = spawn.Signal()
        self._seen = AcceptorWork(kind="", running=False, done=0, of=0, now=NOTHING, findings=[])

    @property
    def seen(self) -> AcceptorWork:
        """How it is now."""
        return self._seen

    @property
    def stopped(self) -> bool:
        """Whether it is to end."""
        return self._stop.is_set()

    def begin(self, kind: Kind, of: int, run: Callable[["Work"], None], *, wait: bool) -> AcceptorWork:
        """Do it: here, or beside with the beginning as the answer; Rejected `too_early` while another one runs."""
        with self._lock:
            if self._seen.running:
                raise Rejected("too_early", f"{LATER.ru} / {LATER.en}")
            self._stop = spawn.Signal()
            self._seen = AcceptorWork(kind=kind, running=True, done=0, of=of, now=NOTHING, findings=[])
        if wait:
            self._do(run)
        else:
            spawn.thread(kind, lambda: self._do(run))
        return self._seen

    def stop(self) -> None:
        """Let it end soon."""
        self._stop.set()

    def step(self, now: Words) -> None:
        """The next step is this."""
        self._seen = replace(self._seen, now=now)

    def passed(self) -> None:
        """A step is behind."""
        self._seen = replace(self._seen, done=self._seen.done + 1)

    def found(self, ok: bool | None, words: Words, line: str = "", speed: int = 0) -> None:
        """Something came out."""
        one = Finding(ok=ok, words=words, line=line, speed=speed)
        self._seen = replace(self._seen, findings=[*self._seen.findings, one])

    def _do(self, run: Callable[["Work"], None]) -> None:
        try:
            run(self)
        except OplataError as error:
            self.found(False, codes.words_of(error))
        except Exception as bug:  # noqa: BLE001 - a thread's end: whoever began this must see that it has ended
            self.found(False, BUG.format(what=f"{type(bug).__name__}: {bug}"))
        finally:
            self._seen = replace(self._seen, running=False, now=NOTHING)
