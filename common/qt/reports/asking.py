"""What the forms of an order and of a schedule ask alike: the kind, whom it is about, language, files, letters."""

from collections.abc import Sequence
from typing import Any

from common.qt.desk import Desk
from common.qt.form import CheckField, ChoiceField, Form, RadioField
from common.qt.reports.recipients_field import RecipientsField
from common.qt.reports.subject_field import SubjectField
from common.qt.spoken import link
from common.reporting.asks import KindRow, MailWish, SubjectRow
from common.words import Words, same

KIND = Words("Отчёт", "Report")
ABOUT = {
    "provider": Words("Поставщик", "Provider"),
    "agent": Words("Агент", "Agent"),
    "subscriber": Words("Абонент", "Subscriber"),
    "contract": Words("Договор с ПЦ", "Contract"),
}
LANGUAGE = Words("Язык отчёта", "Language of the report")
LANGUAGES = [("ru", Words("Русский", "Russian")), ("en", Words("Английский", "English"))]
CSV = Words("Рядом положить .csv с главной таблицей", "Put a .csv of the main table beside it")
RECIPIENTS = Words("Отправить на e-mail", "Send by e-mail")
EMPTY_TOO = Words("Отправлять, если пусто", "Send it even if it is empty")
USUAL = Words("Вписать обычный адрес: {address}", "Write the usual address: {address}")
NOTHING = same("")


class Asking:
    """Adds its fields to a form; the rest of the form goes between `begin` and `end`."""

    def __init__(self, desk: Desk, form: Form, kinds: Sequence[KindRow]) -> None:
        """`kinds` are what can be ordered here."""
        self._desk, self._form = desk, form
        self._kinds = {one.name: one for one in kinds}
        self.subjects: dict[str, SubjectField] = {}
        self._address = ""
        self._untouched = False

    def begin(self) -> None:
        """The kind and whom it is about."""
        self.kind = self._form.add(
            ChoiceField("kind", KIND, options=[(one.name, one.title) for one in self._kinds.values()], required=True)
        )
        for kind in self._kinds.values():
            if kind.about and kind.about not in self.subjects:
                words = ABOUT.get(kind.about, same(kind.about))
                field = SubjectField(f"subject_{kind.about}", words, kind=kind.name, required=True)
                self.subjects[kind.about] = self._form.add(field)
                field.chosen.connect(self._suggest)
                field.filling.connect(self._filling)
                field.filled_in.connect(self._filled_in)
        self.kind.changed.connect(self._kind_chosen)

    def end(self) -> None:
        """Language, files and letters; the first kind is chosen."""
        form = self._form
        self.language = form.add(RadioField("language", LANGUAGE, options=LANGUAGES))
        self.language.fill(self._desk.languages.current)
        form.add(CheckField("csv", CSV))
        self.recipients = form.add(RecipientsField("recipients", RECIPIENTS))
        self._usual = link(self._desk, NOTHING, self._write_usual)
        self._usual.setObjectName("usual-address")
        form.lines.addRow("", self._usual)
        form.add(CheckField("empty_too", EMPTY_TOO))
        self.recipients.changed.connect(self._recipients_typed)
        if self._kinds:
            self.kind.fill(next(iter(self._kinds)))
        self._kind_chosen()
        self._recipients_typed()

    @property
    def chosen(self) -> KindRow | None:
        """The kind that is chosen."""
        return self._kinds.get(self.kind.value() or "")

    def values(self) -> dict[str, Any]:
        """What an order and a schedule have in common."""
        typed, kind = self._form.values(), self.chosen
        field = self.subjects.get(kind.about) if kind is not None else None
        return {
            "kind": typed["kind"] or "",
            "subject": (field.value() or "") if field is not None else "",
            "language": typed["language"],
            "csv": bool(kind and kind.csv and typed["csv"]),
        }

    def mail(self) -> MailWish:
        """Who gets it."""
        typed = self._form.values()
        return MailWish(recipients=typed["recipients"], empty_too=bool(typed["recipients"]) and typed["empty_too"])

    def fill(self, kind: str, subject: str, rest: dict[str, Any]) -> None:
        """Show what is asked for already."""
        if kind in self._kinds:
            self.kind.fill(kind)
            about = self._kinds[kind].about
            if about in self.subjects and subject:
                self.subjects[about].fill(subject)
        self._form.fill(rest)
        self._kind_chosen()

    def place(self, field: str) -> str:
        """Which field of the form a mistake of the service is about."""
        if field.startswith("mail"):
            return "recipients"
        return f"subject_{self.chosen.about}" if field == "subject" and self.chosen and self.chosen.about else field

    def _kind_chosen(self) -> None:
        kind, form = self.chosen, self._form
        form.rows["kind"].say_hint(None if kind is None else kind.does)
        for about, field in self.subjects.items():
            seen = kind is not None and kind.about == about
            form.show_field(field.name, seen)
            if seen and kind is not None:
                field.kind = kind.name
                if not field.filled():
                    field.offer()
        if "csv" in form.fields:
            form.show_field("csv", kind is not None and kind.csv)
            self._suggest(None)

    def _filling(self) -> None:
        self._untouched = not self._form.dirty

    def _filled_in(self) -> None:
        """Nobody is asked whether to save what nobody typed."""
        if self._untouched:
            self._form.fill({})

    def _suggest(self, _subject: SubjectRow | None) -> None:
        """The address that letters about the chosen one usually go to: offered, never written in by itself."""
        if "recipients" not in self._form.fields:
            return
        field = self.subjects.get(self.chosen.about) if self.chosen is not None else None
        subject = field.subject if field is not None else None
        self._address = "" if subject is None else subject.address
        words = USUAL.format(address=self._address)
        self._desk.languages.bind(self._usual, self._usual.setText, words)
        self._desk.languages.bind(self._usual, self._usual.setAccessibleName, words)
        offered = bool(self._address) and self._address not in self.recipients.value()
        self._form.lines.setRowVisible(self._usual, offered)

    def _write_usual(self) -> None:
        self.recipients.fill([*self.recipients.value(), self._address])
        self.recipients.focus()

    def _recipients_typed(self) -> None:
        self._form.show_field("empty_too", bool(self.recipients.value()))
        self._suggest(None)
