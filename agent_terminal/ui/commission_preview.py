"""What a commission takes of usual sums, counted by the service, and what may surprise a payer."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from agent_terminal.service.messages import CommissionPreview, PreviewCommission, PreviewRow
from agent_terminal.ui.commission_words import share
from common.qt import spoken
from common.qt.desk import Desk
from common.qt.table import Column, Empty, Kind, LedgerTable
from common.words import Words

TITLE = Words("Сколько это", "What it comes to")
NOUN = Words("примеров", "examples")
EMPTY = Words("Исправьте поля выше: тогда посчитаем.", "Correct the fields above, then it is counted.")
ROW, HEAD, LINES = 28, 42, 5


def _share(row: PreviewRow) -> Words:
    """In the last column, which is as wide as there is room: a text, so that it stands beside its sum."""
    return Words(f"{share(row.share, 'ru')} %", f"{share(row.share, 'en')}%")


COLUMNS = (
    Column("inserted", Words("Внесено", "Inserted"), lambda row: row.inserted, Kind.MONEY, 105, summed=False),
    Column("fee", Words("Комиссия", "Commission"), lambda row: row.fee, Kind.MONEY, 105, summed=False),
    Column("credited", Words("К зачислению", "To credit"), lambda row: row.credited, Kind.MONEY, 115, summed=False),
    Column("share", Words("Доля", "Share"), _share, width=75),
)
"""Examples are no sums of anything."""


class Preview(QFrame):
    """Asks again whenever it is told another commission; an older answer is not shown over a newer one."""

    def __init__(self, desk: Desk, name: str) -> None:
        """`name` tells the previews of a window apart."""
        super().__init__()
        self._desk = desk
        self.setObjectName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(spoken.label(desk, TITLE, "title"))
        self.table = LedgerTable(desk, name, COLUMNS, noun=NOUN, key=lambda row: row.inserted, empty=Empty(EMPTY))
        desk.theme.keep(self.table, lambda: self.table.setMinimumHeight(desk.theme.scaled(HEAD + LINES * ROW)))
        column.addWidget(self.table)
        self._words = Words("", "")
        self.warnings = spoken.label(desk, lambda: self._words, "waiting", wrap=True)
        self.warnings.setObjectName("commission-warnings")
        column.addWidget(self.warnings)

    def ask(self, question: PreviewCommission | None) -> None:
        """Of this commission; None while it cannot be read."""
        if question is None:
            self.show_preview(CommissionPreview(rows=[], mistakes=[], warnings=[]))
        else:
            self._desk.ask(
                self, "preview-commission", question, then=self.show_preview, failed=self.table.fail, key="preview"
            )  # fmt: skip

    def show_preview(self, found: CommissionPreview) -> None:
        """What the service counted."""
        self.table.show_rows(found.rows)
        said = found.warnings
        self._words = Words(" ".join(one.ru for one in said), " ".join(one.en for one in said))
        self.warnings.setText(self._desk.say(self._words))
        self.warnings.setVisible(bool(found.warnings))
