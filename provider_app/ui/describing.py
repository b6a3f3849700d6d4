"""«Назвать себя»: the name and the group that payers see on a terminal."""

from typing import Any

from PySide6.QtWidgets import QWidget

from common.qt.desk import Desk
from common.qt.form import Form, FormDialog, TextField
from common.words import Words
from provider_app.service.messages import DescribeProvider, ProviderShown

TITLE = Words("Имя поставщика", "The provider's name")
SAVE = Words("Сохранить", "Save")
LONGEST = 100
HINT = Words("Так вас назовут на терминале и в карточках", "Terminals and cards will call you so")


def show(desk: Desk, parent: QWidget, us: ProviderShown) -> FormDialog:
    """Ask for the names; cards issued from now on carry them."""
    form = Form(desk, "describe-provider")
    form.add(TextField("name_ru", Words("Название", "Name"), required=True, longest=LONGEST, hint=HINT))
    form.add(TextField("name_en", Words("Название по-английски", "Name in English"), longest=LONGEST))
    form.add(TextField("group_ru", Words("Группа", "Group"), required=True, longest=LONGEST))
    form.add(TextField("group_en", Words("Группа по-английски", "Group in English"), longest=LONGEST))
    if us.described:
        form.fill({"name_ru": us.name.ru, "name_en": us.name.en})
    form.fill({"group_ru": us.group.ru, "group_en": us.group.en})

    def save(values: dict[str, Any], done: Any, failed: Any) -> None:
        desk.ask(dialog, "describe-provider", DescribeProvider(**values), then=done, failed=failed)

    dialog = FormDialog(desk, TITLE, form, SAVE, save, parent=parent)
    dialog.setObjectName("describe-dialog")
    dialog.open()
    return dialog
