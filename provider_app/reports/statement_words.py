"""What a subscriber's statement says, in both languages."""

from common.words import Words

TITLE = Words("Отчёт об услугах, {issuer}", "Service statement, {issuer}")
ACCOUNT = Words("договор {contract}, номер {number}", "contract {contract}, number {number}")
SUMMARY = Words("Выписка", "Statement")
DETAILS = Words("Детализация", "Details")

CONTRACT = Words("Договор", "Contract")
NUMBER = Words("Номер", "Number")
TARIFF = Words("Тариф", "Tariff")
PERIOD = Words("Период", "Period")

AT_START = Words("На начало периода", "At the start")
CREDITED = Words("Зачислено", "Credited")
REVERSED = Words("Сторнировано", "Reversed")
SPENT = Words("Списано за услуги", "Spent on services")
AT_END = Words("На конец периода", "At the end")
CHECK = Words("Сверка", "Check")

BY_SERVICE = Words("По услугам", "By service")
SERVICE = Words("Услуга", "Service")
QUANTITY = Words("Количество", "Quantity")
UNIT = Words("Единица", "Unit")
PRICE = Words("Цена, ₽", "Price, ₽")
COST = Words("Сумма, ₽", "Sum, ₽")
NO_SERVICES = Words("Услуг за период не было", "No services in this period")

BY_HOUR = Words("Списано по часам", "Spent per hour")
BY_DAY = Words("Списано по дням", "Spent per day")
BY_MONTH = Words("Списано по месяцам", "Spent per month")

ORDINAL = Words("№", "No.")
AT = Words("Дата и время", "Date and time")
TAKEN = Words("Списано, ₽", "Spent, ₽")
ADDED = Words("Зачислено, ₽", "Credited, ₽")
BALANCE = Words("Баланс после, ₽", "Balance after, ₽")
CODE = Words("Код", "Code")
CREDIT = Words("Пополнение счёта", "Payment credited")
REVERSAL = Words("Сторно пополнения", "Payment reversed")

SUBJECT = Words(
    "Услуги {issuer} за {period}, договор {contract}", "{issuer} services for {period}, contract {contract}"
)
LINE = Words("{what}: {sum} ₽", "{what}: {sum} ₽")
LINE_WITH_REVERSED = Words("{what}: {sum} ₽, сторнировано: {back} ₽", "{what}: {sum} ₽, reversed: {back} ₽")


def in_roubles(words: Words) -> Words:
    """A header or a label of sums: the unit stands in it, and not in every cell."""
    return Words(f"{words.ru}, ₽", f"{words.en}, ₽")
