"""`python -m provider_app`: the provider's server, or one of its commands."""

import sys

from common import role
from provider_app.app import ROLE

if __name__ == "__main__":
    sys.exit(role.main(ROLE))
