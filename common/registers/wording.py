"""What the comparison of a register says in its workbook and its letter, in both languages."""

from common.words import Words

TITLE = Words("Сверка с файлом: {name}", "Comparison with a file: {name}")
ABOUT = Words("дни московские, время {zone}", "days of Moscow, times {zone}")
FILES_READ = Words("файлов реестра: {files}", "register files: {files}")
RESULT = Words("Итог", "Result")
DIFFERENCES = Words("Расхождения", "Differences")
NONE = Words("Расхождений нет: всё, что у нас зачислено, есть в реестре, и наоборот",
             "No differences: the register has all that is credited here, and nothing else")  # fmt: skip

BOTH_SIDES = Words("Обе стороны", "Both sides")
OUR_PAYMENTS = Words("Платежей у нас", "Payments here")
THEIR_PAYMENTS = Words("Платежей в файле", "Payments in the file")
AGREED = Words("Из них сходится", "Of them agree")
OUR_SUM = Words("Зачислено у нас, ₽", "Credited here, ₽")
THEIR_SUM = Words("В файле, ₽", "In the file, ₽")
FOUND = Words("Расхождений", "Differences")
DIFFERENCE = Words("Сверка: у нас − в файле, ₽", "Check: here − in the file, ₽")
EXPLAINED = Words("Из чего складывается разница", "What the difference consists of")
UNEXPLAINED = Words("Осталось необъяснённым, ₽", "Left unexplained, ₽")

BY_CLASS = Words("По видам расхождений", "By class of difference")
BY_DAY = Words("По дням", "By day")
FILES = Words("Файлы реестров", "Register files")
NO_FILES = Words("Файлов за эти дни нет", "No files of these days")
DAY = Words("День", "Day")
FILE = Words("Файл", "File")
COUNT = Words("Количество", "Count")
OUR_COUNT = Words("Платежей у нас", "Payments here")
DAY_FOUND = Words("Расхождений", "Mismatches")
THEIR_COUNT = Words("Платежей в файле", "Payments in the file")
APART = Words("Разница, ₽", "Difference, ₽")

CODE = Words("Код", "Code")
KEY = Words("Номер платежа", "Payment number")
AT = Words("Дата и время", "Date and time")
ACCOUNT = Words("Номер абонента у нас", "Account here")
THEIR_ACCOUNT = Words("Номер абонента в файле", "Account in the file")
OUR_AMOUNT = Words("Сумма у нас, ₽", "Sum here, ₽")
THEIR_AMOUNT = Words("Сумма у них, ₽", "Sum there, ₽")
CLASS = Words("Класс", "Class")
REASON = Words("Вероятная причина", "Likely reason")
ACTION = Words(
    "Что делать (о расхождениях пишут в течение 2 часов)", "What to do (differences are written about within 2 hours)"
)

SUBJECT = Words("Сверка с файлом, {name}, {period}: расхождений {number}",
                "Comparison with a file, {name}, {period}: {number} differences")  # fmt: skip
SUBJECT_AGREED = Words("Сверка с файлом, {name}, {period}: всё сходится",
                       "Comparison with a file, {name}, {period}: all agrees")  # fmt: skip
COMPARED = Words(
    "Сверены реестры за {period}, файлов: {files}. Сходится платежей: {agreed}.",
    "Registers of {period} are compared, files: {files}. Payments that agree: {agreed}.",
)
OURS = Words("Зачислено у нас: {number} на {sum} ₽", "Credited here: {number}, {sum} ₽")
THEIRS = Words("В файлах: {number} на {sum} ₽", "In the files: {number}, {sum} ₽")
RULE = Words(
    "О расхождениях пишут в течение 2 часов после срока сверки: платёж подтверждён, только если он есть и в обмене, "
    "и в реестре.",
    "Differences are written about within 2 hours: a payment is confirmed only when both the exchange and the register "
    "have it.",
)
