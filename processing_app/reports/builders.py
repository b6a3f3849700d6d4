"""Who makes each kind of report; only the process apart loads them, for they are heavy."""

from common.reporting.order import Build

BUILDERS: dict[str, Build] = {}
