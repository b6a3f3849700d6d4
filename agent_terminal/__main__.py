"""`python -m agent_terminal`: the terminal's server and its commands."""

import sys

from agent_terminal.app import ROLE
from common import role

if __name__ == "__main__":
    sys.exit(role.main(ROLE))
