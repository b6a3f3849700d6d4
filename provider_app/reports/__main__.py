"""`python -m provider_app.reports`: one report, made in a process apart."""

import sys

from common.reporting import child
from common.reporting.order import Build
from provider_app.reports import comparison, kinds, statement

BUILDERS: dict[str, Build] = {
    kinds.STATEMENT.name: statement.build,
    kinds.COMPARISON.name: comparison.build,
}

if __name__ == "__main__":
    sys.exit(child.main(BUILDERS))
