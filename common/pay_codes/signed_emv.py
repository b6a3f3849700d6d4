"""A provider's EMVCo code with the centre's signature: template 26 whom it pays, 80 which key, 81 the signature.

    26  00 x.opl  01 <provider id>          80  00 x.opl  01 <key id>          81  00 x.opl  01 <signature>
    53 currency   54 amount, none: the payer chooses   59 name in Latin   62.01 order   64.01 name in its own letters

`x.opl` is the network's reverse domain name: there is no such zone, so it is nobody else's; with a longer one the
signature would not fit into the 99 characters of a template. The signature comes last, right before the CRC. The code
stays static (01 = 11) with an amount, too.
"""

from typing import NamedTuple

from common.errors import Rejected
from common.pay_codes import emv, signing, tlv
from common.pay_codes.emv import EmvCode
from common.pay_codes.latin import latin
from common.pay_codes.signing import Said

NETWORK = "x.opl"
ACCOUNT, KEY, SIGNATURE = "26", "80", "81"
GUID, VALUE = "00", "01"
ORDER = "01"
NO_CATEGORY, COUNTRY, CITY, LANGUAGE = "0000", "RU", "MOSCOW", "RU"
"""A provider of the network has no category and no town of its own: the centre's."""
LONGEST_NAME = emv.LONGEST[emv.NAME]
NUMBERS = {letters: number for number, letters in emv.CURRENCIES.items()}


class SignedEmv(NamedTuple):
    """What a code says, its signature, and what it calls its provider: in Latin and in other letters."""

    said: Said
    signature: str
    names: tuple[str, str]


def build(centre: str, secret: bytes, said: Said, name: str) -> str:
    """A signed code. Rejected `wrong_value`: an order of more than 25 characters, or of other letters than Latin."""
    items = _items(said, name)
    signature = signing.sign(secret, centre, said._replace(code=tlv.write(items)))
    return emv.write([*items, (SIGNATURE, _ours(signature))])


def names_of(name: str, provider_id: int) -> tuple[str, str]:
    """What a code calls a provider of this name."""
    return latin(name)[:LONGEST_NAME].strip() or f"PROVIDER {provider_id}", name[:LONGEST_NAME].strip()


def is_ours(code: EmvCode) -> bool:
    """Whether it says of itself that it is for the network; nothing is checked."""
    return any(f"{GUID}{len(NETWORK):02d}{NETWORK}" == item.value[:9] for item in code.items if item.tag == ACCOUNT)


def is_signed(code: EmvCode) -> bool:
    """Whether there is a key and a signature in it at all."""
    return bool(code.value(KEY) and code.value(SIGNATURE))


def parse(code: EmvCode) -> SignedEmv:
    """What it says, to be verified by its key; Rejected `qr_unreadable` for anything that `build` does not write."""
    provider, key_id, signature = (_value(code, tag) for tag in (ACCOUNT, KEY, SIGNATURE))
    if not (provider.isascii() and provider.isdigit() and len(provider) <= 18 and str(int(provider)) == provider):
        raise Rejected("qr_unreadable", f"{ACCOUNT}: {provider[:20]}")
    if code.items[-1].tag != SIGNATURE:
        raise Rejected("qr_unreadable", f"{code.items[-1].tag} > {SIGNATURE}")
    said = Said(
        "emv", int(provider), code.amount, code.currency, code.inner(emv.EXTRA).get(ORDER, ""), key_id,
        code.without(SIGNATURE),
    )  # fmt: skip
    return SignedEmv(said, signature, (code.value(emv.NAME), code.inner(emv.LOCAL).get(VALUE, "")))


def _items(said: Said, name: str) -> list[tuple[str, str]]:
    """All of it but the signature, in the order of the tags."""
    if not emv.holds_order(said.order):
        raise Rejected("wrong_value", f"order: {said.order[:40]} (EMVCo: A–Z, 0–9, ≤ {emv.LONGEST_ORDER})")
    latin_name, own_name = names_of(name, said.provider_id)
    items = [
        (emv.FORMAT, emv.VERSION), (emv.POINT, emv.STATIC), (ACCOUNT, _ours(str(said.provider_id))),
        (emv.CATEGORY, NO_CATEGORY), (emv.CURRENCY, NUMBERS[said.currency]),
    ]  # fmt: skip
    if said.amount:
        items.append((emv.AMOUNT, emv.decimal(said.amount)))
    items += [(emv.COUNTRY, COUNTRY), (emv.NAME, latin_name), (emv.CITY, CITY)]
    if said.order:
        items.append((emv.EXTRA, tlv.one(ORDER, said.order)))
    if own_name:
        items.append((emv.LOCAL, tlv.write([("00", LANGUAGE), (VALUE, own_name)])))
    return [*items, (KEY, _ours(said.key_id))]


def _ours(value: str) -> str:
    return tlv.write([(GUID, NETWORK), (VALUE, value)])


def _value(code: EmvCode, tag: str) -> str:
    """What stands in one of the network's templates."""
    inner = code.inner(tag)
    if tuple(inner) != (GUID, VALUE) or inner[GUID] != NETWORK:
        raise Rejected("qr_unreadable", f"{tag}: {NETWORK}")
    return inner[VALUE]
