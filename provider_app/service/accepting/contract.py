"""Our acceptance at a centre: its card, where it may notify us, what it says of us, the codes that it signs."""

from collections.abc import Callable

import msgspec

from common import addresses, credentials
from common.clock import moment
from common.database import Connection, Seen
from common.errors import OplataError, Rejected
from common.http_client import trust
from common.money import LARGEST
from common.principal import Principal
from common.protocol import card as cards
from common.protocol.card import Card, CardKind
from common.protocol.endpoint import Nothing
from common.protocol.wallets import doors
from common.protocol.wallets.codes import AskQr, QrMade
from common.protocol.wallets.notices import SetNotices
from common.protocol.wallets.wallet import AskWallet
from provider_app.service.accepting import centre as names
from provider_app.service.accepting.centre import Centre
from provider_app.service.accepting.showing import why
from provider_app.service.messages import AcceptanceState, AskAcceptanceQr, AskSheet, ImportAcceptance, QrSheet
from provider_app.service.part import Means, Part
from provider_app.store import accepting as store
from provider_app.store import contracts
from provider_app.store.accepting import Acceptance

KIND, OWN = "processing", "0"
"""Who the centre's notices come from: a centre, by a number that no contract has."""
LOGIN = "acceptance"
SEAL = "seal"


class Contract(Part):
    """The card in force, or none."""

    def __init__(self, means: Means, centre: Centre) -> None:
        """Nothing is asked yet."""
        super().__init__(means)
        self._centre = centre
        self._card = Seen(means.database, store.acceptance)

    def import_acceptance(self, who: Principal, ask: ImportAcceptance) -> AcceptanceState:
        """Work by a card. Its password is kept before the card counts, under a name that no card had."""
        card = sound(ask.card)
        if ask.contract and self.database.read(lambda db: contracts.find(db, ask.contract)) is None:
            raise Rejected("unknown_contract", str(ask.contract))
        before = self.database.read(store.acceptance)
        generation = 1 + (before.generation if before is not None else 0)
        self.means.secrets.keep(names.secret(generation), card.login, card.password)
        fresh = _acceptance(card, generation, ask.contract, self.clock.now_ms())
        if before is not None and before.key == fresh.key:
            fresh = fresh._replace(position=before.position, name=before.name, balance=before.balance)
        self.database.write(lambda db: self._replace(db, fresh), "import_acceptance")
        if before is not None:
            self._forget(before.generation)
        self.log.info("acceptance imported", centre=card.url, number=card.number)
        return self.refresh_acceptance(who, Nothing())

    def acceptance(self, db: Connection, who: Principal, ask: Nothing) -> AcceptanceState:
        """The card in force, and what its centre said last."""
        return _state(store.acceptance(db), self.means.url)

    def refresh_acceptance(self, who: Principal, ask: Nothing) -> AcceptanceState:
        """Ask the centre what it owes us and whether we may take payments; its silence is told, too."""
        card = self._centre.card()
        try:
            said = self._centre.ask(card, doors.ACCEPTANCE, AskWallet())
        except OplataError as error:
            code = error.code
            self._keep(card, lambda db: store.trouble(db, code))
        else:
            now = self.clock.now_ms()
            name, balance, active = said.name, said.balance, said.active
            self._keep(card, lambda db: store.shown(db, name, balance, active=active, at=now))
        return self.database.read(lambda db: _state(store.acceptance(db), self.means.url))

    def acceptance_qr(self, who: Principal, ask: AskAcceptanceQr) -> QrMade:
        """A code that pays us, signed by the centre."""
        if not 0 <= ask.amount <= LARGEST:
            raise Rejected("amount_out_of_range", str(ask.amount))
        question = AskQr(form=ask.form, amount=ask.amount, order=ask.order.strip())
        made: QrMade = self._centre.ask(self._centre.card(), doors.QR, question)
        return made

    def acceptance_sheet(self, who: Principal, ask: AskSheet) -> QrSheet:
        """The same code on a sheet of A6, to stand beside the till."""
        # Loaded when a sheet is drawn: the library takes a third of a second.
        from provider_app.reports import qr_sheet

        made = self.acceptance_qr(who, AskAcceptanceQr(amount=ask.amount, order=ask.order, form=ask.form))
        pdf = qr_sheet.drawn(made, ask.language, at=moment(self.clock.now_ms()))
        return QrSheet(name=qr_sheet.file_name(made), pdf=pdf)

    def waiting_for_address(self) -> bool:
        """Whether the centre has not been told where we answer now."""
        card = self._card.now()
        return card is not None and (card.told_url, card.told_code) != (self.means.url, "")

    def tell_address(self) -> None:
        """Tell the centre where its notices may come, with a login made for it; what is in the way is kept, and raised.

        The password stays in the secrets until it was told, so that a repeat tells the same; after that only its hash.
        """
        card, url = self._centre.card(), self.means.url
        login, password = self._login_for(card)
        try:
            said = self._centre.ask(card, doors.NOTICES, SetNotices(url=url, login=login, password=password))
            self.means.secrets.keep(names.seal_secret(card.generation), SEAL, said.secret)
        except OplataError as error:
            code = error.code
            self._keep(card, lambda db: store.told(db, url, code))
            raise
        self._keep(card, lambda db: store.told(db, url, ""))
        self.means.secrets.forget(names.notices_secret(card.generation))
        self.log.info("address told", centre=card.url)

    def seals(self, who: Principal) -> list[str]:
        """The secrets that a notice of this asker may be signed with."""
        card = self._card.now()
        if card is None or (who.kind, who.id) != (KIND, OWN):
            return []
        kept = self.means.secrets.login_of(names.seal_secret(card.generation))
        return [] if kept is None else [kept[1]]

    def card(self) -> Acceptance | None:
        """The card in force, as of the last commit."""
        return self._card.now()

    def _replace(self, db: Connection, fresh: Acceptance) -> None:
        """Another card: the centre's login here ends with the one before."""
        self.means.gatekeeper.revoke(db, KIND, OWN)
        store.put(db, fresh)

    def _keep(self, card: Acceptance, change: Callable[[Connection], None]) -> None:
        """Write down what the centre said under a card that is still in force: another may have taken its place."""

        def work(db: Connection) -> None:
            now = store.acceptance(db)
            if now is not None and now.generation == card.generation:
                change(db)

        self.database.write(work, "acceptance")

    def _forget(self, generation: int) -> None:
        for name in (names.secret, names.seal_secret, names.notices_secret):
            self.means.secrets.forget(name(generation))

    def _login_for(self, card: Acceptance) -> tuple[str, str]:
        means, name = self.means, names.notices_secret(card.generation)
        kept = means.secrets.login_of(name)
        if kept is not None and self.database.read(lambda db: credentials.logins(db, KIND, OWN)):
            return kept
        password = self.database.write(lambda db: means.gatekeeper.issue(db, KIND, OWN, LOGIN), "issue")
        means.secrets.keep(name, LOGIN, password)
        return LOGIN, password


def sound(card: Card) -> Card:
    """The card if we can work by it; Rejected `wrong_card` says what is wrong."""
    card = cards.decode(cards.encode(card))
    cards.demand_kind(card, CardKind.ACCEPTANCE)
    wrong = {
        "url": addresses.wrong(card.url) is not None,
        "number": not card.number.isdigit(),
        "login, password": not card.login or not card.password or ":" in card.login,
        "issuer": not card.issuer,
    }
    for detail, is_wrong in wrong.items():
        if is_wrong:
            raise Rejected("wrong_card", detail)
    trust.current().demand_private(card.url)
    return msgspec.structs.replace(card, url=card.url.rstrip("/"))


def _acceptance(card: Card, generation: int, contract: int, now: int) -> Acceptance:
    return Acceptance(
        generation=generation, issuer=card.issuer, number=card.number, url=card.url, centre=card.name,
        contract=contract, imported_at=now, told_url="", told_code="", position="", name="", balance=0, active=True,
        asked_at=0, trouble="",
    )  # fmt: skip


def _state(card: Acceptance | None, url: str) -> AcceptanceState:
    if card is None:
        return AcceptanceState(imported=False)
    return AcceptanceState(
        imported=True,
        number=card.number,
        name=card.name,
        centre=card.centre,
        url=card.url,
        balance=card.balance,
        active=card.active,
        told=(card.told_url, card.told_code) == (url, ""),
        asked_at=moment(card.asked_at) if card.asked_at else None,
        trouble=why(card.trouble),
        notices=why(card.told_code),
    )
