"""The same report about each of several that are chosen in a list, and, where it is wanted, mailed to each of them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from common.qt.desk import Desk
from common.qt.form import CheckField, Form, FormDialog, RadioField
from common.qt.going import go
from common.qt.messages import Notice, NoticeKind
from common.qt.reports.asking import CSV, EMPTY_TOO, LANGUAGE, LANGUAGES
from common.qt.reports.order_form import PERIOD, PERIOD_HINT, TAB, VERB
from common.qt.reports.period_field import PeriodField
from common.reporting.asks import KindRow, MailWish, OrderReport, ReportKinds, ReportRow, SubjectRow
from common.words import Words

TITLE = Words("{title}: о каждом из {n}", "{title}: about each of {n}")
ABOUT = Words("Отдельный отчёт о каждом: {names}.", "A report of its own about each: {names}.")
OTHERS = Words("{names} и ещё {n}", "{names} and {n} more")
SEND = Words("Отправить каждому на его e-mail", "Send each its own by e-mail")
SEND_HINT = Words(
    "Письма уйдут сами, как только отчёты будут готовы. Чтобы сначала увидеть письмо, закажите один отчёт.",
    "The letters go by themselves as soon as the reports are ready. To see one first, order a single report.",
)
WITHOUT = Words("Без адреса: {n}. Им письмо не уйдёт.", "Without an address: {n}. They get no letter.")
ORDERED = Words("Отчётов в работе: {n}. Готовые файлы появятся в списке.", "Reports being made: {n}. See the list.")
TOO_MANY = Words("За один раз — не больше {most}. Выбрано {n}.", "At most {most} at once. {n} are chosen.")
MOST, NAMED = 100, 3


class EachForm(Form):
    """The period, the language, and whether letters go."""

    def __init__(self, desk: Desk, kind: KindRow, each: Sequence[SubjectRow], period: str) -> None:
        """About these."""
        super().__init__(desk, f"order-each-{kind.name}")
        self._kind, self._addresses = kind, [one.address for one in each if one.address]
        self.say(_about(each))
        self.period = self.add(PeriodField("period", PERIOD, hint=PERIOD_HINT))
        self.add(RadioField("language", LANGUAGE, options=LANGUAGES))
        self.add(CheckField("csv", CSV))
        self.send = self.add(CheckField("send", SEND))
        self.hint = self.say(SEND_HINT, "hint")
        missing = len(each) - len(self._addresses)
        self.without = self.say(WITHOUT.format(n=missing), "waiting")
        self._missing = missing
        self.add(CheckField("empty_too", EMPTY_TOO))
        self.fill({"period": period, "language": desk.languages.current})
        self.send.changed.connect(self._send_chosen)
        self.show_field("csv", kind.csv)
        self.show_field("send", bool(self._addresses))
        self._send_chosen()

    def question(self, one: SubjectRow) -> OrderReport:
        """The order of one of them."""
        typed, (since, until) = self.values(), self.period.value()
        wish = MailWish(recipients=[one.address], empty_too=typed["empty_too"])
        return OrderReport(
            kind=self._kind.name, subject=one.key, since=since, until=until, language=typed["language"],
            csv=bool(self._kind.csv and typed["csv"]), mail=wish if typed["send"] and one.address else None, wait=False,
        )  # fmt: skip

    def _send_chosen(self) -> None:
        sends = bool(self.send.value())
        self.hint.setVisible(sends)
        self.without.setVisible(sends and self._missing > 0)
        self.show_field("empty_too", sends)


class Ordering:
    """One order after another; after a refusal the next press goes on where it stopped, and repeats none."""

    def __init__(self, desk: Desk, owner: QWidget, form: EachForm, each: Sequence[SubjectRow]) -> None:
        """Nothing is ordered yet."""
        self._desk, self._owner, self._form, self._each = desk, owner, form, each
        self._made: dict[tuple[Any, ...], ReportRow] = {}

    def begin(self, done: Any, failed: Any) -> None:
        """All that were not ordered so far as they are asked for now."""
        questions = [self._form.question(one) for one in self._each]
        self._next([one for one in questions if _key(one) not in self._made], done, failed)

    def _next(self, left: list[OrderReport], done: Any, failed: Any) -> None:
        if not left:
            done(list(self._made.values()))
            return

        def ordered(row: ReportRow) -> None:
            self._made[_key(left[0])] = row
            self._next(left[1:], done, failed)

        self._desk.ask(self._owner, "report", left[0], then=ordered, failed=failed)


def order_each(desk: Desk, parent: QWidget, kind: str, each: Sequence[SubjectRow], period: str = "yesterday") -> None:
    """Ask what can be ordered, then open the form."""
    if len(each) > MOST:
        words = TOO_MANY.format(most=MOST, n=len(each))
        desk.messages.tell(Notice(NoticeKind.INFO, words, seconds=8, key="why-not"))
        return

    def known(found: ReportKinds) -> None:
        wanted = next((one for one in found.kinds if one.name == kind), None)
        if wanted is not None:
            _open(desk, parent, wanted, each, period)

    desk.ask(parent, "report-kinds", then=known)


def _open(desk: Desk, parent: QWidget, kind: KindRow, each: Sequence[SubjectRow], period: str) -> FormDialog:
    form = EachForm(desk, kind, each, period)

    def save(_values: dict[str, Any], done: Any, failed: Any) -> None:
        orders.begin(done, failed)

    def ordered(rows: list[ReportRow]) -> None:
        desk.messages.ok(ORDERED.format(n=len(rows)))
        go(parent, TAB)

    title = Words(TITLE.ru.format(title=kind.title.ru, n=len(each)), TITLE.en.format(title=kind.title.en, n=len(each)))
    dialog = FormDialog(desk, title, form, VERB, save, parent=parent)
    orders = Ordering(desk, dialog, form, each)
    dialog.saved.connect(ordered)
    dialog.open()
    return dialog


def _about(each: Sequence[SubjectRow]) -> Words:
    names, others = ", ".join(one.name for one in each[:NAMED]), len(each) - NAMED
    some = OTHERS.format(names=names, n=others) if others > 0 else Words(names, names)
    return Words(ABOUT.ru.format(names=some.ru), ABOUT.en.format(names=some.en))


def _key(question: OrderReport) -> tuple[Any, ...]:
    """What makes two orders the same."""
    mail = question.mail
    wish = (tuple(mail.recipients), mail.empty_too) if mail is not None else None
    return (question.subject, question.since, question.until, question.language, question.csv, wish)
