"""`python -m agent_terminal.reports`: one report, made in a process apart."""

import sys

from agent_terminal.reports import kinds, terminal_journal
from common.reporting import child
from common.reporting.order import Build

BUILDERS: dict[str, Build] = {kinds.JOURNAL.name: terminal_journal.build}

if __name__ == "__main__":
    sys.exit(child.main(BUILDERS))
