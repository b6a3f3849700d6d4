"""«Начать инкассацию…»: the notes are counted beside the books; a difference is explained and confirmed."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from agent_terminal.service.messages import Cassette, Encash, Encashed, EncashTried, TryEncash
from agent_terminal.ui.count_field import CountField, signed
from common.qt import dialog as dialogs
from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.form import Form, FormDialog, LongTextField
from common.words import Language, Words

TITLE, VERB = Words("Инкассация", "Encashment"), Words("Записать инкассацию", "Record the encashment")
HOW = Words(
    "Выньте кассету, посчитайте купюры по достоинствам и впишите, сколько их. Учёт начнётся с пустой кассеты.",
    "Take the cassette out, count the notes by value and write how many there are. The books then begin anew.",
)
PAYING = Words(
    "У экрана плательщик, внесено {held}. Лучше дождаться, пока он закончит: эти купюры уже в кассете.",
    "A payer is at the screen, {held} inserted. Better wait until they finish: those notes are in the cassette.",
)
DOUBTFUL = Words(
    "Под вопросом: {notes}. Эти купюры не зачтены никому, но могли лечь в кассету.",
    "In doubt: {notes}. These notes were credited to nobody, but may have gone into the cassette.",
)
COUNT, REASON = Words("Купюры", "Notes"), Words("Причина расхождения", "Reason of the difference")
REASON_HINT = Words("Увидят в отчёте и в журнале", "Kept in the report and in the journal")
AS_BOOKED = Words("Всё сошлось с учётом", "All agrees with the books")
SURE = Words(
    "По учёту {booked}, посчитано {counted}, разница {difference}. Записать с этим расхождением?",
    "Booked {booked}, counted {counted}, difference {difference}. Record it with this difference?",
)
YES, NO = Words("Записать", "Record"), Words("Пересчитать", "Count again")


class EncashForm(Form):
    """Asks the service after each number; shows the books as they are now."""

    def __init__(self, desk: Desk, cassette: Cassette, tried: EncashTried) -> None:
        """`tried` is of a count that has not begun."""
        super().__init__(desk, "encash", drafts=False)
        self.tried = tried
        self.say(HOW)
        self._say_what_is_strange(cassette)
        self.count = self.add(CountField("counted", COUNT, tried.denominations))
        self.explanation = self.say(lambda: self.tried.explanation or Words("", ""), "waiting")
        self.explanation.setObjectName("explanation")
        self.add(LongTextField("reason", REASON, hint=REASON_HINT, longest=500, rows=2))
        self.show_tried(tried)
        self.changed.connect(self.look)
        desk.changed.connect(self.look)

    @property
    def holds_money(self) -> bool:
        """Enter goes to the next number; the cassette is recorded by the button."""
        return True

    def question(self) -> TryEncash:
        """As it is typed now."""
        return TryEncash(counted=self.count.value(), reason=self.values()["reason"] or "")

    def look(self) -> None:
        """Compare again, also when a note came meanwhile."""
        self.desk.ask(self, "try-encash", self.question(), then=self.show_tried, failed=lambda _: None, key="try")

    def show_tried(self, tried: EncashTried) -> None:
        """The differences, and a reason only where there is one."""
        self.tried = tried
        self.count.show_tried(tried)
        self.explanation.setText(self.desk.say(tried.explanation or Words("", "")))
        self.explanation.setVisible(tried.explanation is not None)
        self.show_field("reason", tried.differs)

    def _say_what_is_strange(self, cassette: Cassette) -> None:
        if cassette.held:
            held = Words(wording.money(cassette.held, "ru"), wording.money(cassette.held, "en"))
            self.say(Words(PAYING.ru.format(held=held.ru), PAYING.en.format(held=held.en)), "waiting")
        if cassette.in_doubt:
            self.say(Words(_doubtful(cassette, "ru"), _doubtful(cassette, "en")), "waiting")


def encash(desk: Desk, parent: QWidget, cassette: Cassette, then: Callable[[Encashed], object]) -> None:
    """Open the dialog once the service has told what may be counted."""

    def opened(tried: EncashTried) -> None:
        _open(desk, parent, EncashForm(desk, cassette, tried), then)

    desk.ask(parent, "try-encash", TryEncash(), then=opened, key="encash")


def _open(desk: Desk, parent: QWidget, form: EncashForm, then: Callable[[Encashed], object]) -> FormDialog:
    def check(_values: dict[str, Any], found: Callable[[Any], object], failed: Callable[..., object]) -> None:
        def told(tried: EncashTried) -> None:
            form.show_tried(tried)
            found(tried.mistakes)

        desk.ask(dialog, "try-encash", form.question(), then=told, failed=failed)

    def save(values: dict[str, Any], done: Callable[..., object], failed: Callable[..., object]) -> None:
        tried = form.tried
        ask = Encash(counted=form.count.value(), reason=values["reason"] or "", edition=tried.edition)

        def record() -> None:
            desk.ask(dialog, "encash", ask, then=done, failed=failed)

        if tried.differs:
            answers = [dialogs.Answer(YES, record), dialogs.Answer(NO, lambda: failed([]), harmless=True)]
            dialogs.choose(desk, dialog, Words(_sure(tried, "ru"), _sure(tried, "en")), answers, title=TITLE)
        else:
            record()

    all_agrees = spoken.button(desk, AS_BOOKED, form.count.fill_as_booked, icon="check")
    all_agrees.setObjectName("as-booked")
    dialog = FormDialog(desk, TITLE, form, VERB, save, also=(all_agrees,), check=check, parent=parent, guarded=False)
    dialog.saved.connect(then)
    dialog.open()
    form.count.focus()
    return dialog


def _doubtful(cassette: Cassette, tongue: Language) -> str:
    notes = ", ".join(f"{wording.money(one.value, tongue)} ({wording.moment(one.at)})" for one in cassette.in_doubt)
    return DOUBTFUL.of(tongue).format(notes=notes)


def _sure(tried: EncashTried, tongue: Language) -> str:
    return SURE.of(tongue).format(
        booked=wording.money(tried.total, tongue),
        counted=wording.money(tried.counted_total, tongue),
        difference=signed(tried.difference or 0, tongue),
    )
