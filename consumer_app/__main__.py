"""`python -m consumer_app`: the consumer's server, or one of its commands."""

import sys

from common import role
from consumer_app.app import ROLE

sys.exit(role.main(ROLE))
