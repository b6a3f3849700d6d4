"""The style sheet that both palettes share: thin borders, a visible focus, targets that a finger hits."""

from collections.abc import Mapping
from pathlib import Path
from string import Template

from common.qt.tokens import Token

SHEET = Template("""
QToolTip { color: $text; background: $raised; border: 1px solid $border; padding: 4px; }
QMainWindow, QDialog { background: $window; }
QMenuBar { background: $window; padding: 1px 4px; }
QMenuBar::item { padding: 4px 8px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected, QMenu::item:selected { background: $selection; color: $selected_text; }
QMenu { background: $raised; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 28px; border-radius: 3px; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QToolBar { background: $window; border: none; border-bottom: 1px solid $line; padding: 4px 6px; spacing: 2px; }
QToolBar::separator { width: 1px; background: $line; margin: 4px 6px; }
QToolButton { min-height: ${target}px; min-width: ${target}px; padding: 2px 7px; border: 2px solid transparent;
              border-radius: 6px; background: transparent; }
QToolButton:hover { background: $raised; border-color: $line; }
QToolButton:pressed, QToolButton:checked { background: $line; }
QToolButton:focus { border-color: $running; }
QToolButton:disabled { color: $disabled; }
QToolButton::menu-indicator { image: none; }
QLineEdit > QToolButton { min-height: 0; min-width: 0; padding: 0; border: none; }
QToolButton[compact="true"] { min-height: ${small}px; min-width: ${small}px; padding: 0; }
QPushButton { min-height: ${target}px; padding: 2px 14px; border: 1px solid $border; border-radius: 6px;
              background: $raised; color: $text; }
QPushButton:hover { background: $window; border-color: $running; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border: 2px solid $running; padding: 1px 13px; }
QPushButton:disabled { color: $disabled; border-color: $line; }
QPushButton[primary="true"] { background: $selection; color: $selected_text; border-color: $selection; }
QPushButton[primary="true"]:hover { border-color: $text; }
QPushButton[primary="true"]:focus { border: 2px solid $text; }
QPushButton[compact="true"] { min-height: ${small}px; padding: 0 8px; }
QPushButton[compact="true"]:focus { padding: 0 7px; }
QPushButton[choice="true"] { text-align: left; border-radius: 10px; }
QPushButton[link="true"] { border: 2px solid transparent; background: transparent; color: $running; padding: 0 4px;
                           min-height: 22px; text-align: left; text-decoration: underline; }
QPushButton[link="true"]:focus { border-color: $running; padding: 0 4px; }
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox, QDateEdit, QDateTimeEdit, QTextBrowser {
    border: 1px solid $border; border-radius: 6px; background: $base; color: $text; padding: 2px 7px;
    selection-background-color: $selection; selection-color: $selected_text; }
QLineEdit, QSpinBox, QComboBox, QDateEdit, QDateTimeEdit { min-height: ${target}px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QComboBox:focus, QDateEdit:focus,
QDateTimeEdit:focus, QTextBrowser:focus { border: 2px solid $running; padding: 1px 6px; }
QLineEdit[mistaken="true"], QPlainTextEdit[mistaken="true"], QSpinBox[mistaken="true"], QComboBox[mistaken="true"],
QDateEdit[mistaken="true"] { border: 2px solid $error; padding: 1px 6px; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $window; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled { color: $disabled; border-color: $line; }
QComboBox::drop-down, QDateEdit::drop-down, QDateTimeEdit::drop-down { border: none; width: 22px; }
QComboBox::down-arrow, QDateEdit::down-arrow, QDateTimeEdit::down-arrow, QSpinBox::down-arrow {
    image: url("$marks/down.svg"); width: 12px; height: 12px; }
QSpinBox::up-arrow { image: url("$marks/up.svg"); width: 12px; height: 12px; }
QSpinBox::up-button, QSpinBox::down-button { border: none; width: 20px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $border; selection-background-color: $selection;
                              selection-color: $selected_text; }
QCheckBox, QRadioButton { spacing: 8px; min-height: ${target}px; }
QCheckBox::indicator, QRadioButton::indicator { width: 16px; height: 16px; border: 1px solid $border;
                                                border-radius: 4px; background: $base; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked { background: $selection; border-color: $selection; }
QCheckBox::indicator:checked { image: url("$marks/check.svg"); }
QRadioButton::indicator:checked { image: url("$marks/dot.svg"); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; }
QCheckBox:focus, QRadioButton:focus { outline: 2px solid $running; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { background: $window; }
QTabBar::tab { padding: 6px 9px; margin: 0 1px; border: 2px solid transparent; border-bottom: 3px solid transparent;
               background: transparent; color: $text; }
QTabBar[spacing="close"]::tab { padding: 6px 5px; margin: 0; }
QTabBar[spacing="closest"]::tab { padding: 6px 2px; margin: 0; }
QTabBar::tab:hover { border-bottom-color: $line; }
QTabBar::tab:selected { border-bottom: 3px solid $selection; font-weight: 600; }
QTabBar::tab:focus { border: 2px solid $running; border-bottom: 3px solid $selection; }
QHeaderView { background: $window; }
QHeaderView::section { background: $window; color: $text; border: none; border-right: 1px solid $line;
                       border-bottom: 1px solid $line; padding: 4px 8px; font-weight: 600; }
QTableView, QTreeView, QListView { background: $base; alternate-background-color: $alternate; color: $text;
    border: 1px solid $line; gridline-color: $line; selection-background-color: $selection;
    selection-color: $selected_text; }
QTableView:focus, QTreeView:focus, QListView:focus { border: 2px solid $running; }
QTableCornerButton::section { background: $window; border: none; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 5px; }
QSplitter::handle:vertical { height: 5px; }
QStatusBar { background: $window; border-top: 1px solid $line; }
QStatusBar::item { border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollArea { border: none; background: transparent; }
QProgressBar { border: 1px solid $border; border-radius: 4px; background: $base; text-align: center; }
QProgressBar::chunk { background: $selection; border-radius: 3px; }
QGroupBox { border: 1px solid $line; border-radius: 8px; margin-top: 1.2em; padding: 8px; background: $raised; }
QGroupBox::title { subcontrol-origin: margin; left: 10px; padding: 0 4px; font-weight: 600; }
QFrame[card="true"] { border: 1px solid $line; border-radius: 8px; background: $raised; }
QFrame[state="paused"] { background: $raised; border: 2px dashed $waiting; }
QFrame[state="grading"] { background: $flash; border-bottom: 1px solid $waiting; }
QFrame[money="true"] { background: $raised; border-top: 1px solid $line; border-bottom: 1px solid $line; }
QFrame[strip="true"] { background: $strip; } QFrame[strip="true"] QLabel { color: $strip_text; font-weight: 600; }
QFrame[faulty="true"] { background: $fault; } QFrame[faulty="true"] QLabel { color: $fault_text; font-weight: 600; }
QLabel[role="hint"] { color: $placeholder; }
QLabel[role="mistake"] { color: $error; }
QLabel[role="ok"] { color: $ok; }
QLabel[role="waiting"] { color: $waiting; }
QLabel[role="title"] { font-size: ${title}pt; font-weight: 600; }
QLabel[role="figure"] { font-size: ${figure}pt; font-weight: 600; }
QFrame[notice="info"] { border: 1px solid $running; border-left: 5px solid $running; background: $raised; }
QFrame[notice="ok"] { border: 1px solid $ok; border-left: 5px solid $ok; background: $raised; }
QFrame[notice="warn"] { border: 1px solid $waiting; border-left: 5px solid $waiting; background: $raised; }
QFrame[notice="error"] { border: 1px solid $error; border-left: 5px solid $error; background: $raised; }
QToolButton[chip="true"] { border: 1px solid $border; border-radius: 13px; padding: 0 10px; background: $raised;
                           min-height: 24px; }
QToolButton[chip="true"]:focus { border: 2px solid $running; padding: 0 9px; }
QToolButton[chip="true"]:checked { background: $selection; color: $selected_text; border-color: $selection; }
""")
MARKS = Path(__file__).parent / "marks"
"""Ticks and arrows that a style sheet can only take from files; their colours stand out on both palettes."""
TARGET, SMALL, TITLE, FIGURE = 26, 24, 13, 16


def style_sheet(colours: Mapping[Token, str], percent: int) -> str:
    """The sheet in a palette's colours; sizes grow with the text."""
    sizes = {
        "target": TARGET * percent // 100,
        "small": SMALL * percent // 100,
        "title": TITLE * percent // 100,
        "figure": FIGURE * percent // 100,
    }
    names = {token.value: colour for token, colour in colours.items()}
    return SHEET.substitute(names, marks=MARKS.as_posix(), **sizes)
