"""What a person changes in the list of contracts, each change with its way back."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from common.errors import OplataError
from common.protocol.card import Card, CardKind
from common.protocol.endpoint import Message
from common.qt import dialog
from common.qt.cards import import_card
from common.qt.desk import Desk
from common.qt.undo import Step
from common.words import Words
from consumer_app import messages
from consumer_app.ui import telling
from consumer_app.ui.contract_dialog import ContractDialog

SIGNED, SIGNING = (
    Words("Договор {name} подписан.", "Contract {name} was signed."),
    Words("договор {name}", "contract {name}"),
)
EDITED, EDITING = (
    Words("Договор {name} изменён.", "Contract {name} was changed."),
    Words("изменение договора {name}", "change of contract {name}"),
)
DELETED, DELETING = (
    Words("Договор {name} удалён.", "Contract {name} was deleted."),
    Words("удаление договора {name}", "deletion of contract {name}"),
)
RESTORED, RESTORING = (
    Words("Договор {name} возвращён.", "Contract {name} is back."),
    Words("возвращение договора {name}", "return of contract {name}"),
)
REPLACE = Words(
    "Договор {name} уже есть. Обновить его по этой карточке?", "There is contract {name}. Update it by this card?"
)
UPDATE, KEEP = Words("Обновить", "Update"), Words("Оставить как есть", "Leave it")


class Changing(QObject):
    """`changed` carries the id of the contract that changed, empty when it is gone."""

    changed = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        """Dialogs open over `parent`."""
        super().__init__(parent)
        self.desk = desk
        self._parent = parent

    def write(self) -> None:
        """A contract without a card."""
        made = ContractDialog(self.desk, self._parent, None)
        made.saved.connect(self._signed)
        made.open()

    def take_card(self, known: list[messages.ContractShown]) -> None:
        """A contract by a card; a card of a contract that is there may update it."""
        import_card(self.desk, self._parent, CardKind.SUBSCRIBER, lambda card: self._use_card(card, known))

    def edit(self, contract: messages.ContractShown) -> None:
        """The same form, filled in."""
        made = ContractDialog(self.desk, self._parent, contract)
        made.saved.connect(lambda after: self._edited(contract, after))
        made.open()

    def delete(self, contract: messages.ContractShown) -> None:
        """Off the list; nothing is lost, so nobody is asked."""
        self._ask("delete-contract", _one(contract), lambda _: self._deleted(contract))

    def restore(self, contract: messages.ContractShown) -> None:
        """Back onto the list."""
        self._ask("undo-delete-contract", _one(contract), lambda _: self._restored(contract))

    def _use_card(self, card: Card, known: list[messages.ContractShown]) -> None:
        same = next((one for one in known if _is_of(card, one) and not one.deleted), None)
        if same is None:
            self._ask("add-contract", messages.AddContract(card=card), self._signed)
            return
        update = messages.EditContract(contract=same.id, card=card)
        dialog.confirm(
            self.desk,
            self._parent,
            _filled(REPLACE, same),
            UPDATE,
            KEEP,
            lambda: self._ask("edit-contract", update, lambda after: self._edited(same, after)),
        )

    def _signed(self, contract: messages.ContractShown) -> None:
        one = _one(contract)
        self._push(SIGNING, SIGNED, contract, ("delete-contract", one), ("undo-delete-contract", one))

    def _edited(self, before: messages.ContractShown, after: messages.ContractShown) -> None:
        back, again = as_it_was(before, over=after), as_it_was(after, over=before)
        self._push(EDITING, EDITED, after, ("edit-contract", back), ("edit-contract", again))

    def _deleted(self, contract: messages.ContractShown) -> None:
        one = _one(contract)
        self._push(DELETING, DELETED, contract, ("undo-delete-contract", one), ("delete-contract", one))

    def _restored(self, contract: messages.ContractShown) -> None:
        one = _one(contract)
        self._push(RESTORING, RESTORED, contract, ("delete-contract", one), ("undo-delete-contract", one))

    def _push(
        self,
        step: Words,
        done: Words,
        contract: messages.ContractShown,
        back: tuple[str, Message],
        again: tuple[str, Message],
    ) -> None:
        """Told above the list, with «Отменить»; a step that cannot be gone back is offered no more."""
        made: list[Step] = []

        def go(way: tuple[str, Message]) -> Callable[[], None]:
            def failed(error: OplataError) -> None:
                made[0].drop()
                self.desk.show_error(error)

            return lambda: self._ask(*way, lambda _: self.changed.emit(contract.id), failed)

        made.append(self.desk.undo.push(_filled(step, contract), go(back), go(again), done=_filled(done, contract)))
        self.changed.emit(contract.id)

    def _ask(
        self,
        operation: str,
        question: Message,
        then: Callable[[Any], object],
        failed: Callable[[OplataError], object] | None = None,
    ) -> None:
        self.desk.ask(self, operation, question, then=then, failed=failed)


def as_it_was(contract: messages.ContractShown, *, over: messages.ContractShown) -> messages.EditContract:
    """The edit that makes a contract what it was then, with the password that it had, where it is `over` now."""
    return messages.EditContract(
        contract=contract.id,
        name=contract.name,
        number=contract.number,
        url=contract.url,
        posting=contract.posting,
        title=contract.title,
        password_of=contract.edited_at,
        edition=over.edition,
    )


def _one(contract: messages.ContractShown) -> messages.OneContract:
    return messages.OneContract(contract=contract.id)


def _is_of(card: Card, contract: messages.ContractShown) -> bool:
    """Whether a card is of this contract, as far as a window sees; the service has the last word."""
    same = contract.issuer == card.issuer if contract.issuer else contract.url == card.url.rstrip("/")
    return same and contract.number == card.number


def _filled(words: Words, contract: messages.ContractShown) -> Words:
    name = telling.number_of(contract)
    return Words(words.ru.format(name=name.ru), words.en.format(name=name.en))
