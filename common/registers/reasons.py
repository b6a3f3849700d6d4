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

    `{day}` is the register's, `{other}` what the comparison adds, `{write}` says whom one writes to.
    """

    kind: Kind
    words: Words
    action: Words


CORRECT_NUMBER = Words("{write}: исправить номер платежа в реестре", "{write}: correct the number in the register")
CORRECT_SUM = Words("{write}: договориться, чья сумма верна", "{write}: agree whose sum is right")
CORRECT_ACCOUNT = Words(
    "{write}: деньги могли уйти другому абоненту", "{write}: the money may have gone to somebody else"
)
MEANINGS: dict[Reason, Meaning] = {
    Reason.NO_FILE: Meaning(
        Kind.NO_FILE,
        Words("Реестра за {day} нет, а платежей у нас: {other}", "No register for {day}, payments here: {other}"),
        Words("Загрузите файл, если он пришёл; иначе {write}", "Take the file in if it has come, else {write}"),
    ),
    Reason.DAY_NOT_OVER: Meaning(
        Kind.NO_FILE,
        Words("День {day} ещё не кончился. Платежей у нас: {other}", "{day} is not over yet. Payments here: {other}"),
        Words("Дождитесь реестра за этот день", "Wait for that day's register"),
    ),
    Reason.NOT_IN_FILE: Meaning(
        Kind.MISSING_THERE,
        Words("У нас зачислен, в файле его нет", "Credited here, the file does not have it"),
        Words("{write}: платёж не подтверждён", "{write}: the payment is not confirmed"),
    ),
    Reason.IN_OTHER_DAY: Meaning(
        Kind.MISSING_THERE,
        Words("Стоит в реестре за {other}: часы разошлись около полуночи",
              "The register of {other} has it: the clocks differ around midnight"),
        Words("Деньги на месте. Сверьте вместе с соседним днём",
              "The money is in place. Compare together with that day"),
    ),
    Reason.OTHER_NUMBER_THERE: Meaning(
        Kind.MISSING_THERE,
        Words("В файле те же абонент и сумма под номером {other}", "The file has this account and sum under {other}"),
        CORRECT_NUMBER,
    ),
    Reason.UNKNOWN_HERE: Meaning(
        Kind.MISSING_HERE,
        Words("В файле есть, наши книги такого номера не знают", "The file has it, our books do not know the number"),
        Words("{write}: подтвердить или убрать из реестра", "{write}: confirm the payment or take it out"),
    ),
    Reason.OTHER_NUMBER_HERE: Meaning(
        Kind.MISSING_HERE,
        Words("У нас те же абонент и сумма под номером {other}", "We have this account and sum under {other}"),
        CORRECT_NUMBER,
    ),
    Reason.REPEATED: Meaning(
        Kind.MISSING_HERE,
        Words("Повтор: этот платёж уже есть в файле {other}", "Repeated: file {other} has this payment already"),
        Words("Второй раз не считается. Прислан новый файл? Уберите прежний",
              "It does not count twice. A corrected file? Remove the former one"),
    ),
    Reason.OTHER_DAY_HERE: Meaning(
        Kind.MISSING_HERE,
        Words("У нас он принят {other}, вне периода сверки", "Accepted here on {other}, outside the period"),
        Words("Деньги на месте. Сверьте вместе с этим днём", "The money is in place. Compare together with that day"),
    ),
    Reason.HELD_HERE: Meaning(
        Kind.MISSING_HERE,
        Words("У нас ещё не завершён, деньги удержаны: похоже, потерян ответ",
              "Not finished here, the money is held: the answer was probably lost"),
        Words("Повторите платёж или разберите его: дважды не зачислят",
              "Retry or review it: nothing is credited twice"),
    ),
    Reason.REFUSED_HERE: Meaning(
        Kind.MISSING_HERE,
        Words("У нас отклонён, а в файле зачислен", "Rejected here, credited in the file"),
        Words("{write}: деньги уже вернули плательщику", "{write}: the payer has the money back"),
    ),
    Reason.REVERSED_HERE: Meaning(
        Kind.MISSING_HERE,
        Words("У нас сторнирован {other}, в файле ещё зачислен",
              "Reversed here on {other}, still credited in the file"),
        Words("{write}: учесть сторно при расчётах", "{write}: count the reversal in the settlement"),
    ),
    Reason.OTHER_SIDE: Meaning(
        Kind.MISSING_HERE,
        Words("У нас это платёж по другому договору", "Here it is a payment of another contract"),
        Words("{write}: платёж попал в чужой реестр", "{write}: the payment is in the wrong register"),
    ),
    Reason.WITH_FEE: Meaning(
        Kind.SUM_DIFFERS,
        Words("В файле внесённая сумма, вместе с комиссией агента",
              "The file has the inserted sum, with the agent's fee"),
        Words("{write}: в реестре нужна зачисленная сумма", "{write}: a register has the credited sum"),
    ),
    Reason.FEE_TAKEN: Meaning(
        Kind.SUM_DIFFERS,
        Words("В файле меньше ровно на {other} %: похоже, вычтена комиссия",
              "Exactly {other} % less in the file: a fee was probably taken off"),
        Words("{write}: в реестре нужна сумма без вычетов", "{write}: a register has the sum without deductions"),
    ),
    Reason.KOPECKS_AS_ROUBLES: Meaning(
        Kind.SUM_DIFFERS,
        Words("Суммы отличаются ровно в 100 раз: рубли и копейки перепутаны",
              "The sums differ exactly 100 times: roubles and kopecks mixed up"),
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
        Words("В файле другая сумма", "The file has another sum"),
        CORRECT_SUM,
    ),
    Reason.ZEROS_LOST: Meaning(
        Kind.ACCOUNT_DIFFERS,
        Words("Разница только в нулях впереди: их потеряла таблица",
              "Only leading zeros differ: a spreadsheet lost them"),
        Words("Деньги на месте. {write}: выгружать номер текстом", "The money is in place. {write}: export it as text"),
    ),
    Reason.OTHER_FORM: Meaning(
        Kind.ACCOUNT_DIFFERS,
        Words("Тот же номер, записанный иначе (код страны, скобки)", "The same number in another form"),
        Words("Ничего: деньги на месте", "Nothing: the money is in place"),
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
        Words("В файле другой абонент", "The file has another subscriber"),
        CORRECT_ACCOUNT,
    ),
}  # fmt: skip
ALSO_ACCOUNT = Words("; номер абонента тоже другой", "; the account differs, too")
PROVIDER, CENTRE = "provider", "centre"
WRITE: dict[str, Words] = {
    PROVIDER: Words("напишите поставщику", "write to the provider"),
    CENTRE: Words("напишите в центр", "write to the centre"),
}
"""How the other side is called, where one writes to it."""
