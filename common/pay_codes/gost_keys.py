"""The keys of GOST R 56042-2014, tables 1 to 3: what each means and how long its value may be."""

from typing import NamedTuple

from common.words import Words


class Key(NamedTuple):
    """What a key is called, and how many characters its value has at most."""

    name: Words
    longest: int


OBLIGATORY = ("Name", "PersonalAcc", "BankName", "BIC", "CorrespAcc")
"""In this order, before all others."""
LONG = 160
"""Characters of a value whose length the standard leaves to the bank and the payee; what programs take in practice."""
KEYS = {
    "Name": Key(Words("получатель", "payee"), 160),
    "PersonalAcc": Key(Words("счёт получателя", "the payee's account"), 20),
    "BankName": Key(Words("банк получателя", "the payee's bank"), 45),
    "BIC": Key(Words("БИК", "the bank's BIC"), 9),
    "CorrespAcc": Key(Words("корреспондентский счёт", "correspondent account"), 20),
    "Sum": Key(Words("сумма в копейках", "sum in kopecks"), 18),
    "Purpose": Key(Words("назначение платежа", "what it is for"), 210),
    "PayeeINN": Key(Words("ИНН получателя", "the payee's INN"), 12),
    "PayerINN": Key(Words("ИНН плательщика", "the payer's INN"), 12),
    "DrawerStatus": Key(Words("статус составителя", "the drawer's status"), 2),
    "KPP": Key(Words("КПП получателя", "the payee's KPP"), 9),
    "CBC": Key(Words("КБК", "budget code (KBK)"), 20),
    "OKTMO": Key(Words("ОКТМО", "territory code (OKTMO)"), 11),
    "PaytReason": Key(Words("основание налогового платежа", "reason of a tax payment"), 2),
    "TaxPeriod": Key(Words("налоговый период", "tax period"), 10),
    "DocNo": Key(Words("номер документа", "document number"), 15),
    "DocDate": Key(Words("дата документа", "document date"), 10),
    "TaxPaytKind": Key(Words("тип платежа", "kind of tax payment"), 2),
    "LastName": Key(Words("фамилия плательщика", "the payer's last name"), LONG),
    "FirstName": Key(Words("имя плательщика", "the payer's first name"), LONG),
    "MiddleName": Key(Words("отчество плательщика", "the payer's patronymic"), LONG),
    "PayerAddress": Key(Words("адрес плательщика", "the payer's address"), LONG),
    "PersonalAccount": Key(Words("лицевой счёт бюджетного получателя", "a budget payee's account"), 30),
    "DocIdx": Key(Words("индекс платёжного документа", "index of the bill"), 30),
    "PensAcc": Key(Words("лицевой счёт в пенсионном фонде", "pension account"), 30),
    "Contract": Key(Words("номер договора", "contract number"), 60),
    "PersAcc": Key(Words("лицевой счёт плательщика", "the payer's account with the payee"), 60),
    "Flat": Key(Words("квартира", "flat"), 20),
    "Phone": Key(Words("телефон", "telephone"), 30),
    "PayerIdType": Key(Words("вид удостоверения плательщика", "kind of the payer's document"), 60),
    "PayerIdNum": Key(Words("номер удостоверения", "number of that document"), 60),
    "ChildFio": Key(Words("имя ребёнка", "the child's name"), LONG),
    "BirthDate": Key(Words("дата рождения", "date of birth"), 10),
    "PaymTerm": Key(Words("срок платежа", "payment is due"), 60),
    "PaymPeriod": Key(Words("период оплаты", "period paid for"), 60),
    "Category": Key(Words("вид платежа", "kind of payment"), 60),
    "ServiceName": Key(Words("услуга", "service"), LONG),
    "CounterId": Key(Words("номер счётчика", "meter number"), 60),
    "CounterVal": Key(Words("показание счётчика", "meter reading"), 60),
    "QuittId": Key(Words("номер извещения", "notice number"), 60),
    "QuittDate": Key(Words("дата извещения", "date of the notice"), 10),
    "InstNum": Key(Words("номер учреждения", "number of the institution"), 60),
    "ClassNum": Key(Words("группа или класс", "group or class"), 60),
    "SpecFio": Key(Words("преподаватель или врач", "teacher or doctor"), LONG),
    "AddAmount": Key(Words("страховка или пеня, копейки", "insurance or fine, kopecks"), 18),
    "RuleId": Key(Words("номер постановления", "number of the ruling"), 60),
    "ExecId": Key(Words("номер исполнительного производства", "number of enforcement"), 60),
    "RegType": Key(Words("вид платежа по производству", "kind of enforcement payment"), 60),
    "UIN": Key(Words("УИН", "unique charge number (UIN)"), 25),
    "TechCode": Key(Words("код вида услуги", "code of the service"), 2),
    "UniqId": Key(Words("единый лицевой счёт", "unified account"), 60),
}
TECH_CODES = {
    "01": Words("связь", "telecom"),
    "02": Words("коммунальные услуги", "utilities"),
    "03": Words("ГИБДД, налоги, пошлины, бюджет", "road police, taxes, duties, budget"),
    "04": Words("охрана", "security"),
    "05": Words("услуги ФМС", "migration service"),
    "06": Words("Пенсионный фонд", "pension fund"),
    "07": Words("погашение кредитов", "loans"),
    "08": Words("образование", "education"),
    "09": Words("интернет и телевидение", "internet and television"),
    "10": Words("электронные деньги", "electronic money"),
    "11": Words("отдых и путешествия", "leisure and travel"),
    "12": Words("инвестиции и страхование", "investments and insurance"),
    "13": Words("спорт и здоровье", "sport and health"),
    "14": Words("благотворительность", "charity"),
    "15": Words("прочее", "other"),
}
ENCODINGS = {"1": "cp1251", "2": "utf-8", "3": "koi8-r"}
ENCODING_NAMES = {"cp1251": "Windows-1251", "utf-8": "UTF-8", "koi8-r": "KOI8-R"}
MISTAKEN = {
    "inn": "PayeeINN", "payeeinn": "PayeeINN", "acc": "PersonalAcc", "account": "PersonalAcc", "rs": "PersonalAcc",
    "bank": "BankName", "bik": "BIC", "bikbank": "BIC", "ks": "CorrespAcc", "corracc": "CorrespAcc",
    "corraccount": "CorrespAcc", "correspaccount": "CorrespAcc", "summa": "Sum", "amount": "Sum", "total": "Sum",
    "okato": "OKTMO", "kbk": "CBC", "description": "Purpose", "naznachenie": "Purpose", "payername": "LastName",
    "fio": "LastName", "address": "PayerAddress", "tel": "Phone", "payeename": "Name", "recipient": "Name",
    "payeekpp": "KPP", "kpppayee": "KPP", "surname": "LastName", "patronymic": "MiddleName", "docnum": "DocNo",
}  # fmt: skip
"""Keys as they are met in the wild, in lower case, and what their makers meant."""


def meant(key: str) -> str:
    """The key that was probably meant, empty when nobody knows."""
    small = key.lower()
    return MISTAKEN.get(small) or next((known for known in KEYS if known.lower() == small), "")
