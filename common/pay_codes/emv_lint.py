"""A seller's EMVCo code, explained tag by tag, with what its makers usually get wrong."""

from dataclasses import replace

from common.errors import Rejected
from common.money import text as money
from common.pay_codes import emv, emv_checks, emv_tags, signed_emv, tlv, vouching
from common.pay_codes.emv import EmvCode
from common.pay_codes.explained import FITS, NO_WORDS, Explained, Notes
from common.pay_codes.tlv import Item
from common.pay_codes.vouching import Verdict
from common.protocol.wallets.codes import QrKeys
from common.words import Words, same

NOT_OURS = Words(
    "Это код другой системы: по нему платят в её приложении, не у нас.",
    "This is another system's code: it is paid in that system's app, not here.",
)
PROVIDER = Words("номер поставщика в центре", "the provider's number at the centre")
KEY, SIGNATURE = Words("ключ центра", "the centre's key"), Words("подпись центра", "the centre's signature")
OURS = {signed_emv.ACCOUNT: emv_tags.ACCOUNT, signed_emv.KEY: KEY, signed_emv.SIGNATURE: SIGNATURE}
VALUES = {
    signed_emv.ACCOUNT: PROVIDER,
    signed_emv.KEY: Words("какой ключ", "which key"),
    signed_emv.SIGNATURE: Words("сама подпись", "the signature itself"),
}


def explain(text: str, keys: QrKeys | None = None) -> Explained:
    """Every tag of a code; its signature is checked when there are public keys."""
    notes = Notes()
    items, rest = tlv.split(text)
    if rest:
        items, rest = _by_bytes(text, items, rest, notes)
    code = EmvCode(tuple(item for item in items if item.tag != emv.CRC))
    ours = signed_emv.is_ours(code)
    for item in items:
        _tell(item, code, notes, ours=ours)
    if items and items[-1] == (emv.CRC, emv.crc_of(text), len(text) - 8):
        notes.fields[-1] = replace(notes.fields[-1], meaning=FITS)
    emv_checks.shape(items, rest, notes)
    emv_checks.checksum(text, items, notes)
    emv_checks.values(code, notes)
    emv_checks.templates(code, notes)
    emv_checks.fees(code, notes)
    emv_checks.amount(code, notes, ours=ours)
    payable, why = _judge(text, code, keys, notes) if ours else Verdict(payable=False, why=NOT_OURS)
    return notes.done("emv", why if payable or not ours else _why(why, notes), payable=payable)


def _why(why: Words, notes: Notes) -> Words:
    """A code of ours that is spoiled is not paid, whatever is known of its signature."""
    return vouching.BAD if any(problem.grave for problem in notes.problems) else why


def _by_bytes(text: str, items: tuple[Item, ...], rest: str, notes: Notes) -> tuple[tuple[Item, ...], str]:
    """The same with lengths that count bytes, as some programs wrongly write them."""
    other = tlv.split(text.encode("utf-8", "replace").decode("latin-1"))
    if other.rest or text.isascii():
        return items, rest
    notes.wrong(
        "emv_length_in_bytes",
        Words("Длины посчитаны в байтах, а нужны в знаках", "Lengths count bytes, but must count characters"),
        "",
        Words("Считайте длину знаками: «Пермь» — 05.", "Count characters: “Пермь” is 05."),
    )
    return tuple(item._replace(value=item.value.encode("latin-1").decode("utf-8", "replace")) for item in other[0]), ""


def _judge(text: str, code: EmvCode, keys: QrKeys | None, notes: Notes) -> Verdict:
    if not signed_emv.is_signed(code):
        return vouching.unsigned(notes)
    try:
        said, signature, _ = signed_emv.parse(emv.read(text))
    except Rejected as problem:
        if not any(one.grave for one in notes.problems):
            notes.wrong(
                "qr_unreadable",
                Words(f"Так коды нашей сети не пишутся: {problem.detail}", f"Our codes are not so: {problem.detail}"),
                "",
                Words("Возьмите код у продавца заново.", "Take the code from the seller anew."),
            )
        return Verdict(payable=False, why=vouching.BAD)
    return vouching.judge(said, signature, keys, notes)


def _tell(item: Item, code: EmvCode, notes: Notes, *, ours: bool) -> None:
    name = OURS[item.tag] if ours and item.tag in OURS else emv_tags.name_of(item.tag)
    inner = tlv.split(item.value) if emv_tags.is_template(item.tag) else None
    if inner is None or inner.rest:
        notes.tell(item.tag, name, item.value, _meaning(item, code))
        return
    notes.tell(item.tag, name, "")
    for one in inner.items:
        inside = emv_tags.inner_name(item.tag, one.tag)
        if ours and one.tag == signed_emv.VALUE and item.tag in VALUES:
            inside = VALUES[item.tag]
        notes.tell(one.tag, inside, one.value, _inner_meaning(item.tag, one), depth=1)


def _meaning(item: Item, code: EmvCode) -> Words:
    if item.tag == emv.POINT:
        return emv_tags.POINTS.get(item.value, NO_WORDS)
    if item.tag == emv.CURRENCY:
        return same(emv.CURRENCIES.get(item.value, ""))
    if item.tag == "55":
        return emv_tags.TIPS.get(item.value, NO_WORDS)
    if item.tag == emv.AMOUNT:
        try:
            return Words(f"{money(code.amount)} {code.currency}", f"{money(code.amount, english=True)} {code.currency}")
        except Rejected:
            return NO_WORDS
    return NO_WORDS


def _inner_meaning(template: str, item: Item) -> Words:
    if item.tag == "00" and item.value == signed_emv.NETWORK:
        return Words("наша сеть", "our network")
    if item.tag == "00" and template == emv_tags.LOCAL_TEMPLATE:
        return {"RU": Words("русский", "Russian"), "ZH": Words("китайский", "Chinese")}.get(item.value, NO_WORDS)
    return NO_WORDS
