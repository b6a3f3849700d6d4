"""A link of SBP, explained: its kind, its bank, its sum, its checksum, and whose host it opens."""

from common.money import text as money
from common.pay_codes import sbp
from common.pay_codes.explained import FITS, NO_WORDS, Explained, Notes
from common.pay_codes.sbp import Link
from common.words import Words

NOT_PAID = Words(
    "Ссылку СБП оплачивает приложение банка; в нашей сети по ней не платят.",
    "An SBP link is paid by a bank's app; our network does not pay it.",
)
ADDRESS, IDENTIFIER = Words("адрес", "address"), Words("номер ссылки", "number of the link")
NAMES = {
    "type": Words("вид ссылки", "kind of link"),
    "bank": Words("банк получателя в СБП", "the payee's bank in SBP"),
    "sum": Words("сумма в копейках", "sum in kopecks"),
    "cur": Words("валюта", "currency"),
    "crc": Words("контрольная сумма", "checksum"),
}
KINDS = {
    sbp.STATIC: Words("статическая: много платежей, сумма не обязательна", "static: many payments, sum optional"),
    sbp.DYNAMIC: Words("динамическая: один платёж на эту сумму", "dynamic: one payment of this sum"),
    sbp.BINDING: Words("привязка счёта (подписка)", "binds an account (subscription)"),
}
BEGINNINGS = {"AS": sbp.STATIC, "AD": sbp.DYNAMIC, "BS": sbp.STATIC, "BD": sbp.DYNAMIC, "AB": sbp.BINDING}
UNKNOWN = Words("параметр не из описания", "a parameter that is not described")


def explain(text: str) -> Explained:
    """Every part of a link."""
    link = sbp.parse(text)
    notes = Notes()
    _host(link, notes)
    notes.tell("id", IDENTIFIER, link.identifier, _kind_of(link.identifier))
    for name, value in link.values:
        notes.tell(name, NAMES.get(name, UNKNOWN), value, _meaning(name, value, link))
    _identifier(link, notes)
    _values(link, notes)
    _sum(link, notes)
    _crc(link, notes)
    return notes.done("sbp", NOT_PAID)


def _host(link: Link, notes: Notes) -> None:
    real = link.host.lower() in sbp.HOSTS
    meaning = Words("НСПК: настоящая ссылка", "NSPK: a real link") if real else NO_WORDS
    if link.host == sbp.OUR_HOST:
        meaning = Words("имитатор: телефон по ней ничего не откроет", "the simulator: a telephone opens nothing by it")
    notes.tell("host", ADDRESS, f"{link.scheme}://{link.host}", meaning)
    if not real and link.host != sbp.OUR_HOST:
        notes.note(
            "sbp_host",
            Words(f"Адрес {link.host} не НСПК и не имитатор", f"{link.host} is neither NSPK's nor the simulator's"),
            "host",
            Words("Не открывайте: похожий адрес ставят мошенники.", "Do not open it: frauds use such addresses."),
        )
    if link.scheme != "https":
        notes.wrong(
            "sbp_not_https",
            Words("Ссылка начинается с http://", "The link begins with http://"),
            "host",
            Words("Нужно https://.", "It must be https://."),
        )


def _kind_of(identifier: str) -> Words:
    kind = BEGINNINGS.get(identifier[:2])
    return KINDS[kind] if kind else NO_WORDS


def _meaning(name: str, value: str, link: Link) -> Words:
    if name == "type":
        return KINDS.get(value, NO_WORDS)
    if name == "crc":
        return FITS if value == link.right_crc else NO_WORDS
    if name == "sum" and sbp.SUM.fullmatch(value):
        return Words(f"{money(int(value))} ₽", f"{money(int(value), english=True)} ₽")
    return NO_WORDS


def _identifier(link: Link, notes: Notes) -> None:
    kind = BEGINNINGS.get(link.identifier[:2])
    if not sbp.IDENTIFIER.fullmatch(link.identifier):
        notes.wrong(
            "sbp_identifier",
            Words(
                f"Номер ссылки: {len(link.identifier)} знаков или не те буквы",
                f"Number of the link: {len(link.identifier)} characters, or wrong letters",
            ),
            "id",
            Words("Нужны 32 заглавные латинские буквы и цифры.", "32 capital Latin letters and digits are needed."),
        )
    elif kind and link.value("type") in KINDS and kind != link.value("type"):
        notes.wrong(
            "sbp_kind_differs",
            Words(
                f"Номер начинается с {link.identifier[:2]}, а type={link.value('type')}",
                f"The number begins with {link.identifier[:2]}, but type={link.value('type')}",
            ),
            "type",
            Words("Номера AS — type=01, AD — type=02, AB — type=03.", "AS goes with 01, AD with 02, AB with 03."),
        )


def _values(link: Link, notes: Notes) -> None:
    names = [name for name, _ in link.values]
    for name in sorted({name for name in names if name not in NAMES or names.count(name) > 1}):
        notes.note(
            "sbp_parameter",
            Words(f"Параметр «{name[:20]}» лишний или повторён", f"The parameter “{name[:20]}” is extra or repeated"),
            name,
            Words("Уберите его и посчитайте crc заново.", "Take it away and count crc anew."),
        )
    if link.value("type") not in KINDS:
        notes.wrong(
            "sbp_type",
            Words(f"type={link.value('type')[:10]}: такого вида нет", f"type={link.value('type')[:10]}: no such kind"),
            "type",
            Words("Бывают 01, 02 и 03.", "There are 01, 02 and 03."),
        )
    if not sbp.BANK.fullmatch(link.value("bank")):
        notes.wrong(
            "sbp_bank",
            Words(f"bank={link.value('bank')[:20]} не годится", f"bank={link.value('bank')[:20]} is no good"),
            "bank",
            Words("Нужны 12 цифр, первая 1.", "12 digits are needed, the first is 1."),
        )


def _sum(link: Link, notes: Notes) -> None:
    written, dynamic = link.value("sum"), link.value("type") == sbp.DYNAMIC
    if written and not sbp.SUM.fullmatch(written):
        notes.wrong(
            "sbp_sum",
            Words(f"sum={written[:20]} не копейки", f"sum={written[:20]} is not in kopecks"),
            "sum",
            Words("Нужны копейки цифрами: 150 ₽ — это 15000.", "Kopecks in digits are needed: 150 ₽ is 15000."),
        )
    if dynamic and not written:
        notes.wrong(
            "sbp_sum_missing",
            Words("В динамической ссылке нет суммы", "A dynamic link has no sum"),
            "sum",
            Words("Добавьте sum и cur=RUB.", "Add sum and cur=RUB."),
        )
    if bool(written) != bool(link.value("cur")):
        notes.note(
            "sbp_currency",
            Words("sum и cur стоят не вместе", "sum and cur do not stand together"),
            "cur",
            Words("Сумма пишется с cur=RUB.", "A sum goes with cur=RUB."),
        )


def _crc(link: Link, notes: Notes) -> None:
    written = link.value("crc")
    if written == link.right_crc and link.values[-1][0] == "crc":
        return
    if not written or link.values[-1][0] != "crc":
        problem = Words("Контрольной суммы нет в конце ссылки", "There is no checksum at the end")
    else:
        problem = Words(
            f"Контрольная сумма {written[:10]} не сходится: у этого текста {link.right_crc}",
            f"Checksum {written[:10]} does not fit: that of this text is {link.right_crc}",
        )
    notes.wrong(
        "sbp_crc",
        problem,
        "crc",
        Words("Ссылка повреждена или изменена: возьмите её заново.", "The link was damaged or changed: get it anew."),
    )
