"""The page of shops' keys: issued and told once, listed, revoked."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from common.clock import moment
from common.qt import dialog, spoken, wording
from common.qt.desk import Desk
from common.qt.form import ChoiceField, Form, FormDialog, NumberField, TextField
from common.qt.table import Column, Empty, Kind, LedgerTable
from common.qt.table.column import Shown
from common.qt.tokens import Token
from common.words import Words
from processing_app.service.asks.access import (
    AskShopKeys,
    IssueShopKey,
    RevokeShopKey,
    ShopKeyIssued,
    ShopKeyRow,
    ShopKeys,
)
from processing_app.ui.shops import told_once
from processing_app.ui.shops.page import lay_out, why_not
from processing_app.ui.shops.things import Known
from processing_app.wording import who

ISSUE, REVOKE = Words("Выпустить ключ…", "Issue a key…"), Words("Отозвать…", "Revoke…")
VERB = Words("Выпустить", "Issue")
SHOP, NAME, DAYS = Words("Магазин", "Shop"), Words("Для чего", "What for"), Words("Действует дней", "Days valid")
NAME_HINT = Words("Например: сервер магазина", "The shop's server, for example")
NOTHING = Words("Ключей ещё нет. Ключом сервер магазина входит в API.", "No keys yet. A shop's server enters by one.")
ABOUT = Words(
    "Ключ магазина {shop}, действует до {until}. Виден только сейчас: передайте его серверу магазина, он посылает его "
    "в заголовке Authorization: Bearer.",
    "A key of shop {shop}, good until {until}. Seen only now: hand it to the shop's server, which sends it in the "
    "header Authorization: Bearer.",
)
TITLE = Words("Новый ключ магазина", "A shop's new key")
CHOOSE = Words("Выберите ключ в списке.", "Choose a key in the list.")
NO_SHOP = Words("Сначала добавьте магазин.", "Add a shop first.")
REVOKED_ALREADY = Words("Этот ключ уже отозван.", "This key is revoked already.")
REVOKING = Words(
    "Отозвать ключ «{name}» магазина {shop}? Его сервер перестанет входить через секунду; деньги не двигаются.",
    "Revoke key “{name}” of shop {shop}? Its server enters no more within a second; no money moves.",
)
YES, NO = Words("Отозвать", "Revoke"), Words("Оставить", "Leave")
REVOKED = Words("Ключ отозван.", "The key is revoked.")
GOOD = Shown("ok", Words("Действует", "Good"), Token.OK)
GONE = Shown("cancelled", Words("Отозван", "Revoked"), Token.NEUTRAL)
ENDED = Shown("cancelled", Words("Истёк", "Ended"), Token.NEUTRAL)


class KeysPage(QWidget):
    """The list and its two buttons."""

    def __init__(self, desk: Desk, known: Callable[[], Known]) -> None:
        """`known` is the domain as it was read last."""
        super().__init__()
        self.desk = desk
        self._known = known
        self.table = LedgerTable(
            desk, "shop-keys",
            [
                Column("shop", SHOP, lambda row: row.shop_id, width=130),
                Column("name", NAME, lambda row: row.name, width=220),
                Column("state", Words("Состояние", "State"), self._state, Kind.STATUS, 120),
                Column("issued", Words("Выпущен", "Issued"), lambda row: row.issued, Kind.MOMENT, 150),
                Column("until", Words("Действует до", "Good until"), lambda row: row.until, Kind.MOMENT, 150),
                Column("who", Words("Кто выпустил", "Issued by"), lambda row: who(row.who), width=140),
                Column("id", Words("Номер", "Id"), lambda row: row.key_id, Kind.CODE, 130),
            ],
            noun=Words("ключей", "keys"), key=lambda row: row.key_id,
            empty=Empty(NOTHING, ISSUE, self.issue, "key"),
        )  # fmt: skip
        buttons = (
            ("key-issue", spoken.button(desk, ISSUE, self.issue, icon="key")),
            ("key-revoke", spoken.button(desk, REVOKE, self.revoke, icon="block")),
        )
        lay_out(self, None, buttons, self.table)

    def refresh(self) -> None:
        """All keys."""
        self.desk.ask(self, "shop-keys", AskShopKeys(), then=self._show, failed=self.table.fail, key="keys")

    def issue(self, shop_id: str = "") -> None:
        """A new one, which is told once."""
        shops = self._known().options("shop")
        if not shops:
            why_not(self.desk, NO_SHOP)
            return
        form = Form(self.desk, "issue-shop-key", drafts=False)
        form.add(ChoiceField("shop_id", SHOP, options=shops, required=True))
        form.add(TextField("name", NAME, hint=NAME_HINT, longest=200))
        form.add(NumberField("days", DAYS, minimum=1, maximum=365, step=30, required=True))
        form.fill({"shop_id": shop_id or (shops[0][0] if len(shops) == 1 else None), "days": 365})

        def save(values: dict[str, Any], done: Callable[..., object], failed: Callable[..., object]) -> None:
            question = IssueShopKey(shop_id=values["shop_id"], name=values["name"] or "", days=values["days"])
            self.desk.ask(made, "issue-shop-key", question, then=done, failed=failed)

        made = FormDialog(self.desk, TITLE, form, VERB, save, parent=self.window(), guarded=False)
        made.setObjectName("dialog-issue-key")
        made.saved.connect(self._issued)
        made.open()

    def revoke(self) -> None:
        """The chosen one, after a question."""
        row = self.table.current()
        if row is None or row.revoked is not None:
            why_not(self.desk, CHOOSE if row is None else REVOKED_ALREADY)
            return

        def revoked(_: object) -> None:
            self.desk.messages.ok(REVOKED)
            self.refresh()

        def revoke() -> None:
            self.desk.ask(self, "revoke-shop-key", RevokeShopKey(key_id=row.key_id), then=revoked)

        words = REVOKING.format(name=row.name or row.key_id, shop=row.shop_id)
        dialog.confirm(self.desk, self.window(), words, YES, NO, revoke)

    def _issued(self, issued: ShopKeyIssued) -> None:
        self.refresh()
        about = ABOUT.format(shop=issued.shop_id, until=wording.day(issued.until))
        told_once.tell(self.desk, self.window(), TITLE, about, issued.key)

    def _show(self, found: ShopKeys) -> None:
        self.table.show_rows(found.keys)

    def _state(self, row: ShopKeyRow) -> Shown:
        if row.revoked is not None:
            return GONE
        return GOOD if row.until > moment(self.desk.clock.now_ms()) else ENDED
