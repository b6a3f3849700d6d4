"""The checks: which criterion each belongs to, what it weighs, which sentence of the task it is about."""

from typing import NamedTuple

from common.words import Words
from launcher_app.grading import quotes

CRITERIA = {
    "consumer": Words("Потребитель", "Consumer"),
    "provider": Words("Поставщик", "Provider"),
    "processing": Words("Процессинг", "Processing"),
    "terminal": Words("Агент", "Agent"),
    "general": Words("Общее", "General"),
    "extra": Words("Дополнительно", "Extras"),
}
EXTRA = "extra"
"""Shown apart: what is extra covers no hole elsewhere."""


class Check(NamedTuple):
    """`cases` begin the names of the conformance cases that it counts; without them a scenario judges it."""

    id: str
    criterion: str
    weight: int
    title: Words
    quote: str
    hint: Words
    cases: tuple[str, ...] = ()


def _check(name: str, criterion: str, weight: int, ru: str, en: str, quote: str, hint: Words, *cases: str) -> Check:
    return Check(name, criterion, weight, Words(ru, en), quote, hint, cases)


ONCE = Words(
    "Номер операции храните в базе вместе с ответом и ищите его до зачисления, в той же транзакции.",
    "Store the operation's id with its answer and look it up before crediting, in the same transaction.",
)
DURABLE = Words(
    "Запишите в базу (COMMIT) до того, как ответить; после запуска читайте оттуда.",
    "Write to the database (COMMIT) before you answer; read from it after a start.",
)
LOGIN = Words(
    "Проверяйте заголовок Authorization до тела; без верного логина и пароля — 401.",
    "Check Authorization before the body; without the right login and password answer 401.",
)
STRICT = Words(
    "Проверяйте тип и набор полей: число с точкой, строка вместо числа, лишнее поле — это 400.",
    "Check the types and the set of fields: a float, a text for a number, an extra field are 400.",
)
REPEAT = Words(
    "Номер платежа делается один раз, сохраняется до отправки и повторяется без изменений.",
    "An id is made once, stored before it is sent, and repeated unchanged.",
)
FENCE = Words(
    "status, void и reverse отвечают по тем же записям, что и credit; отказ тоже запоминается.",
    "status, void and reverse answer from the same rows as credit; a refusal is remembered, too.",
)
REGISTER = Words(
    "Реестр — это все операции по порядку, страницами, по непрозрачной позиции.",
    "A register is every operation in order, by pages, by an opaque position.",
)

CONSUMER = (
    _check(
        "K-01", "consumer", 3, "Услуга заказана POST-запросом с логином договора",
        "A service is used by a POST with the contract's login", quotes.USE, LOGIN,
    ),
    _check(
        "K-02", "consumer", 2, "У каждого использования свой номер", "Every use has an id of its own",
        quotes.USE, REPEAT,
    ),
    _check(
        "K-03", "consumer", 3, "Потерянный ответ: тот же номер, списание одно",
        "A lost reply: the same id, charged once", quotes.USE, REPEAT,
    ),
    _check(
        "K-04", "consumer", 2, "Отказ поставщика показан отказом", "A provider's no is shown as a no",
        quotes.USE, Words("Ответ 422 — это «нет», а не успех.", "422 is a no, not a success."),
    ),
    _check("K-05", "consumer", 3, "После перезапуска договор не забыт", "A contract outlives a restart",
           quotes.CONTRACTS_FILE, DURABLE),
    _check(
        "K-06", "consumer", 2, "Договоры с разными поставщиками не мешают друг другу",
        "Contracts with several providers do not mix", quotes.CONTRACTS, REPEAT,
    ),
)  # fmt: skip
PROVIDER = (
    _check(
        "P-01", "provider", 3, "От банкноты до баланса: деньги зачислены", "From banknote to balance: credited",
        quotes.CREDIT, ONCE,
    ),
    _check("P-02", "provider", 1, "Номер есть или его нет", "A number exists or does not", quotes.NUMBER, STRICT),
    _check(
        "P-03", "provider", 4, "Повторный платёж не удваивает деньги", "A doubled payment moves money once",
        quotes.CREDIT, ONCE,
    ),
    _check(
        "P-04", "provider", 2, "Ответ потерян: повтор зачисляет один раз", "A lost reply: the repeat credits once",
        quotes.CREDIT, ONCE,
    ),
    _check(
        "P-05", "provider", 3, "После убийства процесса ничего не забыто",
        "Killed and started again, nothing is forgotten",
        quotes.PROVIDER_DATABASE, DURABLE,
    ),
    _check(
        "P-06", "provider", 2, "Услуга списывает деньги абонента один раз", "A use charges the subscriber once",
        quotes.SERVICES, ONCE,
    ),
    _check(
        "P-07", "provider", 1, "Сбои по зерну: каждый платёж зачислен один раз",
        "Faults from the seed: every payment credited once", quotes.CREDIT, ONCE,
    ),
    _check("P-10", "provider", 2, "Без пароля и с чужим паролем не входят", "No entry without the right password",
           quotes.BASIC, LOGIN, "test_manners.py::test_no_door_opens", "test_manners.py::test_an_authorization"),
    _check("P-11", "provider", 2, "Плохой запрос отвергнут и объяснён", "Bad input is refused and explained",
           quotes.NUMBER, STRICT, "test_manners.py", "test_osmp.py"),
    _check("P-12", "provider", 1, "Проверка номера: подробно", "Checking a number, in detail",
           quotes.NUMBER, STRICT, "test_provider_check.py"),
    _check("P-13", "provider", 1, "Сумма — целые копейки", "A sum is whole kopecks", quotes.CREDIT, STRICT,
           "test_provider_credit.py::test_what_is_no_sum"),
    _check("P-14", "provider", 1, "Номер платежа принадлежит первому запросу", "An id belongs to its first content",
           quotes.CREDIT, ONCE, "test_provider_credit.py"),
    _check("P-15", "provider", 1, "Реестр операций", "The register of operations", quotes.TRANSACTIONS, REGISTER,
           "test_provider_fence.py::test_the_register"),
    _check("P-16", "provider", 1, "Статус, отмена, сторно", "Status, void, reverse", quotes.CREDIT, FENCE,
           "test_provider_fence.py"),
)  # fmt: skip
PROCESSING = (
    _check(
        "C-01", "processing", 4, "От банкноты до баланса: платёж доставлен", "From banknote to balance: delivered",
        quotes.CREDIT, DURABLE,
    ),
    _check(
        "C-02", "processing", 2, "Проверка номера доходит до поставщика", "Checking a number reaches the provider",
        quotes.PROXYING, Words("Спросите поставщика и передайте его ответ.",
        "Ask the provider and pass its answer on."),
    ),
    _check(
        "C-03", "processing", 3, "Повторный платёж держит деньги один раз", "A doubled payment holds money once",
        quotes.CREDIT, ONCE,
    ),
    _check(
        "C-04", "processing", 2, "Ответ агенту потерян: повтор ничего не меняет",
        "The agent's reply is lost: a repeat changes nothing", quotes.CREDIT, ONCE,
    ),
    _check(
        "C-05", "processing", 3, "Ответ поставщика потерян: зачислено один раз",
        "The provider's reply is lost: credited once", quotes.CREDIT,
        Words("Нет ответа — не отказ: повторите с тем же номером.", "No answer is not a no: repeat with the same id."),
    ),
    _check(
        "C-06", "processing", 4, "Убит до доставки: платёж доставлен после запуска",
        "Killed before delivery: delivered after the start", quotes.CENTRE_DATABASE, DURABLE,
    ),
    _check(
        "C-07", "processing", 2, "Отказ поставщика возвращает деньги агенту",
        "A provider's no gives the agent's money back",
        quotes.CREDIT, Words("422 от поставщика снимает холд.", "A provider's 422 lifts the hold."),
    ),
    _check(
        "C-08", "processing", 2, "Сбои по зерну: каждый платёж доставлен один раз",
        "Faults from the seed: every payment delivered once", quotes.CREDIT, ONCE,
    ),
    _check("C-10", "processing", 2, "Без пароля и с чужим паролем не входят", "No entry without the right password",
           quotes.BASIC, LOGIN, "test_manners.py::test_no_door_opens", "test_manners.py::test_an_authorization"),
    _check("C-11", "processing", 1, "Плохой запрос отвергнут и объяснён", "Bad input is refused and explained",
           quotes.AGENTS_REQUESTS, STRICT, "test_manners.py"),
    _check("C-12", "processing", 1, "Справочник и депозит", "The directory and the deposit", quotes.DIRECTORY, STRICT,
           "test_centre_directory.py"),
    _check("C-13", "processing", 1, "Суммы сходятся, пределы соблюдены", "Sums agree, limits are kept",
           quotes.AGENT_PAYMENT, STRICT, "test_centre_payments.py::test_sums", "test_centre_payments.py::test_a_sum",
           "test_centre_payments.py::test_what_the_directory"),
    _check("C-14", "processing", 1, "Агенты не видят платежей друг друга", "Agents do not see each other's payments",
           quotes.AGENTS, LOGIN, "test_centre_payments.py::test_another_agent"),
    _check("C-15", "processing", 1, "Реестр и состояния платежей", "The register and states of payments",
           quotes.CENTRE_DATABASE, REGISTER, "test_centre_payments.py::test_the_register",
           "test_centre_payments.py::test_an_id_never", "test_centre_payments.py::test_more",
           "test_centre_registers.py"),
    _check("C-16", "processing", 1, "Номер платежа принадлежит первому запросу", "An id belongs to its first content",
           quotes.CREDIT, ONCE, "test_centre_payments.py"),
)  # fmt: skip
TERMINAL = (
    _check(
        "A-01", "terminal", 3, "Платёж послан: номер, сумма, комиссия агента", "The payment is sent: account, sum, fee",
        quotes.AGENT_PAYMENT, REPEAT,
    ),
    _check(
        "A-02", "terminal", 2, "Номер проверен до денег, неизвестный не оплатить",
        "The number is checked first, an unknown one cannot be paid", quotes.CHECK_FIRST, REPEAT,
    ),
    _check(
        "A-03", "terminal", 3, "Ответ потерян: повтор с тем же номером", "A lost reply: repeated with the same id",
        quotes.AGENT_PAYMENT, REPEAT,
    ),
    _check(
        "A-04", "terminal", 3, "При нулевом депозите терминал блокируется", "A zero deposit blocks the terminal",
        quotes.DEPOSIT, Words("Сравните доступный депозит с нулём до приёма денег.",
        "Compare the deposit with 0 first."),
    ),
    _check(
        "A-05", "terminal", 3, "Убит с неотправленным платежом: деньги не забыты",
        "Killed with cash unsent: not forgotten",
        quotes.TERMINAL_DATABASE, DURABLE,
    ),
    _check(
        "A-06", "terminal", 1, "Справочник раз в 30 минут", "The directory every 30 minutes", quotes.DIRECTORY,
        Words("Таймер 30 минут по монотонным часам.", "A 30 minute timer by the monotonic clock."),
    ),
    _check(
        "A-07", "terminal", 2, "Депозит раз в 5 минут", "The deposit every 5 minutes", quotes.DEPOSIT,
        Words("Таймер 5 минут по монотонным часам.", "A 5 minute timer by the monotonic clock."),
    ),
    _check("A-08", "terminal", 2, "Сбой центра (500): платёж повторён, не потерян",
           "The centre fails (500): the payment is repeated, not lost", quotes.AGENT_PAYMENT, REPEAT),
    _check("A-09", "terminal", 1, "Каждый запрос с логином и паролем", "Every request has login and password",
           quotes.BASIC, LOGIN),
)  # fmt: skip
GENERAL = (
    _check(
        "G-01", "general", 4, "В журналах нет паролей и паспортов", "No passwords and passports in the logs",
        quotes.LOGS, Words("Маскируйте Authorization и поля с секретами.",
        "Mask Authorization and fields with secrets."),
    ),
    _check("G-02", "general", 2, "Журналы ведутся", "Logs are kept", quotes.LOGS,
           Words("Модуль logging, файл журнала.", "The module logging, a log file.")),
    _check("G-03", "general", 2, "Есть автоматические тесты", "There are automatic tests", quotes.LOGS,
           Words("Файлы test_*.py с assert.", "Files test_*.py with assert.")),
    _check("G-04", "general", 2, "Есть документация", "There are documents", quotes.LOGS,
           Words("README: как запустить, как пользоваться.", "A README: how to start it, how to use it.")),
)  # fmt: skip
EXTRAS = (
    _check("X-01", EXTRA, 1, "Отчёт в Excel с итоговой строкой", "A report in Excel with a total row", quotes.EXCEL,
           Words("Файл .xlsx открывается, последняя строка — итог.", "The .xlsx opens, its last row is the total.")),
)  # fmt: skip
CHECKS = (*CONSUMER, *PROVIDER, *PROCESSING, *TERMINAL, *GENERAL, *EXTRAS)
BY_ID = {check.id: check for check in CHECKS}
