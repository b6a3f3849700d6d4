"""Nobody knows: codes after which the caller repeats later with the same id."""

from common.protocol.codes.code import Code

TABLE = {
    "request_timeout": Code(
        408,
        "Запрос пришёл не целиком за {detail} с. Ничего не сделано. Повторите.",
        "The request did not arrive within {detail} s. Nothing was done. Try again.",
    ),
    "too_many_requests": Code(
        429,
        "Слишком много запросов. Ничего не сделано. Повторите позже.",
        "Too many requests. Nothing was done. Try again later.",
    ),
    "too_many_checks": Code(
        429,
        "Слишком много проверок номеров: по договору агента их {detail} в минуту. Деньги не приняты. "
        "Подождите минуту и повторите.",
        "Too many checks of numbers: the agent's contract allows {detail} a minute. No money was taken. "
        "Wait a minute and try again.",
    ),
    "internal_error": Code(
        500,
        "Внутренний сбой, исход неизвестен. Повторите с тем же номером. Код для поддержки: {detail}.",
        "An internal failure, the outcome is unknown. Repeat with the same id. Support code: {detail}.",
    ),
    "not_now": Code(
        503,
        "Сейчас принять нельзя: {detail}. Деньги учтены у вас, повторите позже с тем же номером.",
        "It cannot be accepted now: {detail}. The money is on your books, repeat later with the same id.",
    ),
    "busy": Code(
        503,
        "Сервер занят. Ничего не сделано. Повторите позже.",
        "The server is busy. Nothing was done. Try again later.",
    ),
    "stopping": Code(
        503,
        "Программа завершает работу. Ничего не сделано. Повторите позже.",
        "The program is stopping. Nothing was done. Try again later.",
    ),
    "storage_full": Code(
        503,
        "На диске нет места или он недоступен: {detail}. Ничего не записано. Освободите место и повторите.",
        "The disk is full or not writable: {detail}. Nothing was written. Free some space and repeat.",
    ),
    "folder_closed": Code(
        503,
        "В папку {detail} нельзя писать. Ничего не записано. Откройте к ней доступ и повторите.",
        "Nothing can be written into {detail}. Nothing was written. Open the folder for writing and repeat.",
    ),
    "file_not_written": Code(
        503,
        "Файл {detail} не записан, прежний цел. Закройте его в другой программе или выберите другую папку и повторите.",
        "File {detail} was not written, the old one is whole. Close it in the other program or choose another folder, "
        "then repeat.",
    ),
    "no_answer": Code(
        503,
        "Ответа нет: {detail}. Исход неизвестен. Повторите с тем же номером.",
        "There is no answer: {detail}. The outcome is unknown. Repeat with the same id.",
    ),
    "no_connection": Code(
        503,
        "Нет связи: {detail}. Запрос не отправлен. Проверьте адрес и что программа запущена.",
        "No connection: {detail}. The request was not sent. Check the address and that the program runs.",
    ),
    "not_trusted": Code(
        503,
        "Другая сторона не подтвердила, что это она: {detail}. Ей ничего не отправлено, деньги на месте, повторы идут "
        "сами. Обновите её сертификат или проверьте файл своего центра сертификатов (run_all.py doctor).",
        "The other side did not prove who it is: {detail}. Nothing was sent to it, the money is where it was, repeats "
        "go on by themselves. Renew its certificate, or check the file of your authority (run_all.py doctor).",
    ),
    "unreadable_answer": Code(
        503,
        "Ответ не распознан: {detail}. Исход неизвестен. Повторите с тем же номером.",
        "The answer was not understood: {detail}. The outcome is unknown. Repeat with the same id.",
    ),
    "provider_unavailable": Code(
        503,
        "Поставщик сейчас не отвечает: {detail}. Деньги не приняты. Попробуйте позже.",
        "The provider does not answer now: {detail}. No money was taken. Try later.",
    ),
    "no_paper": Code(
        503,
        "В принтере нет бумаги. Ничего не напечатано, платежи идут дальше. Вставьте бумагу и напечатайте ещё раз.",
        "The printer is out of paper. Nothing was printed, payments go on. Put paper in and print again.",
    ),
    "printer_absent": Code(
        503,
        "Принтер не отвечает: {detail}. Ничего не напечатано, платежи идут дальше. Проверьте питание, кабель и адрес "
        "принтера и напечатайте ещё раз.",
        "The printer does not answer: {detail}. Nothing was printed, payments go on. Check the printer's power, cable "
        "and address, then print again.",
    ),
    "printer_silent": Code(
        503,
        "Принтер перестал принимать данные: {detail}. Чек мог выйти не целиком, платежи идут дальше. Проверьте бумагу "
        "и питание и напечатайте ещё раз.",
        "The printer takes no more data: {detail}. The paper may be incomplete, payments go on. Check paper and power, "
        "then print again.",
    ),
    "mail_unreachable": Code(
        503,
        "Сервер почты не отвечает: {detail}. Письма ждут в «Исходящих» и уйдут сами. Проверьте адрес сервера и связь.",
        "The mail server does not answer: {detail}. Letters wait in the Outbox and leave by themselves. Check the "
        "server's address and the connection.",
    ),
    "mail_delayed": Code(
        503,
        "Сервер почты пока не принял письмо: {detail}. Оно ждёт в «Исходящих», попытка повторится сама.",
        "The mail server has not taken the letter yet: {detail}. It waits in the Outbox and is tried again by itself.",
    ),
    "outbox_closed": Code(
        503,
        "В папку писем {detail} нельзя писать: нет места или прав. Письма ждут в «Исходящих» и появятся там сами. "
        "Освободите место или откройте папку для записи.",
        "The folder of letters {detail} cannot be written: no space or no rights. Letters wait in the Outbox and "
        "appear there by themselves. Free some space, or allow writing there.",
    ),
}
