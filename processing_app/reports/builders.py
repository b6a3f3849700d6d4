"""Who makes each kind of report; only the process apart loads them, for they are heavy."""

from common.reporting.order import Build
from processing_app.reports import comparison, kinds, register

BUILDERS: dict[str, Build] = {
    kinds.REGISTER.name: register.build,
    kinds.COMPARISON.name: comparison.build,
}
