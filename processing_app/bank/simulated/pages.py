"""The simulated bank's own pages: 3-D Secure's, which asks for a code, and the one behind a link or a QR code."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from common import ids
from common.clock import Clock
from common.database import Connection, Database
from common.http_server import Doors, RawAnswer, RawRequest, raw
from common.principal import Principal
from common.protocol.endpoint import Endpoint, Nothing
from common.words import Words
from processing_app.bank.simulated import secure, store
from processing_app.bank.simulated.adapter import LINK
from processing_app.bank.simulated.cards import Secure
from processing_app.bank.simulated.looks import about, hidden, origin, page, said
from processing_app.bank.simulated.store import Heard

CODE = "1234"
TRIES = 3
SECRETS = frozenset({"code", "PaReq", "TermUrl", "challenge"})
"""What a payer's browser brings, and no line of a log holds."""
CONFIRM = secure.PAGE + "/confirm"
Told = Callable[[str, Mapping[str, str]], object]

TITLE = Words("Подтвердите оплату", "Confirm the payment")
HINT = Words("Код для учёбы: 1-2-3-4", "The code for training: 1-2-3-4")
CODE_FIELD = Words("Код из сообщения банка", "The code from your bank's message")
WRONG = Words("Код не подошёл, попробуйте ещё раз", "That was not the code, try again")
YES, NO = Words("Подтвердить", "Confirm"), Words("Отказаться", "Refuse")
GOING = Words("Возвращаемся в магазин", "Going back to the shop")
GO = Words("Вернуться в магазин", "Go back to the shop")
NOTHING_KNOWN = Words("Такой оплаты банк не знает", "The bank does not know such a payment")
STUCK = Words("Банк не отвечает. Подождите или закройте страницу", "The bank does not answer. Wait or close the page")
TOO_LATE = Words("Время вышло, деньги не списаны", "Time is up, no money was taken")
PAID = Words("Оплата подтверждена, можно вернуться к заказу", "Confirmed, you may go back to your order")


class Pages:
    """Pages of one bank.db. `told(tag, form)` is called as a bank calls back: when a link was confirmed."""

    def __init__(self, database: Database, clock: Clock, url: str, told: Told) -> None:
        """`url` is where payers' browsers find the pages."""
        self._database = database
        self._clock = clock
        self._url = url
        self._told = told

    def doors(self) -> Doors:
        """Anybody may ask: the pages show nothing to whoever does not bring what a payer's browser was given."""
        return {
            _door("GET", secure.PAGE, "Страница 3-D Secure", "The 3-D Secure page"): raw(self.acs),
            _door("POST", secure.PAGE, "Страница 3-D Secure", "The 3-D Secure page"): raw(self.acs),
            _door("POST", CONFIRM, "Код 3-D Secure", "The 3-D Secure code"): raw(self.confirm),
            _door("GET", LINK, "Страница банка", "The bank's page"): raw(self.link),
            _door("POST", LINK, "Оплата по ссылке", "Payment by link"): raw(self.pay),
        }

    def acs(self, who: Principal, request: RawRequest) -> RawAnswer:
        """What is paid, to whom, and a field for the code."""
        given = dict(request.parameters)
        heard = self._database.read(lambda db: self._asked(db, given))
        return self._shown(heard, given)

    def confirm(self, who: Principal, request: RawRequest) -> RawAnswer:
        """The payer typed a code, or refused."""
        given = dict(request.parameters)
        heard, wrong = self._database.write(lambda db: self._typed(db, given), "acs")
        return self._shown(heard, given, wrong=wrong)

    def link(self, who: Principal, request: RawRequest) -> RawAnswer:
        """What is paid, to whom, and a button."""
        challenge = dict(request.parameters).get("challenge", "")
        heard = self._database.read(lambda db: store.challenged(db, challenge))
        if heard is None or heard.means != "link":
            return page(NOTHING_KNOWN, "", status=404)
        if heard.proven or heard.verdict != "pending" or self._clock.now_ms() >= heard.until:
            return page(PAID if heard.proven else TOO_LATE, about(heard))
        form = (
            f'<form method=post action="{LINK}">{hidden({"challenge": challenge})}'
            f"<button autofocus>{said(YES)}</button></form>"
        )
        return page(TITLE, about(heard) + form, self._url + LINK)

    def pay(self, who: Principal, request: RawRequest) -> RawAnswer:
        """The payer presses the button; pressed again, the same."""
        challenge = dict(request.parameters).get("challenge", "")
        if not self.confirmed(lambda db: store.challenged(db, challenge)):
            return page(NOTHING_KNOWN, "", status=404)
        return self.link(who, request)

    def confirmed(self, found: Callable[[Connection], Heard | None]) -> bool:
        """A payment by link is confirmed, and its asker told; False when there is none that could be."""

        def note(db: Connection) -> Heard | None:
            heard = found(db)
            if heard is None or heard.means != "link":
                return None
            late = heard.verdict != "pending" or self._clock.now_ms() >= heard.until
            return heard if heard.proven or late else store.change(db, heard._replace(proven=True))

        heard = self._database.write(note, "link confirmed")
        if heard is not None and heard.proven:
            self._told(heard.tag, {})
        return heard is not None

    def _asked(self, db: Connection, given: Mapping[str, str]) -> Heard | None:
        """The payment of a PaReq, if every word of it and of the form is the bank's own."""
        asked = secure.unpacked(given.get("PaReq", ""), secure.PaReq)
        heard = store.challenged(db, asked.challenge) if asked is not None else None
        if asked is None or heard is None or heard.means == "link":
            return None
        own = secure.PaReq(heard.challenge, heard.id, heard.amount, heard.currency, heard.shop)
        back = given.get("TermUrl", "").partition("?")[0]
        same = asked == own and given.get("MD") == secure.MD + heard.id
        return heard if same and back == f"{self._url}{secure.CALLBACKS}{heard.tag}" else None

    def _typed(self, db: Connection, given: Mapping[str, str]) -> tuple[Heard | None, bool]:
        heard = self._asked(db, given)
        if heard is None or heard.proof or self._closed(heard):
            return heard, False
        right = given.get("code", "").replace("-", "").replace(" ", "") == CODE
        tries = heard.tries + 1
        if not right and "refuse" not in given and tries < TRIES:
            return store.change(db, heard._replace(tries=tries)), True
        proven = right and "refuse" not in given and heard.secure == Secure.CODE.value
        return store.change(db, heard._replace(tries=tries, proven=proven, proof=ids.password())), False

    def _closed(self, heard: Heard) -> bool:
        late = heard.verdict != "pending" or self._clock.now_ms() >= heard.until
        return late or heard.secure == Secure.SILENT.value

    def _shown(self, heard: Heard | None, given: Mapping[str, str], *, wrong: bool = False) -> RawAnswer:
        if heard is None:
            return page(NOTHING_KNOWN, "", status=404)
        if heard.proof:
            return _back(heard, given["TermUrl"])
        if self._closed(heard):
            stuck = heard.secure == Secure.SILENT.value and heard.verdict == "pending"
            return page(STUCK if stuck else TOO_LATE, about(heard))
        told = {name: given[name] for name in ("PaReq", "MD", "TermUrl")}
        form = (
            f'<form method=post action="{CONFIRM}">{hidden(told)}<p><label>{said(CODE_FIELD)}'
            "<input name=code inputmode=numeric autocomplete=one-time-code maxlength=8 autofocus></label></p>"
            f"<p>{said(HINT)}</p><button>{said(YES)}</button>"
            f"<button class=no name=refuse value=1>{said(NO)}</button></form>"
        )
        note = f"<p role=alert>{said(WRONG)}</p>" if wrong else ""
        return page(TITLE, about(heard) + note + form, self._url + CONFIRM)


def _back(heard: Heard, term_url: str) -> RawAnswer:
    """The form that carries the answer to whoever asked, and from there the payer to the shop."""
    answer = {"PaRes": secure.answer(heard), "MD": secure.MD + heard.id}
    form = (
        f'<form method=post action="{_quoted(term_url)}">{hidden(answer)}<button autofocus>{said(GO)}</button></form>'
    )
    shop = parse_qs(urlsplit(term_url).query).get("termination_uri", [""])[0]
    return page(GOING, about(heard) + form, term_url.partition("?")[0], origin(shop), goes_on=True)


def _quoted(address: str) -> str:
    return address.replace("&", "&amp;").replace('"', "%22").replace("<", "%3C").replace(">", "%3E")


def _door(method: Any, path: str, ru: str, en: str) -> Endpoint[Any, Any]:
    """Not of kind `page`: that one's policy lets no form out, and these pages say their own."""
    form, words = method == "POST", Words(ru, en)
    return Endpoint(
        method, path, Nothing, Nothing, words, kind="callback", form=form, says="text/html", unsafe_to_show=SECRETS
    )
