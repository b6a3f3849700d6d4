"""The receipt printer as a form: its kind, its place, and how it writes."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from agent_terminal.printer.lines import WIDTHS
from agent_terminal.printer.target import EXAMPLES
from agent_terminal.service.messages.printing import PrinterShown, SetPrinter
from common.qt.desk import Desk
from common.qt.form import ChoiceField, Form, FormDialog, NumberField, TextField
from common.words import Words, same

TITLE, SAVE = Words("Принтер чеков", "Receipt printer"), Words("Сохранить", "Save")
KINDS = {
    "none": Words("Нет принтера", "No printer"),
    "training": Words("Учебный: файлы PDF, лента 80 мм", "Training: PDF files, an 80 mm roll"),
    "pdf-a4": Words("Файлы PDF на листе A4", "PDF files on A4"),
    "escpos": Words("Чековый принтер (ESC/POS)", "Receipt printer (ESC/POS)"),
}
KIND, LANGUAGE = Words("Принтер", "Printer"), Words("Язык чека", "Language of receipts")
PLACE = Words("Куда печатать", "Where to print")
PLACE_HINT = Words(
    f"Порт, устройство, адрес в сети, файл или папка:\n{EXAMPLES}",
    f"A port, a device, a network address, a file or a folder:\n{EXAMPLES}",
)
FOLDER_HINT = Words(
    "Полный путь. Пусто: папка receipts рядом с данными терминала",
    "A full path. Empty: the folder “receipts” beside the terminal's data",
)
COLUMNS, ENCODING = Words("Знаков в строке", "Characters a line"), Words("Кодировка", "Encoding")
ROLLS = {
    32: Words("32 (лента 58 мм)", "32 (a 58 mm roll)"),
    42: Words("42 (лента 80 мм)", "42 (an 80 mm roll)"),
    48: Words("48 (лента 80 мм, мелкий шаг)", "48 (an 80 mm roll, narrow letters)"),
}
assert tuple(ROLLS) == WIDTHS
ENCODINGS = [("cp866", same("CP866")), ("cp1251", same("CP1251 (Windows)"))]
CODE_PAGE = Words("Номер кодовой страницы", "Number of the code page")
CODE_PAGE_HINT = Words(
    "0: как у Epson (17 для CP866, 46 для CP1251). Если вместо букв значки, номер есть в паспорте принтера",
    "0: as Epson's (17 for CP866, 46 for CP1251). If signs come out instead of letters, see the printer's manual",
)
LANGUAGES = [
    ("payer", Words("Язык плательщика", "The payer's language")),
    ("both", Words("Русский и английский", "Russian and English")),
]
METAL = ("columns", "encoding", "code_page")
LARGEST_CODE_PAGE = 255


def edit(desk: Desk, parent: QWidget, shown: PrinterShown, saved: Callable[[PrinterShown], object]) -> FormDialog:
    """Ask what is to be another way; `saved` gets the printer as it is then."""
    form = Form(desk, "printer")
    kind = form.add(ChoiceField("kind", KIND, options=list(KINDS.items()), required=True))
    form.add(TextField("target", PLACE, hint=PLACE_HINT))
    form.add(ChoiceField("columns", COLUMNS, options=list(ROLLS.items())))
    form.add(ChoiceField("encoding", ENCODING, options=ENCODINGS))
    form.add(NumberField("code_page", CODE_PAGE, maximum=LARGEST_CODE_PAGE, hint=CODE_PAGE_HINT))
    form.add(ChoiceField("language", LANGUAGE, options=LANGUAGES))
    names = (*METAL, "kind", "target", "language")
    form.fill({name: getattr(shown, name) for name in names})

    def look() -> None:
        chosen = kind.value()
        form.show_field("target", chosen != "none")
        form.show_field("language", chosen != "none")
        for name in METAL:
            form.show_field(name, chosen == "escpos")
        form.rows["target"].say_hint(PLACE_HINT if chosen == "escpos" else FOLDER_HINT)

    def save(values: dict[str, Any], done: Any, failed: Any) -> None:
        asked = {name: values[name] for name in names if values[name] is not None}
        desk.ask(dialog, "set-printer", SetPrinter(**asked), then=done, failed=failed)

    kind.changed.connect(look)
    look()
    dialog = FormDialog(desk, TITLE, form, SAVE, save, parent=parent)
    dialog.saved.connect(saved)
    dialog.open()
    return dialog
