"""The answer is no, for ever: codes of a final «no» to this id."""

from common.protocol.codes.code import Code

TABLE = {
    "unknown_account": Code(
        422,
        "Поставщик не знает номер {detail}. Деньги не приняты. Проверьте номер.",
        "The provider does not know {detail}. No money was taken. Check the number.",
    ),
    "account_blocked": Code(
        422,
        "Номер {detail} заблокирован у поставщика. Деньги не зачислены. Обратитесь к поставщику.",
        "Number {detail} is blocked by the provider. Nothing was credited. Ask the provider.",
    ),
    "wrong_field": Code(
        422,
        "Реквизит не подходит под правило поставщика: {detail}. Деньги не приняты. Исправьте значение.",
        "A field does not match the provider's rule: {detail}. No money was taken. Correct the value.",
    ),
    "unknown_field": Code(
        422,
        "У поставщика нет реквизита «{detail}». Деньги не приняты. Уберите его.",
        'The provider has no field "{detail}". No money was taken. Leave it out.',
    ),
    "missing_field": Code(
        422,
        "Не заполнен реквизит «{detail}». Деньги не приняты. Заполните его.",
        'Field "{detail}" is missing. No money was taken. Fill it in.',
    ),
    "amount_out_of_range": Code(
        422,
        "Сумма вне границ: можно {detail}. Деньги не зачислены. Измените сумму.",
        "The amount is out of range: {detail} is allowed. Nothing was credited. Change the amount.",
    ),
    "wrong_amount": Code(
        422,
        "Сумма не сходится: {detail}. Деньги не зачислены. Проверьте внесённое, комиссию и сумму.",
        "The amounts do not agree: {detail}. Nothing was credited. Check inserted, fee and amount.",
    ),
    "wrong_currency": Code(
        422,
        "Валюта {detail} не принимается. Деньги не зачислены. Платите в валюте договора.",
        "Currency {detail} is not accepted. Nothing was credited. Pay in the contract's currency.",
    ),
    "unknown_provider": Code(
        422,
        "Поставщика {detail} нет в справочнике. Деньги не приняты. Обновите справочник.",
        "Provider {detail} is not in the directory. No money was taken. Refresh the directory.",
    ),
    "unknown_payment": Code(
        422,
        "Платёж {detail} не найден. Ничего не изменилось. Проверьте номер платежа.",
        "Payment {detail} was not found. Nothing changed. Check the payment id.",
    ),
    "voided": Code(
        422,
        "Платёж {detail} отменён центром и не будет зачислен. Проведите новый платёж.",
        "Payment {detail} was voided by the centre and will never be credited. Make a new payment.",
    ),
    "refused": Code(
        422,
        "Поставщик отказал: {detail}. Деньги не зачислены.",
        "The provider refused: {detail}. Nothing was credited.",
    ),
    "spent": Code(
        422,
        "Сторно невозможно: абонент уже потратил деньги, на счету {detail}. Ничего не изменилось.",
        "It cannot be reversed: the subscriber has spent the money, the balance is {detail}. Nothing changed.",
    ),
    "not_credited": Code(
        422,
        "Платёж {detail} не был зачислен, сторнировать нечего.",
        "Payment {detail} was never credited, there is nothing to reverse.",
    ),
    "not_enough_balance": Code(
        422,
        "На счету абонента не хватает денег: {detail}. Услуга не оказана. Пополните счёт.",
        "The subscriber's balance is too low: {detail}. The service was not provided. Top it up.",
    ),
    "unknown_service": Code(
        422,
        "Услуга «{detail}» не входит в тариф. Деньги не списаны. Выберите другую.",
        'Service "{detail}" is not in the tariff. No money was taken. Choose another.',
    ),
    "already_exists": Code(
        422,
        "Такое уже есть: {detail}. Ничего не изменилось. Выберите другое имя или номер.",
        "It exists already: {detail}. Nothing changed. Choose another name or number.",
    ),
    "unknown_subscriber": Code(
        422,
        "Абонент {detail} не найден. Ничего не изменилось. Проверьте номер.",
        "Subscriber {detail} was not found. Nothing changed. Check the number.",
    ),
    "unknown_contract": Code(
        422,
        "Договор {detail} не найден. Ничего не изменилось. Проверьте номер договора.",
        "Contract {detail} was not found. Nothing changed. Check its number.",
    ),
    "unknown_tariff": Code(
        422,
        "Тариф «{detail}» не найден. Ничего не изменилось. Проверьте название.",
        'Tariff "{detail}" was not found. Nothing changed. Check its name.',
    ),
    "unknown_task": Code(
        422,
        "Задание {detail} не найдено среди необработанных. Ничего не изменилось.",
        "Task {detail} is not among the dead letters. Nothing changed.",
    ),
    "unknown_reconciliation": Code(
        422,
        "Сверки {detail} нет. Ничего не изменилось. Начните новую.",
        "There is no reconciliation {detail}. Nothing changed. Begin a new one.",
    ),
    "wrong_value": Code(
        422,
        "Значение не годится: {detail}. Ничего не изменилось. Исправьте его.",
        "The value is not acceptable: {detail}. Nothing changed. Correct it.",
    ),
    "reason_required": Code(
        422,
        "Напишите причину: её увидят в истории платежа. Ничего не изменилось, деньги на месте.",
        "Write the reason: it is kept in the payment's story. Nothing changed, the money is where it was.",
    ),
    "wrong_regex": Code(
        422,
        "Регулярное выражение не годится: {detail}. Ничего не сохранено. Исправьте выражение.",
        "The regular expression is not acceptable: {detail}. Nothing was saved. Correct it.",
    ),
    "wrong_example": Code(
        422,
        "Пример не подходит под собственное правило: {detail}. Ничего не сохранено. Исправьте пример или правило.",
        "The example does not match its own rule: {detail}. Nothing was saved. Correct either.",
    ),
    "wrong_card": Code(
        422,
        "Карта подключения не читается: {detail}. Ничего не сохранено. Выгрузите её заново.",
        "The connection card cannot be read: {detail}. Nothing was saved. Export it again.",
    ),
    "no_free_number": Code(
        422,
        "Свободных номеров по плану {detail} нет. Договор не заключён. Выберите другой тариф.",
        "There is no free number left in plan {detail}. Nothing was signed. Choose another tariff.",
    ),
    "changed_meanwhile": Code(
        422,
        "«{detail}» с тех пор изменили. Ничего не сохранено. Откройте заново и решите ещё раз.",
        "“{detail}” has been changed since. Nothing was saved. Open it again and decide anew.",
    ),
    "real_acceptor": Code(
        422,
        "Это делают только с имитатором, а выбран другой приёмник: {detail}. Ничего не изменилось.",
        "This is done with the simulator only, and another acceptor is chosen: {detail}. Nothing changed.",
    ),
    "too_early": Code(
        422,
        "Сейчас этого сделать нельзя: {detail}. Ничего не изменилось.",
        "This cannot be done now: {detail}. Nothing changed.",
    ),
    "wrong_pin": Code(
        422,
        "PIN не подошёл. Осталось попыток: {detail}.",
        "The PIN is not right. Tries left: {detail}.",
    ),
    "pin_locked": Code(
        422,
        "PIN трижды не подошёл. Попробуйте через {detail} с.",
        "The PIN was wrong three times. Try again in {detail} s.",
    ),
    "pin_required": Code(
        422,
        "Сервисное меню закрылось само. Введите PIN ещё раз.",
        "The service menu has closed by itself. Enter the PIN again.",
    ),
    "terminal_blocked": Code(
        422,
        "Терминал не принимает платежи: {detail}. Деньги не принимались.",
        "The terminal is not taking payments: {detail}. No cash was taken.",
    ),
    "difference_unexplained": Code(
        422,
        "Посчитано не столько, сколько по учёту: разница {detail}. Ничего не записано. "
        "Пересчитайте или напишите причину.",
        "It was counted otherwise than booked: the difference is {detail}. Nothing was written. "
        "Count again, or write the reason.",
    ),
    "unfinished_payments": Code(
        422,
        "Сменить ПЦ пока нельзя: не завершено платежей: {detail}. Их деньги обещаны через прежний центр. "
        "Ничего не изменилось. Дождитесь их конца на вкладке «Платежи» и повторите.",
        "The centre cannot be changed yet: unfinished payments: {detail}. Their money was promised through the "
        "present centre. Nothing changed. Wait for their end on the Payments tab and try again.",
    ),
    "other_centre": Code(
        422,
        "По адресу {detail} отвечает другой процессинговый центр. Ничего не изменилось. "
        "Проверьте адрес или заключите с ним новый договор.",
        "Another processing centre answers at {detail}. Nothing changed. "
        "Check the address, or sign a new contract with that centre.",
    ),
    "no_printer": Code(
        422,
        "Принтер чеков не выбран. Ничего не напечатано. Выберите его: «Оборудование» в кабинете агента.",
        "No receipt printer is chosen. Nothing was printed. Choose one: “Hardware” in the agent's office.",
    ),
    "slip_closed": Code(
        422,
        "По квитанции {detail} деньги уже выданы или зачтены в другой платёж. Ничего не напечатано.",
        "The cash of slip {detail} was given back or put into another payment. Nothing was printed.",
    ),
    "unknown_letter": Code(
        422,
        "Письма {detail} в «Исходящих» нет. Ничего не изменилось. Обновите список.",
        "There is no letter {detail} in the Outbox. Nothing changed. Refresh the list.",
    ),
    "letter_ended": Code(
        422,
        "Письмо для {detail} уже ушло или отменено. Ничего не изменилось.",
        "The letter to {detail} has already left or was cancelled. Nothing changed.",
    ),
    "letter_refused": Code(
        422,
        "Сервер почты отказался принять письмо: {detail}. Оно не ушло, остальные уходят. Адрес неверен? Отправьте "
        "отчёт на верный. Верен? Устраните причину и нажмите «Повторить».",
        "The mail server refused the letter: {detail}. It has not left, others go on. A wrong address? Send the report "
        "to the right one. A right one? Remove the cause, then retry.",
    ),
    "letter_given_up": Code(
        422,
        "Письмо долго не удавалось отправить, и попытки кончились: {detail}. Оно не ушло. Проверьте настройки почты и "
        "нажмите «Повторить».",
        "The letter could not be sent for long, and there are no tries left: {detail}. It has not left. Check the mail "
        "settings, then retry.",
    ),
    "attachment_changed": Code(
        422,
        "Файл {detail} изменился или исчез после того, как отчёт был готов. Письмо не ушло. Сделайте отчёт заново и "
        "отправьте его.",
        "File {detail} was changed or removed after the report was ready. The letter has not left. Make the report "
        "again and send that one.",
    ),
    "report_not_ready": Code(
        422,
        "Отчёт {detail} не готов, отправлять нечего. Ничего не изменилось. Дождитесь его или сделайте заново.",
        "Report {detail} is not ready, there is nothing to send. Nothing changed. Wait for it, or make it again.",
    ),
}
