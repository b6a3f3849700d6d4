"""Receipts: where they are printed, what was printed, once more."""

from agent_terminal.service.messages import printing as m
from common.operation import Operation
from common.protocol.endpoint import Nothing
from common.words import Words

PART = "printing"
OPERATIONS = (
    Operation(
        "set-printer",
        "call",
        m.SetPrinter,
        m.PrinterShown,
        Words("Где печатать чеки: нет, PDF 80 мм, PDF A4, ESC/POS", "Where receipts are printed: none, PDF, ESC/POS"),
        within=PART,
    ),
    Operation(
        "printer",
        "read",
        Nothing,
        m.PrinterShown,
        Words("Принтер чеков: как настроен и что с ним", "The receipt printer: its settings and state"),
        within=PART,
    ),
    Operation(
        "print-test",
        "call",
        Nothing,
        m.PrintRow,
        Words("Напечатать пробный чек", "Print a test paper"),
        within=PART,
    ),
    Operation(
        "prints",
        "read",
        m.AskPrints,
        m.Prints,
        Words("Напечатанное: чеки, квитанции, копии", "What was printed: receipts, slips, copies"),
        within=PART,
    ),
    Operation(
        "reprint",
        "call",
        m.Reprint,
        m.PrintRow,
        Words("Напечатать чек или квитанцию ещё раз", "Print a receipt or a claim slip once more"),
        within=PART,
    ),
    Operation(
        "paper",
        "call",
        m.Paper,
        m.PrinterShown,
        Words("Учебный принтер: бумага есть или кончилась", "The training printer: paper in or out"),
        within=PART,
    ),
    Operation(
        "show-receipt",
        "read",
        m.ShowReceipt,
        m.ReceiptShown,
        Words("Показать чек или квитанцию на возврат", "Show a receipt or a claim slip"),
        within=PART,
    ),
)
