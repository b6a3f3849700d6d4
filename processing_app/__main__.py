"""`python -m processing_app`: the centre's server and its commands."""

import sys

from common import role
from processing_app.app import ROLE

if __name__ == "__main__":
    sys.exit(role.main(ROLE))
