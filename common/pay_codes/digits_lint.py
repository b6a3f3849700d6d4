"""Digits of a buyer's barcode, or of goods, explained: whose they are, and whether their check digit fits."""

from common import luhn
from common.pay_codes import digits
from common.pay_codes.explained import Explained, Notes
from common.words import Words

WHOSE, CHANCE, CHECK = (
    Words("чей штрихкод", "whose barcode"),
    Words("случайные цифры", "digits of chance"),
    Words("контрольная цифра", "check digit"),
)
OURS = Words("кошелёк нашей сети", "a wallet of our network")
NUMBER = Words("цифры", "digits")
ALIVE = Words(
    "Штрихкод нашей сети. Живёт минуту и действует один раз; жив ли он, знает только центр: его списывает продавец.",
    "A barcode of our network. It lives for a minute and works once; only the centre knows whether it does: a seller"
    " charges it.",
)
DAMAGED = Words("Штрихкод нашей сети, но прочитан неверно.", "A barcode of our network, but misread.")
FOREIGN = Words("Штрихкод другой сети: у нас по нему не списывают.", "Another network's barcode: we cannot charge it.")
GOODS = Words("Это штрихкод товара, не кошелька.", "This is a barcode of goods, not of a wallet.")
NOBODY = Words(
    "Это просто цифры: таких платёжных кодов мы не знаем.", "Just digits: we know no payment code like this."
)


def explain(code: str) -> Explained:
    """What so many digits may be."""
    notes = Notes()
    if len(code) == digits.LENGTH and code.startswith(digits.PREFIX):
        return _ours(code, notes)
    network = digits.network_of(code)
    if network:
        notes.tell(code[:2], WHOSE, code, network.name)
        return notes.done("barcode", FOREIGN)
    notes.tell("", NUMBER, code)
    return notes.done("unknown", GOODS if digits.ean_sound(code) else NOBODY)


def _ours(code: str, notes: Notes) -> Explained:
    notes.tell(code[:2], WHOSE, code[:2], OURS)
    notes.tell("", CHANCE, code[2:-1])
    notes.tell("", CHECK, code[-1])
    if luhn.sound(code):
        return notes.done("barcode", ALIVE)
    notes.wrong(
        "barcode_check",
        Words("Контрольная цифра не сходится", "The check digit does not fit"),
        "",
        Words("Считайте штрихкод ещё раз или введите цифры внимательнее.", "Scan it again, or type more carefully."),
    )
    return notes.done("barcode", DAMAGED)
