"""Tables: columns, rows in memory or page by page, filters, and the list with its details."""

from common.qt.table.column import Column, Empty, Kind, Shown, shown_state
from common.qt.table.filter_bar import Choice, FilterBar
from common.qt.table.ledger_table import LedgerTable
from common.qt.table.list_and_details import ListAndDetails
from common.qt.table.query import Fetch, Page, Query

__all__ = [
    "Choice",
    "Column",
    "Empty",
    "Fetch",
    "FilterBar",
    "Kind",
    "LedgerTable",
    "ListAndDetails",
    "Page",
    "Query",
    "Shown",
    "shown_state",
]
