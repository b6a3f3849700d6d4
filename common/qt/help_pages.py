"""F1: the page about the open tab, all keys as the actions have them, and the glossary."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.words import Words

HELP = Words("Справка: {title}", "Help: {title}")
KEYS = Words("Клавиши", "Keys")
GLOSSARY = Words("Словарь", "Glossary")
CLOSE = Words("Закрыть", "Close")
SIZE = (560, 440)
TERMS: tuple[tuple[Words, Words], ...] = (
    (
        Words("Потребитель", "Consumer"),
        Words("заключает договоры и пользуется услугами", "signs contracts, uses services"),
    ),
    (
        Words("Поставщик", "Provider"),
        Words("продаёт услуги и ведёт балансы абонентов", "sells services, keeps balances"),
    ),
    (
        Words("Процессинговый центр", "Processing centre"),
        Words("соединяет агентов с поставщиками и ведёт книги", "connects agents to providers and keeps the books"),
    ),
    (
        Words("Агент", "Agent"),
        Words("держит терминал и депозит в центре", "owns a terminal and a deposit at the centre"),
    ),
    (Words("Депозит", "Deposit"), Words("деньги агента, внесённые заранее", "money the agent put in beforehand")),
    (Words("Холд", "Hold"), Words("сумма платежа, пока он в пути", "a payment's money while it is on its way")),
    (Words("Обмен", "Exchange"), Words("один запрос и ответ на него", "one request with its reply")),
    (
        Words("Код платежа", "Payment code"),
        Words("восемь знаков, одни и те же везде", "eight signs, the same everywhere"),
    ),
    (
        Words("Разбор", "Manual review"),
        Words("платёж ждёт решения человека", "a payment waits for a person's decision"),
    ),
    (Words("Сверка", "Reconciliation"), Words("сравнение двух реестров", "two registers compared")),
    (Words("Проводка", "Ledger entry"), Words("перенос суммы со счёта на счёт", "money from one account to another")),
    (Words("Сторно", "Reversal"), Words("обратная проводка с причиной", "an opposite entry with a reason")),
)


class Explained(Protocol):
    """A tab, or a window without tabs, that says what it is for."""

    title: Words
    help: Words


def show_page(desk: Desk, window: QWidget, screen: Explained) -> None:
    """What this tab is for and how to work in it."""
    title = Words(HELP.ru.format(title=screen.title.ru), HELP.en.format(title=screen.title.en))
    _show(desk, window, title, f"<p>{'</p><p>'.join(_safe(desk.say(screen.help)).split(chr(10)))}</p>")


def show_keys(desk: Desk, window: QWidget, actions: Sequence[QAction]) -> None:
    """Every key that works now, from the actions themselves: the list cannot lie."""
    native = QKeySequence.SequenceFormat.NativeText
    rows = [
        f"<tr><td>{_safe(action.text().replace('&', ''))}</td><td>&nbsp;&nbsp;</td><td><b>{_safe(keys)}</b></td></tr>"
        for action in actions
        if (keys := ", ".join(key.toString(native) for key in action.shortcuts()))
    ]
    _show(desk, window, KEYS, f"<table cellpadding='3'>{''.join(rows)}</table>")


def show_glossary(desk: Desk, window: QWidget) -> None:
    """One word per thing."""
    rows = [f"<p><b>{_safe(desk.say(term))}</b>: {_safe(desk.say(means))}</p>" for term, means in TERMS]
    _show(desk, window, GLOSSARY, "".join(rows))


def _show(desk: Desk, window: QWidget, title: Words, html: str) -> None:
    dialog = QDialog(window)
    dialog.setObjectName("help-page")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    desk.languages.bind(dialog, dialog.setWindowTitle, title)
    dialog.resize(desk.theme.scaled(SIZE[0]), desk.theme.scaled(SIZE[1]))
    column = QVBoxLayout(dialog)
    text = QTextBrowser()
    text.setHtml(html)
    spoken.named(desk, text, title)
    column.addWidget(text)
    row = QHBoxLayout()
    column.addLayout(row)
    row.addStretch(1)
    row.addWidget(spoken.button(desk, CLOSE, dialog.close))
    dialog.open()


def _safe(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
