"""What people may do with what stands behind the log: statistics of POS, receivers of notifications."""

from common.operation import Operation
from common.words import Words
from processing_app.service import asks

OPERATIONS = (
    Operation(
        "statistics", "read", asks.AskStatistics, asks.Statistics,
        Words("Статистика точек продаж по дням", "Statistics of POS by day"), within="statistics",
    ),
)  # fmt: skip
