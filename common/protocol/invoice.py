"""What a terminal's scanner reads to know whom to top up: a short text in a QR code, made by the consumer's window.

    oplata:top-up?v=1&provider=<uid>&account=<number>&currency=RUB&sum=<minor units>&name=<percent-encoded UTF-8>

`provider` is the uid that stands as `issuer` in the provider's cards; it is left out where a contract was written by
hand, then `name` is all that is known. `sum` is left out where the payer decides it. The letters are plain ASCII, so
a scanner that types like a keyboard carries it too; `v` changes when an old reader would misunderstand, and keys that
a reader does not know are passed over.
"""

from urllib.parse import parse_qsl, quote, urlencode

from common.errors import Rejected
from common.money import LARGEST, RUB
from common.protocol.endpoint import Message

SCHEME = "oplata:top-up?"
VERSION = "1"
MAX_LENGTH = 1_000
MAX_KEYS = 20


class Invoice(Message, frozen=True):
    """Whom to top up, and by how much if that is settled; `amount` in minor units."""

    account: str
    provider: str = ""
    name: str = ""
    amount: int | None = None
    currency: str = RUB


def demand_amount(amount: int | None) -> None:
    """Refuse a sum that nobody can pay; none at all is the payer's to choose."""
    if amount is not None and not 1 <= amount <= LARGEST:
        raise Rejected("wrong_value", f"sum: 1 … {LARGEST}")


def invoice_text(invoice: Invoice) -> str:
    """The text of the QR code; Rejected `wrong_value` for a sum that nobody can pay, or a text that no reader takes."""
    demand_amount(invoice.amount)
    parts = {
        "v": VERSION,
        "provider": invoice.provider,
        "account": invoice.account,
        "currency": invoice.currency,
        "sum": "" if invoice.amount is None else str(invoice.amount),
        "name": invoice.name,
    }
    text = SCHEME + urlencode({name: value for name, value in parts.items() if value}, quote_via=quote)
    if len(text) > MAX_LENGTH:
        raise Rejected("wrong_value", f"QR: {len(text)} > {MAX_LENGTH}")
    return text


def looks_like_invoice(text: str) -> bool:
    """Whether a scanned text is worth reading: a scanner sees tickets, goods and other people's codes."""
    return text.strip().lower().startswith(SCHEME)


def invoice_from_text(text: str) -> Invoice:
    """What a scanned text asks for; Rejected `wrong_value` names what in it cannot be read."""
    plain = text.strip()
    if not looks_like_invoice(plain) or len(plain) > MAX_LENGTH or not plain.isascii():
        raise Rejected("wrong_value", f"QR «{plain[:30]}»")
    given = _parts(plain[len(SCHEME) :])
    if given.get("v") != VERSION:
        raise Rejected("wrong_value", f"QR: v={given.get('v', '')[:10]}")
    if not given.get("account"):
        raise Rejected("wrong_value", "QR: account")
    return Invoice(
        account=given["account"],
        provider=given.get("provider", ""),
        name=given.get("name", ""),
        amount=_amount(given["sum"]) if "sum" in given else None,
        currency=given.get("currency", RUB),
    )


def _parts(query: str) -> dict[str, str]:
    try:
        pairs = parse_qsl(query, strict_parsing=True, errors="strict", max_num_fields=MAX_KEYS)
    except ValueError as problem:
        raise Rejected("wrong_value", f"QR: {str(problem)[:60]}") from problem
    parts = dict(pairs)
    if len(parts) != len(pairs):
        raise Rejected("wrong_value", "QR: a key twice")
    return parts


def _amount(text: str) -> int:
    """Digits only: «150,00» of a careless maker must never become 150 kopecks."""
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(LARGEST))):
        raise Rejected("wrong_value", f"QR: sum={text[:20]}")
    amount = int(text)
    demand_amount(amount)
    return amount
