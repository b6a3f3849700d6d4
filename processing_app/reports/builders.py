"""Who makes each kind of report; only the process apart loads them, for they are heavy."""

from common.reporting.order import Build
from processing_app.reports import agent_statement, comparison, kinds, osmp_register, register, totals

BUILDERS: dict[str, Build] = {
    kinds.REGISTER.name: register.build,
    kinds.AGENT_STATEMENT.name: agent_statement.build,
    kinds.TOTALS.name: totals.build,
    kinds.OSMP_REGISTER.name: osmp_register.build,
    kinds.COMPARISON.name: comparison.build,
}
