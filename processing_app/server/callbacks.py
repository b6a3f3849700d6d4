"""The door where payers come back from a bank's page: a form from anywhere, with a tag that nobody can guess."""

from common.errors import ContractFault
from common.http_server import Doors, RawAnswer, RawRequest, raw
from common.principal import Principal
from common.protocol.endpoint import Endpoint, Nothing
from common.words import Words
from processing_app.service.intents.callbacks import Callbacks

CALLBACK = Endpoint(
    "POST", "/v2/callbacks/{tag}", Nothing, Nothing,
    Words("Возврат плательщика со страницы банка", "The payer comes back from the bank's page"),
    kind="callback", form=True, says="text/html", unsafe_to_show=frozenset({"tag", "PaRes"}),
)  # fmt: skip
TERMINATION = "termination_uri"
HEADERS = (
    ("content-security-policy", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cache-control", "no-store"),
)
DONE = Words("Банк ответил. Вернитесь на страницу магазина", "The bank has answered. Go back to the shop's page")
UNKNOWN = Words("Такого платежа нет", "There is no such payment")


def table(callbacks: Callbacks) -> Doors:
    """One door; whoever has no tag finds nothing behind it."""

    def back(who: Principal, request: RawRequest) -> RawAnswer:
        given = dict(request.parameters)
        asked_for = given.pop(TERMINATION, "")
        try:
            state = callbacks.come(request.path.rpartition("/")[2], given)
        except ContractFault:
            return _page(UNKNOWN, 404)
        address = callbacks.way_back(state, asked_for)
        if not address:
            return _page(DONE, 200)
        return RawAnswer(b"", "text/plain", 303, (("location", address), *HEADERS), veiled=True)

    return {CALLBACK: raw(back)}


def _page(words: Words, status: int) -> RawAnswer:
    body = (
        f'<!doctype html><html lang="ru"><meta charset="utf-8"><title>{words.ru}</title>'
        f'<p>{words.ru}</p><p lang="en">{words.en}</p></html>'
    )
    return RawAnswer(body.encode(), "text/html; charset=utf-8", status, HEADERS)
