// Sentences of the service menu: Russian and English side by side.

export const STAFF = {
  staff_title: ["Сервисное меню", "Service menu"],
  staff_pin: ["Введите PIN сотрудника", "Enter the staff PIN"],
  staff_pin_how: [
    "От 4 до 8 цифр. После трёх ошибок вход закрыт на минуту.",
    "4 to 8 digits. Three mistakes close the door for a minute.",
  ],
  staff_enter: ["Войти", "Enter"],
  staff_wrong: ["PIN не подошёл. Осталось попыток: {n}.", "The PIN is not right. Tries left: {n}."],
  staff_locked: [
    "Вход закрыт после трёх ошибок. Попробуйте через {time}.",
    "The door is closed after three mistakes. Try again in {time}.",
  ],
  staff_more: ["PIN короче четырёх цифр", "A PIN has at least four digits"],
  staff_out: ["Время меню вышло. Введите PIN ещё раз.", "The menu's time is over. Enter the PIN again."],
  staff_leave: ["Выход в меню", "Leave"],
  staff_back: ["К списку", "To the list"],
  staff_working: ["Выполняется…", "Working…"],
  act_state: ["Состояние", "State"],
  act_poll: ["Баланс и опрос", "Balance and poll"],
  act_send: ["Неотправленные платежи", "Unsent payments"],
  act_test_acceptor: ["Самотест купюроприёмника", "Acceptor self-test"],
  act_test_printer: ["Самотест принтера", "Printer self-test"],
  act_test_scanner: ["Самотест сканера", "Scanner self-test"],
  act_encash: ["Инкассация", "Encashment"],
  act_stop: ["Остановить приём", "Stop taking payments"],
  act_resume: ["Возобновить приём", "Resume"],
  sure_encash: ["Начать инкассацию?", "Begin encashment?"],
  sure_encash_more: [
    "Терминал посчитает кассету опустевшей и напечатает отчёт. Сначала выньте деньги и пересчитайте их.",
    "The terminal takes the cassette as emptied and prints a report. Take the money out and count it first.",
  ],
  sure_stop: ["Остановить приём платежей?", "Stop taking payments?"],
  sure_stop_more: [
    "Следующий плательщик увидит «Терминал временно не принимает платежи». Деньги внутри не тронуты.",
    "The next payer sees “This terminal is not taking payments”. The money inside is untouched.",
  ],
  scanner_waits: ["Покажите сканеру любой код", "Show the scanner any code"],
  scanner_how: [
    "Считанный код появится здесь. Он никуда не отправляется.",
    "The code that was read appears here. It is sent nowhere.",
  ],
  scanner_read: ["Сканер прочитал {n} {n|знак|знака|знаков}:", "The scanner has read {n} {n|character|characters}:"],
};
