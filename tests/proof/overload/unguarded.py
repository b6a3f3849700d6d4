"""The centre as it would be without its turnstile: it takes in whatever comes. The lane has to see that."""

import sys

from common import role
from common.http_server import work
from common.http_server.turnstile import Turnstile
from processing_app.app import ROLE

if __name__ == "__main__":
    Turnstile.full = lambda self, now: False  # type: ignore[method-assign]
    work.WAITING_WRITES = 1_000_000
    sys.exit(role.main(ROLE))
