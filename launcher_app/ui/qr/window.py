"""«Платёжные коды»: the workbench's window with its two tabs."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QTabWidget

from common.qt import bell, help_pages, panes, settings_dialog, spoken, training
from common.qt.desk import Desk
from common.qt.main_window import MainWindow
from common.qt.message_area import MessageArea
from common.qt.tab_fit import TabFit
from common.words import Words
from launcher_app.ui.qr.explain_page import ExplainPage
from launcher_app.ui.qr.make_page import MakePage
from launcher_app.ui.qr.menus import Menus
from launcher_app.ui.qr.status import WorkbenchStatus

LEAST, FIRST = QSize(900, 600), QSize(1200, 760)
TITLE = Words("Платёжные коды", "Payment codes")
TABS = Words("Разделы", "Sections")


class QrWindow(MainWindow):
    """One for a data folder's look and language; codes are kept nowhere."""

    title = TITLE
    help = Words(
        "«Разобрать» объясняет любой платёжный код: вставьте текст, перетащите или вставьте картинку. Над полями — что "
        "не так и что сделать. Чтобы проверить подпись кодов нашей сети, дайте открытые ключи центра: ответ "
        "/payments/qr/keys.\n«Собрать» делает код из полей; ссылки по образцу СБП ведут на адрес имитатора, телефон по "
        "ним не заплатит.",
        "“Explain” tells every part of a payment code: paste a text, drop or paste a picture. Above the fields is what "
        "is wrong and what to do. To check signatures of our network's codes, give the centre's public keys: the "
        "answer of /payments/qr/keys.\n“Make” makes a code from its fields; links after SBP's point to the simulator's "
        "host: no telephone pays them.",
    )

    def __init__(self, desk: Desk) -> None:
        """Ready for a code."""
        super().__init__(desk)
        self.setObjectName("qr")
        self.setMinimumSize(LEAST)
        desk.theme.keep(self, lambda: self.setWindowIcon(desk.theme.icon("qr")))
        desk.languages.bind(self, self.setWindowTitle, TITLE)
        self.explain, self.make = ExplainPage(desk), MakePage(desk)
        self.pages: tuple[ExplainPage | MakePage, ...] = (self.explain, self.make)
        self.tabs = self._make_tabs()
        self.notices = MessageArea(desk)
        self.setCentralWidget(training.under_strip(desk, pages=self.tabs, below=self.notices))
        self.status = WorkbenchStatus(
            desk, bell=lambda: bell.show(desk, self), language=desk.switch_language, theme=self.switch_theme
        )
        self.setStatusBar(self.status)
        self.menus = Menus(self)
        self.make.asked.connect(self.explain_made)
        self._restore()
        self.explain.text.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def tab_names(self) -> list[str]:
        """The stable names of the tabs."""
        return [page.name for page in self.pages]

    def show_tab(self, name: str) -> bool:
        """Turn to a tab; False when there is none of this name."""
        if name not in self.tab_names:
            return False
        self.tabs.setCurrentIndex(self.tab_names.index(name))
        return True

    def explain_made(self, text: str) -> None:
        """A code just made, taken apart."""
        self.show_tab(ExplainPage.name)
        self.explain.take_text(text)

    def open_file(self) -> None:
        """A picture or a text."""
        self.show_tab(ExplainPage.name)
        self.explain.choose_file()

    def paste(self) -> None:
        """Whatever the clipboard holds."""
        self.show_tab(ExplainPage.name)
        self.explain.paste()

    def save_made(self) -> None:
        """The picture of the code that is being made."""
        self.show_tab(MakePage.name)
        self.make.save()

    def show_help(self) -> None:
        """F1."""
        help_pages.show_page(self.desk, self, self)

    def show_settings(self) -> None:
        """Language, theme, size of text."""
        settings_dialog.show(self.desk, self, asks=False)

    def switch_theme(self) -> None:
        """Light or dark."""
        self.use_theme("light" if self.desk.theme.dark else "dark")

    def next_pane(self, *, back: bool = False) -> None:
        """The focus goes to the next part of the window."""
        panes.go(self, back=back)

    def end(self) -> None:
        """Nothing to ask about: nothing here is kept."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the place."""
        self.desk.keep.put("window", self.saveGeometry())
        self.desk.keep.put("tab", self.pages[self.tabs.currentIndex()].name)
        event.accept()
        self.left.emit()

    def _make_tabs(self) -> QTabWidget:
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.setObjectName("tabs")
        tabs.tabBar().setExpanding(False)
        TabFit(tabs)
        spoken.named(self.desk, tabs, TABS)
        spoken.named(self.desk, tabs.tabBar(), TABS)
        for index, page in enumerate(self.pages):
            tabs.addTab(page, "")

            def show(text: str, index: int = index) -> None:
                tabs.setTabText(index, text)

            show.__name__ = "tab_title"
            self.desk.languages.bind(page, show, page.title)
        return tabs

    def _restore(self) -> None:
        self.resize(FIRST)
        kept = self.desk.keep.bytes("window")
        if not kept.isEmpty():
            self.restoreGeometry(kept)
        self.keep_on_screen()
        self.show_tab(self.desk.keep.text("tab"))
