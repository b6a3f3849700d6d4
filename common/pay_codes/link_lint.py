"""A link of our network, explained; its signature is checked when there are public keys."""

from common.money import text as money
from common.pay_codes import link, vouching
from common.pay_codes.explained import NO_WORDS, Explained, Notes
from common.protocol.wallets.codes import QrKeys
from common.words import Words, same

NAMES = {
    "v": Words("версия", "version"),
    "p": Words("номер поставщика в центре", "the provider's number at the centre"),
    "a": Words("сумма в копейках", "sum in kopecks"),
    "c": Words("валюта", "currency"),
    "o": Words("заказ", "order"),
    "k": Words("ключ центра", "the centre's key"),
    "s": Words("подпись центра", "the centre's signature"),
}
UNKNOWN = Words("лишнее", "extra")
CHOOSES = Words("сумму решает плательщик", "the payer chooses the sum")


def explain(text: str, keys: QrKeys | None = None) -> Explained:
    """Every part of a link."""
    notes = Notes()
    found = link.parse(text)
    for part in text.partition("?")[2].split("&")[: len(link.NAMES) * 2]:
        name, _, value = part.partition("=")
        notes.tell(name, NAMES.get(name, UNKNOWN), value, _meaning(name, found))
    if found is None:
        notes.wrong(
            "link_spelling",
            Words("Так ссылки нашей сети не пишутся", "Links of our network are not written so"),
            "",
            Words(
                f"Поля {', '.join(link.NAMES)}, каждое один раз и в этом порядке. Возьмите код у продавца заново.",
                f"Fields {', '.join(link.NAMES)}, each once, in this order. Take the code from the seller anew.",
            ),
        )
        return notes.done("link", vouching.BAD)
    payable, why = vouching.judge(found.said, found.signature, keys, notes)
    return notes.done("link", why, payable=payable)


def _meaning(name: str, found: link.Link | None) -> Words:
    if found is None:
        return NO_WORDS
    amount = found.said.amount
    if name == "a" and not amount:
        return CHOOSES
    if name == "a":
        currency = found.said.currency
        return Words(f"{money(amount)} {currency}", f"{money(amount, english=True)} {currency}")
    return same(found.said.order) if name == "o" else NO_WORDS
