"""How a register and our books may differ, why probably, and what a person does about it."""

from enum import StrEnum
from typing import NamedTuple

from common.words import Words


class Kind(StrEnum):
    """The five classes of differences, in the order in which they are shown."""

    NO_FILE = "no_file"
    MISSING_THERE = "missing_there"
    MISSING_HERE = "missing_here"
    SUM_DIFFERS = "sum_differs"
    ACCOUNT_DIFFERS = "account_differs"


KINDS: dict[Kind, Words] = {
    Kind.NO_FILE: Words("Нет файла", "No file"),
    Kind.MISSING_THERE: Words("Нет в файле", "Missing in the file"),
    Kind.MISSING_HERE: Words("Нет в наших книгах", "Missing in our books"),
    Kind.SUM_DIFFERS: Words("Разные суммы", "Sums differ"),
    Kind.ACCOUNT_DIFFERS: Words("Разные номера абонента", "Accounts differ"),
}


class Reason(StrEnum):
    """Why a difference probably came about."""

    NO_FILE = "no_file"
    DAY_NOT_OVER = "day_not_over"
    NOT_IN_FILE = "not_in_file"
    IN_OTHER_DAY = "in_other_day"
    OTHER_NUMBER_THERE = "other_number_there"
    UNKNOWN_HERE = "unknown_here"
    OTHER_NUMBER_HERE = "other_number_here"
    REPEATED = "repeated"
    OTHER_DAY_HERE = "other_day_here"
    HELD_HERE = "held_here"
    REFUSED_HERE = "refused_here"
    REVERSED_HERE = "reversed_here"
    OTHER_SIDE = "other_side"
    WITH_FEE = "with_fee"
    FEE_TAKEN = "fee_taken"
    KOPECKS_AS_ROUBLES = "kopecks_as_roubles"
    KOPECKS_LOST = "kopecks_lost"
    SUM_SWAPPED = "sum_swapped"
    OTHER_SUM = "other_sum"
    ZEROS_LOST = "zeros_lost"
    OTHER_FORM = "other_form"
    ACCOUNT_SWAPPED = "account_swapped"
    ONE_DIGIT = "one_digit"
    OTHER_ACCOUNT = "other_account"


class Meaning(NamedTuple):
    """The class of a difference, what is said of it, and what to do.

    `{day}` is the register's, `{other}` what the comparison adds, `{them}` the other side.
    """

    kind: Kind
    words: Words
    action: Words


WRITE = Words("Напишите {them} в течение 2 часов после срока сверки: ", "Write to {them} within 2 hours: ")
CONFIRM = Words(
    WRITE.ru + "платёж не подтверждён, пока его нет в реестре.",
    WRITE.en + "a payment is not confirmed until the register has it.",
)
CORRECT_NUMBER = Words(
    WRITE.ru + "пусть исправят номер платежа в реестре.",
    WRITE.en + "the payment number in the register is to be corrected.",
)
CORRECT_SUM = Words(
    WRITE.ru + "договоритесь, чья сумма верна; до этого платёж не подтверждён.",
    WRITE.en + "agree whose sum is right; until then the payment is not confirmed.",
)
CORRECT_ACCOUNT = Words(
    WRITE.ru + "деньги могли уйти другому абоненту.",
    WRITE.en + "the money may have gone to another subscriber.",
)
NOTHING = Words("Делать ничего не надо, деньги на месте.", "Nothing to do, the money is where it should be.")
EXPORT = Words(
    "Деньги на месте. Попросите {them} выгружать номер абонента текстом.",
    "The money is where it should be. Ask {them} to export the account number as text.",
)
MEANINGS: dict[Reason, Meaning] = {
    Reason.NO_FILE: Meaning(
        Kind.NO_FILE,
        Words("Реестра за {day} нет, а у нас за этот день платежей: {other}",
              "There is no register for {day}, and we have payments of that day: {other}"),
        Words("Загрузите файл, если он пришёл. Если нет, напишите {them} в течение 2 часов после срока сверки.",
              "Take the file in if it has come. If it has not, write to {them} within 2 hours."),
    ),
    Reason.DAY_NOT_OVER: Meaning(
        Kind.NO_FILE,
        Words("Реестра за {day} ещё нет: день не кончился. Платежей у нас: {other}",
              "There is no register for {day} yet: the day is not over. Payments here: {other}"),
        Words("Дождитесь реестра за этот день и сверьте ещё раз.", "Wait for that day's register and compare again."),
    ),
    Reason.NOT_IN_FILE: Meaning(
        Kind.MISSING_THERE,
        Words("У нас зачислен, в файле его нет", "Credited here, the file does not have it"),
        CONFIRM,
    ),
    Reason.IN_OTHER_DAY: Meaning(
        Kind.MISSING_THERE,
        Words("Стоит в реестре за {other}, вне периода: часы сторон разошлись около полуночи",
              "The register of {other}, outside the period, has it: the clocks differ around midnight"),
        Words("Деньги на месте. Сверьте вместе с соседним днём.",
              "The money is where it should be. Compare together with the neighbouring day."),
    ),
    Reason.OTHER_NUMBER_THERE: Meaning(
        Kind.MISSING_THERE,
        Words("В файле тот же абонент и та же сумма под номером {other}: похоже, номер платежа записан с ошибкой",
              "The file has the same account and sum under {other}: the payment number is probably misspelt"),
        CORRECT_NUMBER,
    ),
    Reason.UNKNOWN_HERE: Meaning(
        Kind.MISSING_HERE,
        Words("В файле есть, в наших книгах такого номера нет", "The file has it, our books do not know the number"),
        Words(WRITE.ru + "пусть подтвердят платёж или уберут его из реестра.",
              WRITE.en + "the payment is to be confirmed or taken out of the register."),
    ),
    Reason.OTHER_NUMBER_HERE: Meaning(
        Kind.MISSING_HERE,
        Words("У нас тот же абонент и та же сумма под номером {other}: похоже, номер платежа записан с ошибкой",
              "We have the same account and sum under {other}: the payment number is probably misspelt"),
        CORRECT_NUMBER,
    ),
    Reason.REPEATED: Meaning(
        Kind.MISSING_HERE,
        Words("Строка повторена: этот платёж уже стоит в файле {other}",
              "The line is repeated: file {other} has this payment already"),
        Words("Второй раз платёж не считается. Если файл прислали исправленным, уберите прежний и сверьте ещё раз; "
              "иначе напишите {them}.",
              "The payment does not count twice. If the file was sent corrected, remove the former one and compare "
              "again; otherwise write to {them}."),
    ),
    Reason.OTHER_DAY_HERE: Meaning(
        Kind.MISSING_HERE,
        Words("У нас он зачислен {other}, вне периода сверки", "Credited here on {other}, outside the period"),
        Words("Деньги на месте. Сверьте вместе с этим днём.",
              "The money is where it should be. Compare together with that day."),
    ),
    Reason.HELD_HERE: Meaning(
        Kind.MISSING_HERE,
        Words("У нас он ещё не завершён, деньги удержаны: вероятно, ответ потерян",
              "Not finished here, the money is held: the answer was probably lost"),
        Words("Повторите платёж или разберите его: тот же номер второй раз не зачислят.",
              "Retry the payment or review it: the same id is not credited twice."),
    ),
    Reason.REFUSED_HERE: Meaning(
        Kind.MISSING_HERE,
        Words("У нас отклонён, а в файле зачислен", "Rejected here, credited in the file"),
        Words(WRITE.ru + "плательщику вернули деньги, второй раз их быть не должно.",
              WRITE.en + "the payer got the money back, it must not be there twice."),
    ),
    Reason.REVERSED_HERE: Meaning(
        Kind.MISSING_HERE,
        Words("У нас он сторнирован {other}, в файле ещё зачислен",
              "Reversed here on {other}, still credited in the file"),
        Words("Проверьте, что сторно учтено при расчётах, и напишите {them}.",
              "See that the reversal is counted in the settlement, and write to {them}."),
    ),
    Reason.OTHER_SIDE: Meaning(
        Kind.MISSING_HERE,
        Words("У нас это платёж по другому договору", "Here it is a payment of another contract"),
        Words(WRITE.ru + "платёж попал в чужой реестр.", WRITE.en + "the payment is in the wrong register."),
    ),
    Reason.WITH_FEE: Meaning(
        Kind.SUM_DIFFERS,
        Words("В файле внесённая сумма вместе с комиссией агента",
              "The file has the inserted sum, with the agent's fee"),
        Words("Попросите {them} считать зачисленную сумму, без комиссии агента.",
              "Ask {them} to count the credited sum, without the agent's fee."),
    ),
    Reason.FEE_TAKEN: Meaning(
        Kind.SUM_DIFFERS,
        Words("В файле меньше ровно на {other} %: похоже, из суммы вычтена комиссия",
              "The file has exactly {other} % less: a fee was probably taken off the sum"),
        Words(WRITE.ru + "по договору реестр содержит зачисленную сумму целиком.",
              WRITE.en + "by the contract the register has the whole credited sum."),
    ),
    Reason.KOPECKS_AS_ROUBLES: Meaning(
        Kind.SUM_DIFFERS,
        Words("Суммы отличаются ровно в 100 раз: рубли и копейки перепутаны",
              "The sums differ exactly 100 times: roubles and kopecks are mixed up"),
        CORRECT_SUM,
    ),
    Reason.KOPECKS_LOST: Meaning(
        Kind.SUM_DIFFERS,
        Words("В файле сумма округлена до рублей", "The file has the sum rounded to roubles"),
        CORRECT_SUM,
    ),
    Reason.SUM_SWAPPED: Meaning(
        Kind.SUM_DIFFERS,
        Words("В сумме переставлены две цифры", "Two digits of the sum are swapped"),
        CORRECT_SUM,
    ),
    Reason.OTHER_SUM: Meaning(
        Kind.SUM_DIFFERS,
        Words("Зачислена другая сумма", "Another sum was credited"),
        CORRECT_SUM,
    ),
    Reason.ZEROS_LOST: Meaning(
        Kind.ACCOUNT_DIFFERS,
        Words("Номера отличаются только нулями впереди: их потеряла таблица",
              "The accounts differ in leading zeros only: a spreadsheet has lost them"),
        EXPORT,
    ),
    Reason.OTHER_FORM: Meaning(
        Kind.ACCOUNT_DIFFERS,
        Words("Тот же номер, записанный иначе (код страны, пробелы или скобки)",
              "The same number in another form (country code, spaces or brackets)"),
        NOTHING,
    ),
    Reason.ACCOUNT_SWAPPED: Meaning(
        Kind.ACCOUNT_DIFFERS,
        Words("В номере абонента переставлены две цифры", "Two digits of the account are swapped"),
        CORRECT_ACCOUNT,
    ),
    Reason.ONE_DIGIT: Meaning(
        Kind.ACCOUNT_DIFFERS,
        Words("Номера абонента отличаются одной цифрой", "The accounts differ in one digit"),
        CORRECT_ACCOUNT,
    ),
    Reason.OTHER_ACCOUNT: Meaning(
        Kind.ACCOUNT_DIFFERS,
        Words("Зачислен другому абоненту", "Credited to another subscriber"),
        CORRECT_ACCOUNT,
    ),
}  # fmt: skip
ALSO_ACCOUNT = Words("; номер абонента тоже другой", "; the account differs, too")
PROVIDER, CENTRE = "provider", "centre"
THEM: dict[str, Words] = {
    PROVIDER: Words("поставщику", "the provider"),
    CENTRE: Words("процессинговому центру", "the processing centre"),
}
"""The other side, as one writes to it."""
