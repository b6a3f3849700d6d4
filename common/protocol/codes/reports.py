"""What may be said about reports and schedules: a «no» to what is asked of them, and why one was not made."""

from common.protocol.codes.code import Code

REFUSED = {
    "unreadable_workbook": Code(
        422,
        "«{detail}» не открывается как книга Excel: файл повреждён, слишком велик или это другой формат. Ничего не "
        "изменилось. Сохраните таблицу как .xlsx ещё раз.",
        "“{detail}” does not open as an Excel workbook: it is damaged, too large, or of another format. Nothing "
        "changed. Save the table as .xlsx once more.",
    ),
    "unknown_report": Code(
        422,
        "Отчёта {detail} нет: его не заказывали здесь или уже убрали. Ничего не изменилось. Выберите его в списке.",
        "There is no report {detail}: it was not ordered here, or was removed. Nothing changed. Choose it in the list.",
    ),
    "report_ended": Code(
        422,
        "Отчёт {detail} уже закончен, отменять нечего. Ничего не изменилось.",
        "Report {detail} has ended, there is nothing to cancel. Nothing changed.",
    ),
    "report_unfinished": Code(
        422,
        "Отчёт {detail} ещё не готов. Ничего не изменилось. Дождитесь его или отмените.",
        "Report {detail} is not ready yet. Nothing changed. Wait for it, or cancel it.",
    ),
    "report_awaited": Code(
        422,
        "Отчёт {detail} ещё ждут письма. Ничего не изменилось. Дождитесь отправки или отмените письма.",
        "Letters still wait with report {detail}. Nothing changed. Wait until they are sent, or cancel them.",
    ),
    "report_file_changed": Code(
        422,
        "Файла отчёта «{detail}» нет, или его изменили после того, как он был готов. Никому он не отдан. "
        "Закажите отчёт ещё раз.",
        "The report's file “{detail}” is gone, or was changed after it was ready. It was given to nobody. "
        "Order the report again.",
    ),
    "too_many_reports": Code(
        422,
        "Незаконченных отчётов уже {detail}, больше сразу не берём. Ничего не изменилось. Дождитесь готовых.",
        "There are {detail} unfinished reports already, no more are taken at once. Nothing changed. Wait for them.",
    ),
    "unknown_schedule": Code(
        422,
        "Расписания {detail} нет. Ничего не изменилось. Выберите его в списке.",
        "There is no schedule {detail}. Nothing changed. Choose it in the list.",
    ),
    "register_not_read": Code(
        422,
        "Файл реестра не читается: {detail}. Ничего не изменилось. Проверьте, что он на месте, и повторите.",
        "The register's file cannot be read: {detail}. Nothing changed. See that it is there and try again.",
    ),
    "unknown_import": Code(
        422,
        "Загруженного файла {detail} нет: его уже убрали. Ничего не изменилось. Выберите другой в списке.",
        "There is no register file {detail}: it was removed. Nothing changed. Choose another in the list.",
    ),
}
NOT_MADE = {
    "report_failed": Code(
        503,
        "Отчёт не сделан: внутренняя ошибка ({detail}). Деньги не тронуты. Закажите отчёт ещё раз; если не поможет, "
        "позовите инженера.",
        "The report was not made: an internal error ({detail}). No money was moved. Order the report again; if that "
        "does not help, call an engineer.",
    ),
    "report_interrupted": Code(
        503,
        "Отчёт не сделан: программа, которая его готовила, закончилась раньше времени ({detail}). Деньги не тронуты. "
        "Закажите отчёт ещё раз.",
        "The report was not made: the program that made it ended too early ({detail}). No money was moved. Order the "
        "report again.",
    ),
    "report_too_slow": Code(
        503,
        "Отчёт не сделан за {detail} мин, его остановили. Деньги не тронуты. Закажите период короче.",
        "The report was not made in {detail} min and was stopped. No money was moved. Order a shorter period.",
    ),
}
