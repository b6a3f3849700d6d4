"""What the tags of a seller's EMVCo code mean (Merchant-Presented Mode 1.1, tables 3.1 to 3.8)."""

from common.words import Words, same

ACCOUNT = Words("счёт продавца", "the seller's account")
ACCOUNT_TEMPLATE = Words("счёт продавца у платёжной системы", "the seller's account with a payment system")
RESERVED = Words("занято EMVCo на будущее", "kept by EMVCo for the future")
FREE = Words("данные другой системы", "data of another system")
INNER = Words("поле", "field")
GUID = Words("чьё это", "whose it is")
TAGS = {
    "00": Words("версия", "version"),
    "01": Words("вид кода", "kind of code"),
    "52": Words("вид торговли (MCC)", "category of the seller (MCC)"),
    "53": Words("валюта", "currency"),
    "54": Words("сумма", "sum"),
    "55": Words("чаевые или сбор", "tip or fee"),
    "56": Words("сбор, сумма", "fee, a sum"),
    "57": Words("сбор, процент", "fee, a percentage"),
    "58": Words("страна", "country"),
    "59": Words("название продавца", "the seller's name"),
    "60": Words("город", "city"),
    "61": Words("почтовый индекс", "postal code"),
    "62": Words("дополнительно", "additional data"),
    "63": Words("контрольная сумма", "checksum"),
    "64": Words("на местном языке", "in the local language"),
}
EXTRA = {
    "01": Words("номер счёта", "bill number"),
    "02": Words("телефон", "mobile number"),
    "03": Words("магазин", "store"),
    "04": Words("карта лояльности", "loyalty number"),
    "05": Words("номер операции", "reference"),
    "06": Words("покупатель", "customer"),
    "07": Words("касса", "terminal"),
    "08": Words("назначение", "purpose"),
    "09": Words("что спросить у покупателя", "what to ask the buyer"),
}
LOCAL = {"00": Words("язык", "language"), "01": Words("название", "name"), "02": Words("город", "city")}
POINTS = {
    "11": Words("статический: для многих платежей", "static: for many payments"),
    "12": Words("динамический: на один платёж", "dynamic: for one payment"),
}
TIPS = {
    "01": Words("покупатель решает сам", "the buyer decides"),
    "02": Words("сбор суммой (поле 56)", "a fixed fee (field 56)"),
    "03": Words("сбор процентом (поле 57)", "a percentage (field 57)"),
}
SYSTEMS = {
    "02": same("Visa"), "03": same("Visa"), "04": same("Mastercard"), "05": same("Mastercard"), "09": same("Discover"),
    "10": same("Discover"), "11": same("American Express"), "12": same("American Express"), "13": same("JCB"),
    "14": same("JCB"), "15": same("UnionPay"), "16": same("UnionPay"),
}  # fmt: skip
EXTRA_TEMPLATE, LOCAL_TEMPLATE = "62", "64"


def is_template(tag: str) -> bool:
    """Whether its value consists of items of its own."""
    return 26 <= int(tag) <= 51 or tag in (EXTRA_TEMPLATE, LOCAL_TEMPLATE) or int(tag) >= 80


def name_of(tag: str) -> Words:
    """What a tag of the code itself is called."""
    number = int(tag)
    if tag in TAGS:
        return TAGS[tag]
    if 2 <= number <= 25:
        system = SYSTEMS.get(tag)
        return Words(f"{ACCOUNT.ru}, {system.ru}", f"{ACCOUNT.en}, {system.en}") if system else ACCOUNT
    if 26 <= number <= 51:
        return ACCOUNT_TEMPLATE
    return FREE if number >= 80 else RESERVED


def inner_name(template: str, tag: str) -> Words:
    """What a tag inside a template is called."""
    if template == EXTRA_TEMPLATE:
        return EXTRA.get(tag, FREE if int(tag) >= 50 else RESERVED)
    if template == LOCAL_TEMPLATE:
        return LOCAL.get(tag, RESERVED)
    return GUID if tag == "00" else INNER
