"""Tables in files: workbooks with totals, checks and charts, .csv, and what is read back from them."""

from common.excel.balance import Line
from common.excel.book import Book
from common.excel.chart import Chart
from common.excel.grid import Range, Reference
from common.excel.page import Page
from common.excel.reading import read_rows, rows_of
from common.excel.sheet import Field, Heading, Kind, Mark, Sheet, TableFile, Totals, Value
from common.excel.summary import Summary
from common.excel.table_file import table_file

__all__ = [
    "Book",
    "Chart",
    "Field",
    "Heading",
    "Kind",
    "Line",
    "Mark",
    "Page",
    "Range",
    "Reference",
    "Sheet",
    "Summary",
    "TableFile",
    "Totals",
    "Value",
    "read_rows",
    "rows_of",
    "table_file",
]
