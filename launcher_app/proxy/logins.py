"""With which login each exchange came to a proxy: remembered for who asks again in a sender's name, shown to nobody."""

from collections import OrderedDict, defaultdict

from common import spawn
from common.http_server.reading import basic

MOST = 50_000


class Logins:
    """Threads may share it. One program may have several logins: a consumer has one for each of its contracts."""

    def __init__(self) -> None:
        """Nobody has asked."""
        self._lock = spawn.Lock()
        self._headers: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self._of_span: OrderedDict[str, str] = OrderedDict()

    def remember(self, sender: str, span: str, header: str) -> None:
        """An exchange came with this header, or with none."""
        who = name(header) or header
        with self._lock:
            if header:
                self._headers[sender][who] = header
            if self._of_span.setdefault(span, who) != who:
                self._of_span[span] = ""  # a stranger may give one span to everything: nobody knows whose it is
            while len(self._of_span) > MOST:
                self._of_span.popitem(last=False)

    def of(self, sender: str, span: str) -> str:
        """The newest header of whose exchange it was; of one from before, the sender's only one. Else empty."""
        with self._lock:
            known = self._headers.get(sender, {})
            if span in self._of_span:
                return known.get(self._of_span[span], "")
            return next(iter(known.values())) if len(known) == 1 else ""


def name(header: str) -> str:
    """Under which name, without the password; empty for what is no Basic login."""
    return basic(header.encode("latin-1"))[0]
