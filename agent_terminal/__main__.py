"""`python -m agent_terminal`: the terminal's server and its commands; `probe PORT` looks at an acceptor by itself."""

import sys
from collections.abc import Sequence

from agent_terminal.app import ROLE
from agent_terminal.ccnet import probe
from common import role

PROBE = "probe"


def main(words: Sequence[str]) -> int:
    """The probe needs no terminal: neither its folder nor its database."""
    return probe.main(words[1:]) if words[:1] == [PROBE] else role.main(ROLE, words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
