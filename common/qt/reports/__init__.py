"""One tab for reports, schedules, letters and registers that came as files, the same in the windows of three roles."""

from common.qt.reports.each_form import order_each
from common.qt.reports.order_form import REPORT, REPORT_KEYS, Wanted, order
from common.qt.reports.screen import Reports

__all__ = ["REPORT", "REPORT_KEYS", "Reports", "Wanted", "order", "order_each"]
