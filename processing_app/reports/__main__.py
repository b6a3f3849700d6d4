"""`python -m processing_app.reports`: the process apart that makes one report."""

import sys

from common.reporting import child
from processing_app.reports.builders import BUILDERS

if __name__ == "__main__":
    sys.exit(child.main(BUILDERS))
