"""A role that does nothing but mail: `… -m tests.mail.sender FOLDER PORT LETTERS MOMENT UNIT WHICH`; port 0: a folder.

At the given moment («before» or «after») of the commit of the which-th unit of that name it dies, as if its power went.
"""

import itertools
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from common.reporting.asks import LetterState, Security, Way
from tests.mail import office
from tests.mail.office import Office, people

PAUSE_SECONDS = 0.01
KILLED = 7


def main(folder: Path, port: int, letters: int, fatal: tuple[str, str, int]) -> None:
    """Put the letters, unless they are put already, and send until none waits."""
    at, unit, which = fatal
    seen = itertools.count(1)

    def watch(moment: str, names: Sequence[str]) -> None:
        if moment == at and unit in names and next(seen) == which:
            os._exit(KILLED)

    mail = office.opened(folder, watch=watch)
    _put(mail, port, letters)
    while any(row.state is LetterState.WAITING for row in mail.rows()):
        if not mail.letters.turn():
            mail.ground.clock.sleep(PAUSE_SECONDS)
    mail.close()


def _put(mail: Office, port: int, letters: int) -> None:
    if port:
        mail.set_mail(way=Way.SMTP, sender="a@example.org", host="127.0.0.1", port=port, security=Security.NONE)
    if not mail.rows():
        folder = mail.ground.folder_of(1)
        report = 1 if folder.exists() else mail.report()
        mail.enclose(report, *people(letters))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), (sys.argv[4], sys.argv[5], int(sys.argv[6])))
