"""The page of a stopped intent: why it stopped, what its bank says, every act of repair, acts that wait for another."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from common.errors import OplataError
from common.protocol import codes
from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.facts import Facts
from common.qt.scrolled import scroll
from common.words import Words, same
from processing_app.service.asks.repairs import IntentId, Legal, Proposal, RepairLook
from processing_app.ui.intents import words as said
from processing_app.ui.intents.mending import Mending
from processing_app.ui.intents.second import Second

FACTS: tuple[tuple[str, Words], ...] = (
    ("stop-why", Words("Почему остановлено", "Why it stopped")),
    ("stop-detail", Words("Подробности", "Details")),
    ("stop-under-way", Words("Что не закончено", "What is not finished")),
    ("stop-bank", Words("Что говорит банк", "What the bank says")),
)
NOT_STOPPED = Words(
    "Намерение не остановлено: чинить нечего.", "The intent is not stopped: there is nothing to repair."
)
ACTS = Words("Что можно сделать", "What can be done")
WAITING = Words("Ждут второго оператора", "Waiting for a second operator")
ASKING = Words("Спрашиваем банк…", "Asking the bank…")
TWO = Words(" Решают двое.", " Two persons decide.")
NOT_NOW = Words("Нельзя: {why}", "Not legal: {why}")
PROPOSED = Words("{act} Предложил {who}, {at}. Причина: {why}", "{act} Proposed by {who}, {at}. Reason: {why}")
OUTDATED = Words(" Намерение с тех пор изменилось: утвердить нельзя.", " It has changed since: it cannot be approved.")
APPROVE, REFUSE = Words("Утвердить…", "Approve…"), Words("Отклонить…", "Refuse…")


class RepairPage(QWidget):
    """Asks for itself when it is looked at: the intent's bank is asked, too."""

    def __init__(self, desk: Desk, after: Callable[[], object]) -> None:
        """`after` is called when something was decided."""
        super().__init__()
        self.desk = desk
        self._intent = ""
        self._told: RepairLook | None = None
        self._mending = Mending(desk, self, after)
        self._second = Second(desk, self, after)
        column = QVBoxLayout()
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        self.state = spoken.label(desk, ASKING, "hint", wrap=True)
        self.state.setObjectName("repair-state")
        column.addWidget(self.state)
        self.facts = Facts(desk, FACTS)
        column.addWidget(self.facts)
        self.waiting_title = spoken.label(desk, WAITING, "title")
        column.addWidget(self.waiting_title)
        self.waiting = QVBoxLayout()
        column.addLayout(self.waiting)
        self.acts_title = spoken.label(desk, ACTS, "title")
        column.addWidget(self.acts_title)
        self.acts = QVBoxLayout()
        column.addLayout(self.acts)
        column.addStretch(1)
        scroll(self, column)
        self._show(None)

    def show_intent(self, intent_id: str) -> None:
        """Ask about this one."""
        if intent_id != self._intent:
            self._intent, self._told = intent_id, None
            self._show(None)
        question = IntentId(intent_id=intent_id)
        self.desk.ask(self, "stopped-intent", question, then=self._came, failed=self._failed, key="look")

    def _came(self, look: RepairLook) -> None:
        if look.intent_id == self._intent and look != self._told:
            self._told = look
            self._show(look)

    def _failed(self, error: OplataError) -> None:
        self.desk.languages.bind(self.state, self.state.setText, codes.words_of(error))

    def _show(self, look: RepairLook | None) -> None:
        stopped = look is not None and look.stopped
        self.state.setVisible(not stopped)
        waiting = [one for one in look.proposals if one.state == "waiting"] if look is not None else []
        for widget, seen in (
            (self.facts, stopped), (self.acts_title, stopped), (self.waiting_title, bool(waiting)),
        ):  # fmt: skip
            widget.setVisible(seen)
        _clear(self.acts)
        _clear(self.waiting)
        self.desk.languages.bind(self.state, self.state.setText, ASKING if look is None else NOT_STOPPED)
        if look is None:
            return
        self.facts.show_values(_facts(look))
        if stopped:
            for legal in look.legal:
                self.acts.addWidget(self._act(look, legal))
        for one in waiting:
            self.waiting.addWidget(self._proposal(one))

    def _act(self, look: RepairLook, legal: Legal) -> QFrame:
        """A button with what it does, or why it is not legal."""
        made = spoken.button(self.desk, legal.words, lambda: self._mending.make(look, legal))
        made.setObjectName(f"repair-{legal.act}")
        words = legal.effect if legal.allowed else _refused(legal.why_not)
        if legal.allowed and legal.two:
            words = Words(words.ru + TWO.ru, words.en + TWO.en)
        return self._row(words, "hint", made)

    def _proposal(self, one: Proposal) -> QFrame:
        approve = spoken.button(self.desk, APPROVE, lambda: self._second.approve(one))
        approve.setObjectName(f"approve-{one.id}")
        refuse = spoken.button(self.desk, REFUSE, lambda: self._second.refuse(one))
        refuse.setObjectName(f"refuse-{one.id}")
        return self._row(_proposed(one), "text", approve, refuse)

    def _row(self, words: Words, role: spoken.LabelRole, *buttons: QPushButton) -> QFrame:
        card = QFrame()
        card.setProperty("card", True)
        grid = QGridLayout(card)
        grid.setContentsMargins(10, 6, 10, 6)
        grid.addWidget(spoken.label(self.desk, words, role, wrap=True), 1, 0, 1, len(buttons) + 1)
        for place, one in enumerate(buttons):
            grid.addWidget(one, 0, place)
        grid.setColumnStretch(len(buttons), 1)
        return card


def _facts(look: RepairLook) -> dict[str, Words]:
    under_way = [(one.payment_id, said.operation_words(one.operation)) for one in look.under_way]
    shown = {
        "stop-why": said.stop_words(look.reason),
        "stop-detail": same(look.detail[:300]),
        "stop-under-way": Words(
            "; ".join(f"платёж {name}: {words.ru}" for name, words in under_way),
            "; ".join(f"payment {name}: {words.en}" for name, words in under_way),
        ),
    }
    if look.bank is not None:
        bank = look.bank
        mark = f" ({bank.reference})" if bank.reference else ""
        shown["stop-bank"] = Words(f"{bank.words.ru}{mark}", f"{bank.words.en}{mark}")
    return {name: words for name, words in shown.items() if words.ru}


def _refused(why: Words) -> Words:
    return Words(NOT_NOW.ru.format(why=why.ru), NOT_NOW.en.format(why=why.en))


def _proposed(one: Proposal) -> Words:
    at, late = wording.moment(one.at), OUTDATED if one.outdated else said.NOTHING
    verb = Words(one.words.ru.rstrip("…"), one.words.en.rstrip("…"))
    return Words(
        PROPOSED.ru.format(act=f"{verb.ru}.", who=one.proposer, at=at, why=one.reason) + late.ru,
        PROPOSED.en.format(act=f"{verb.en}.", who=one.proposer, at=at, why=one.reason) + late.en,
    )


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.setParent(None)
            widget.deleteLater()
