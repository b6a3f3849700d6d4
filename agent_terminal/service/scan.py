"""What a scanner has read: our own top-up code, or a number that some provider's account field takes."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from common import fields
from common.errors import Rejected
from common.fields import Field
from common.protocol.invoice import Invoice, invoice_from_text, looks_like_invoice
from common.protocol.processing import DirectoryEntry

TEL = "tel:"
BETWEEN = str.maketrans("", "", " \u00a0()-.")
"""What people put between the digits of a number."""
NUMBER = re.compile(r"\+?[0-9]+")
COUNTRY = 11
"""A Russian phone with its country's code: +7 or 8 before ten digits."""


class Match(NamedTuple):
    """A provider and the account there, as its field takes it."""

    entry: DirectoryEntry
    account: str


class Understood(NamedTuple):
    """Whose `number` it may be; none's when nobody takes it. `wish` is the sum that the bill names."""

    matches: tuple[Match, ...]
    number: str = ""
    wish: int | None = None


def understood(text: str, providers: Iterable[DirectoryEntry], chosen: int | None = None) -> Understood:
    """Who may be meant; `chosen` is the provider whose number the payer is typing, and comes first if it takes it."""
    plain = "".join(letter for letter in text if letter.isprintable()).strip()
    known = list(providers)
    if looks_like_invoice(plain):
        return _of_invoice(plain, known)
    if not 0 < len(plain) <= fields.MAX_VALUE:
        return Understood(())
    own = matches(plain, [one for one in known if one.provider_id == chosen])
    if own or not _is_number(plain):
        return Understood(own, plain)
    return Understood(matches(plain, known), plain)


def matches(text: str, providers: Iterable[DirectoryEntry]) -> tuple[Match, ...]:
    """Each of the providers whose account field takes this."""
    found = ((one, reading(one.fields[0], text)) for one in providers)
    return tuple(Match(one, account) for one, account in found if account is not None)


def reading(field: Field, text: str) -> str | None:
    """The text as a field takes it: as it is, without what stands between its digits, a phone without +7 or 8."""
    return next((one for one in _readings(field, text) if fields.fits(field, one)), None)


def _readings(field: Field, text: str) -> Iterator[str]:
    bare = _bare(text)
    digits = bare.removeprefix("+")
    yield from (text, bare, digits)
    if field.type == "phone" and len(digits) == COUNTRY and (digits[0] == "7" or bare[0] == "8"):
        yield digits[1:]


def _is_number(text: str) -> bool:
    return NUMBER.fullmatch(_bare(text)) is not None


def _bare(text: str) -> str:
    return text.removeprefix(TEL).translate(BETWEEN)


def _of_invoice(text: str, providers: list[DirectoryEntry]) -> Understood:
    """By the provider's uid where both sides know it, else by its name; a number of one never goes to another."""
    try:
        invoice = invoice_from_text(text)
    except Rejected:
        return Understood(())
    named = [one for one in providers if invoice.provider and one.uid == invoice.provider]
    named = named or [one for one in providers if _is_named(one, invoice)]
    found = matches(invoice.account, [one for one in named if one.currency == invoice.currency])
    return Understood(found, invoice.account, invoice.amount)


def _is_named(entry: DirectoryEntry, invoice: Invoice) -> bool:
    if entry.uid and invoice.provider:
        return False
    name = invoice.name.strip().casefold()
    return bool(name) and name in (entry.name.ru.casefold(), entry.name.en.casefold())
