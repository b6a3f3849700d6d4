"""«Программа студента»: whom to put at a seat in place of ours: a command that we start, or an address."""

import os
import shlex
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from PySide6.QtWidgets import QWidget

from common import settings
from common.protocol.mistake import Mistake
from common.qt.desk import Desk
from common.qt.form import Form, FormDialog
from common.qt.form.choice import RadioField
from common.qt.form.text import LongTextField, TextField
from common.words import Language, Words
from launcher_app.network.seat import Player, Seat

LANGUAGES: tuple[Language, Language] = ("ru", "en")
PYTHON, READY = "{python}", "{ready}"
TITLE = Words("Программа студента: {title}", "A student's program: {title}")
VERB = Words("Поставить на это место", "Put it here")
HOW = Words("Как до неё добраться", "How to reach it")
BY_COMMAND = Words("запускать командой", "start it by a command")
BY_ADDRESS = Words("она уже запущена, вот адрес", "it runs already, here is its address")
COMMAND = Words("Команда", "Command")
COMMAND_HINT = Words(
    "{python} — наш Python, {folder} — папка для её данных, {ready} — файл, в который она запишет "
    '{"url": "http://127.0.0.1:9001"}, когда начнёт отвечать',
    "{python} is our Python, {folder} a folder for its data, {ready} the file where it writes "
    '{"url": "http://127.0.0.1:9001"} once it answers',
)
ADDRESS = Words("Её адрес", "Its address")
ADDRESS_HINT = Words(
    "http://127.0.0.1:9001; не нужен, если в команде есть {ready}", "not needed with {ready} in the command"
)
PUBLIC = Words(
    "Другие роли знают это место по адресу {url} и так же будут обращаться к программе студента: его и указывайте в "
    "договорах и карточках. Перед ней стоит наш прокси: все обмены видны.",
    "Other roles know this place by the address {url} and will call the student's program there: put it into contracts "
    "and cards. Our proxy stands before it: every exchange is seen.",
)
PUBLIC_LATER = Words(
    "Адрес этого места станет известен после первого запуска: «Копировать адрес для договоров» в меню карточки.",
    "The address of this place will be known after the first start: “Copy the address” in the card's menu.",
)
CALLS = Words("Её соседи: {list}", "Its neighbours: {list}")
NO_SUCH = Words("Программы «{name}» нет: ни файла, ни команды с таким именем.", "There is no program “{name}”.")
UNEVEN = Words("В команде кавычка без пары.", "A quotation mark in the command has no pair.")
NO_PLACE = Words(
    "Некому сказать, где она отвечает: добавьте {ready} в команду или укажите адрес.",
    "Nobody says where it answers: add {ready} to the command, or give an address.",
)
NOT_HTTP = Words("Нужен адрес вида http://127.0.0.1:9001.", "An address like http://127.0.0.1:9001 is needed.")
ITSELF = Words(
    "Это адрес самого места: прокси спрашивал бы сам себя. Укажите порт, на котором отвечает программа студента.",
    "This is the place's own address: the proxy would ask itself. Give the port where the student's program answers.",
)
Put = Callable[[Seat], object]


def ask_for_student(
    desk: Desk, parent: QWidget, seat: Seat, public: str, neighbours: Sequence[tuple[Words, str]], put: Put
) -> FormDialog:
    """Open the dialog; `put` gets the seat with its new player once all is well, beside the window."""
    form = Form(desk, f"student-{seat.name}", drafts=False)
    form.say(PUBLIC.format(url=public) if public else PUBLIC_LATER) if seat.role != "terminal" else None
    options = ((Player.COMMAND, BY_COMMAND), (Player.ADDRESS, BY_ADDRESS))
    form.add(RadioField("player", HOW, options=options))
    form.add(LongTextField("words", COMMAND, rows=2, hint=COMMAND_HINT))
    form.add(TextField("url", ADDRESS, hint=ADDRESS_HINT))
    told = [(title, url) for title, url in neighbours if url]
    if told:
        ru, en = (", ".join(f"{title.of(language)} {url}" for title, url in told) for language in LANGUAGES)
        form.say(Words(CALLS.ru.format(list=ru), CALLS.en.format(list=en)), "hint")

    def arrange() -> None:
        form.show_field("words", form.values()["player"] is Player.COMMAND)

    form.changed.connect(arrange)
    if seat.player is not Player.OURS:
        form.fill({"player": seat.player, "words": shlex.join(seat.words), "url": seat.url})

    def save(values: dict[str, Any], done: Callable[..., object], failed: Callable[[Any], object]) -> None:
        found = mistakes(seat, values, public)
        if found:
            failed(found)
        else:
            desk.work(parent, lambda: put(student(seat, values)), then=done, failed=failed)

    title = Words(TITLE.ru.format(title=seat.title.ru), TITLE.en.format(title=seat.title.en))
    dialog = FormDialog(desk, title, form, VERB, save, parent=parent, guarded=False)
    arrange()
    dialog.open()
    return dialog


def student(seat: Seat, values: Mapping[str, Any]) -> Seat:
    """The seat with what was typed."""
    by_command = values["player"] is Player.COMMAND
    return Seat(
        role=seat.role,
        network=seat.network,
        number=seat.number,
        player=values["player"],
        words=tuple(split(values["words"]) or ()) if by_command else (),
        url=values["url"].rstrip("/"),
        port=seat.port,
    )


def mistakes(seat: Seat, values: Mapping[str, Any], public: str) -> list[Mistake]:
    """All that is not right, each at its field."""
    found: list[Mistake] = []
    url: str = values["url"]
    by_command = values["player"] is Player.COMMAND
    if by_command and (said := _wrong_command(values["words"])) is not None:
        found.append(Mistake(field="words", words=said))
    tells = by_command and READY in values["words"]
    if not url and not tells and seat.role != "terminal":
        found.append(Mistake(field="url", words=NO_PLACE if by_command else NOT_HTTP))
    elif url and not _is_http(url):
        found.append(Mistake(field="url", words=NOT_HTTP))
    elif url and public and _place(url) == _place(public):
        found.append(Mistake(field="url", words=ITSELF))
    return found


def split(text: str) -> list[str] | None:
    """The words of a command as this system's people write them; None with an unpaired quotation mark."""
    try:
        words = shlex.split(text, posix=os.name != "nt")
    except ValueError:
        return None
    return [word.strip('"') for word in words] if os.name == "nt" else words


def _wrong_command(text: str) -> Words | None:
    words: Sequence[str] | None = split(text)
    if words is None:
        return UNEVEN
    if not words:
        return Words("Заполните «Команда».", "Fill in “Command”.")
    first = words[0]
    if first == PYTHON or shutil.which(first) or (settings.ROOT / Path(first)).is_file():
        return None
    return NO_SUCH.format(name=first)


def _is_http(url: str) -> bool:
    try:
        parts = urlsplit(url)
        plain = url.rstrip("/") == f"http://{parts.netloc}" and "@" not in url  # whatever else is there would be lost
        return plain and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _place(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    host = (parts.hostname or "").replace("localhost", "127.0.0.1")
    return host, parts.port or 80
