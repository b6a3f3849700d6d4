"""«Почта»: how letters leave, as files into a folder or to a mail server; and a trial letter to see that they do."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from common.protocol.mistake import Mistakes
from common.qt import spoken
from common.qt.desk import Desk
from common.qt.form import ChoiceField, Form, FormDialog, NumberField, PasswordField, RadioField, TextField
from common.qt.messages import Act, Notice, NoticeKind
from common.qt.reports import looks, opening
from common.qt.reports.path_field import PathField
from common.reporting.asks import LetterRow, LetterState, MailShown, Security, SetMail, TryMail, Way
from common.words import Words

TITLE, SAVE = Words("Как уходят письма", "How letters leave"), Words("Сохранить", "Save")
WAY = Words("Способ", "Way")
WAYS = [
    (Way.FOLDER, Words("файлами .eml в папку этого компьютера", "as .eml files into a folder of this computer")),
    (Way.SMTP, Words("на сервер почты (SMTP)", "to a mail server (SMTP)")),
]
SECURITIES = [
    (Security.STARTTLS, Words("STARTTLS (порт 587)", "STARTTLS (port 587)")),
    (Security.TLS, Words("TLS (порт 465)", "TLS (port 465)")),
    (Security.NONE, Words("без шифрования", "none")),
]
FOLDER = Words("Папка: {folder}", "Folder: {folder}")
OPEN_FOLDER = Words("Открыть папку с письмами", "Open the folder of letters")
NAME = Words("Имя отправителя", "Sender's name")
NAME_HINT = Words("пусто: название из договоров", "empty: the name of the contracts")
ADDRESS = Words("Адрес отправителя", "Sender's address")
HOST, PORT, SECURITY = Words("Сервер", "Server"), Words("Порт", "Port"), Words("Защита", "Security")
SECURITY_HINT = Words("без шифрования — только в пределах этого компьютера", "none is for this computer alone")
LOGIN, PASSWORD = Words("Логин", "Login"), Words("Пароль", "Password")
LOGIN_HINT = Words("пусто: сервер не спрашивает, кто вы", "empty: the server does not ask who you are")
KEPT = Words("пароль сохранён; пусто: оставить прежний", "a password is kept; empty: leave it as it is")
CA = Words("Свой сертификат", "Own certificate")
CA_HINT = Words("PEM центра, которому верить; пусто: как обычно", "PEM of an authority to trust; empty: as usual")
CA_MASK = Words("Сертификаты (*.pem *.crt *.cer);;Все файлы (*)", "Certificates (*.pem *.crt *.cer);;All files (*)")
TRIAL = Words("Пробное письмо…", "Trial letter…")
TRIAL_TITLE, TRIAL_VERB = Words("Пробное письмо", "Trial letter"), Words("Отправить", "Send")
RECIPIENT = Words("Кому", "To")
FIRST_SAVE = Words(
    "Пробное письмо уходит по сохранённым настройкам. Сначала сохраните эти.",
    "A trial letter leaves by the settings that are saved. Save these first.",
)
SAVED = Words("Настройки почты сохранены.", "The mail settings are saved.")
BY_FOLDER = Words("Письма ложатся файлами .eml в папку {folder}", "Letters become .eml files in {folder}")
BY_SMTP = Words("Письма уходят на сервер {host}:{port} от имени {sender}", "Letters go to {host}:{port} from {sender}")
SENT = Words("Пробное письмо для {to} ушло.", "The trial letter to {to} has left.")
NOT_SENT = Words("Пробное письмо для {to}: {state}. {why}", "The trial letter to {to}: {state}. {why}")
OF_SMTP = ("host", "port", "security", "login", "password", "ca_file")


class MailForm(Form):
    """The fields; those of a server are there only for a server."""

    def __init__(self, desk: Desk, now: MailShown) -> None:
        """As it is set now."""
        super().__init__(desk, "mail-settings")
        self.way = self.add(RadioField("way", WAY, options=WAYS))
        self.folder = self.say(FOLDER.format(folder=now.folder), "hint")
        self.open_folder = spoken.link(desk, OPEN_FOLDER, lambda: opening.show_folder(desk, Path(now.folder)))
        self.open_folder.setObjectName("open-outbox")
        self.place(self.open_folder)
        self.add(TextField("sender_name", NAME, longest=200, hint=NAME_HINT))
        self.add(TextField("sender", ADDRESS, longest=254))
        self.add(TextField("host", HOST, required=True, longest=253))
        self.add(NumberField("port", PORT, minimum=1, maximum=65_535, required=True))
        self.add(ChoiceField("security", SECURITY, options=SECURITIES, hint=SECURITY_HINT, required=True))
        self.add(TextField("login", LOGIN, longest=200, hint=LOGIN_HINT))
        self.add(PasswordField("password", PASSWORD, hint=KEPT if now.has_password else None))
        self.add(PathField("ca_file", CA, mask=CA_MASK, hint=CA_HINT))
        self.fill(
            {
                "way": now.way, "sender": now.sender, "sender_name": now.sender_name, "host": now.host,
                "port": now.port, "security": now.security, "login": now.login, "ca_file": now.ca_file,
            }
        )  # fmt: skip
        self.way.changed.connect(self._way_chosen)
        self._way_chosen()

    def question(self) -> SetMail:
        """The settings as they are typed; a port that cannot be read is the form's own mistake already."""
        typed = self.values()
        return SetMail(**(typed | {"port": typed["port"] or 0, "security": typed["security"] or Security.STARTTLS}))

    def _way_chosen(self) -> None:
        smtp = self.way.value() is Way.SMTP
        for name in OF_SMTP:
            self.show_field(name, smtp)
        self.folder.setVisible(not smtp)
        self.open_folder.setVisible(not smtp)


def mail_settings(desk: Desk, parent: QWidget, then: Callable[[], object]) -> None:
    """Ask how it is set now, then open the form."""
    desk.ask(parent, "mail", then=lambda now: _open(desk, parent, now, then))


def trial_letter(desk: Desk, parent: QWidget, then: Callable[[], object]) -> FormDialog:
    """A letter without an attachment, by the settings that are saved."""
    form = Form(desk, "trial-letter", drafts=False)
    form.add(TextField("recipient", RECIPIENT, required=True, longest=254))

    def save(values: dict[str, Any], done: Any, failed: Any) -> None:
        question = TryMail(recipient=values["recipient"], language=desk.languages.current)
        desk.ask(dialog, "test-mail", question, then=done, failed=failed)

    def gone(row: LetterRow) -> None:
        desk.messages.tell(_told(row))
        then()

    dialog = FormDialog(desk, TRIAL_TITLE, form, TRIAL_VERB, save, parent=parent, guarded=False)
    dialog.setObjectName("trial-dialog")
    dialog.saved.connect(gone)
    dialog.open()
    return dialog


def way_words(mail: MailShown) -> Words:
    """Where letters go, in one sentence."""
    if mail.way is Way.FOLDER:
        return BY_FOLDER.format(folder=Path(mail.folder).name)
    return BY_SMTP.format(host=mail.host, port=mail.port, sender=mail.sender)


def _open(desk: Desk, parent: QWidget, now: MailShown, then: Callable[[], object]) -> FormDialog:
    form = MailForm(desk, now)

    def check(_values: dict[str, Any], told: Any, failed: Any) -> None:
        def tried(found: Mistakes) -> None:
            told(found.mistakes)

        desk.ask(dialog, "try-mail", form.question(), then=tried, failed=failed)

    def save(_values: dict[str, Any], done: Any, failed: Any) -> None:
        desk.ask(dialog, "set-mail", form.question(), then=done, failed=failed)

    def saved(_: MailShown) -> None:
        act = Act(TRIAL, lambda: trial_letter(desk, parent, then))
        desk.messages.tell(Notice(NoticeKind.OK, SAVED, (act,), seconds=15, key="mail"))
        then()

    def try_it() -> None:
        if form.dirty:
            dialog.body.failure.show_words(FIRST_SAVE)
        else:
            trial_letter(desk, dialog, then)

    trial = spoken.button(desk, TRIAL, try_it, icon="mail")
    trial.setObjectName("trial-letter")
    dialog = FormDialog(desk, TITLE, form, SAVE, save, [trial], check=check, parent=parent)
    dialog.setObjectName("mail-dialog")
    dialog.saved.connect(saved)
    dialog.open()
    return dialog


def _told(row: LetterRow) -> Notice:
    if row.state is LetterState.SENT:
        return Notice(NoticeKind.OK, SENT.format(to=row.recipient), details=row.way, seconds=10, key="trial")
    state, why = looks.LETTERS[row.state].words, row.problem or Words(row.reason, row.reason)
    words = Words(
        NOT_SENT.ru.format(to=row.recipient, state=state.ru, why=why.ru),
        NOT_SENT.en.format(to=row.recipient, state=state.en, why=why.en),
    )
    return Notice(NoticeKind.WARN, words, key="trial")
