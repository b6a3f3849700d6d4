// Every sentence of the page, Russian and English side by side; `{name}` is filled in, `{n|one|few|many}` bends a word.

import { money } from "/kiosk/money.js";
import { HELP } from "/kiosk/words_help.js";
import { MONEY } from "/kiosk/words_money.js";
import { STAFF } from "/kiosk/words_staff.js";
import { h } from "/kiosk/dom.js";

const WAY = {
  pay_for_services: ["Оплата услуг", "Pay for services"],
  touch_the_screen: ["Коснитесь экрана", "Touch the screen"],
  cash_only: [
    "Наличными · номер проверим до оплаты · комиссия видна сразу",
    "Cash · your number is checked first · the fee is shown at once",
  ],
  start: ["Начать", "Start"],
  what_to_pay: ["Что оплачиваем?", "What would you like to pay?"],
  paid_here: ["Недавно платили здесь", "Paid here recently"],
  more: ["Ещё {n}", "{n} more"],
  to_the_start: ["К началу списка", "Back to the first"],
  search: ["Найти по названию", "Search by name"],
  scan: ["Сканировать квитанцию", "Scan a bill"],
  scan_title: ["Поднесите квитанцию к сканеру", "Hold the bill to the scanner"],
  scan_how: [
    "Сканер читает QR-код и штрихкод: на квитанции, в договоре, на экране телефона. Держите код ровно, в 10–15 см от окошка.",
    "The scanner reads a QR code or a barcode: on a bill, in a contract, on a phone's screen. Hold it straight, 10–15 cm from the window.",
  ],
  scan_then: [
    "Поставщик и номер заполнятся сами. Деньги спросим только после проверки.",
    "The provider and the number fill in by themselves. Cash is asked for only after the check.",
  ],
  not_understood: [
    "Этот код прочитан, но по нему ничего не найдено. Деньги не принимались. Выберите услугу на экране или покажите другой код.",
    "The code was read, but nothing was found by it. No cash was taken. Choose a service on the screen or show another code.",
  ],
  scan_not_now: [
    "Сейчас сканировать не нужно: номер уже выбран.",
    "No need to scan now: the number is already chosen.",
  ],
  find_provider: ["Найдите поставщика", "Find your provider"],
  type_a_name: ["Название или первые цифры счёта", "A name or the first digits of the account"],
  name_or_account: ["Название или счёт", "Name or account"],
  whose_number: ["Чей это номер: {number}?", "Whose number is it: {number}?"],
  nothing_found: [
    "По «{query}» ничего нет. Сотрите последние буквы.",
    "Nothing found for “{query}”. Delete the last letters.",
  ],
  found_many: ["Ещё {n}: наберите дальше", "{n} more: type on"],
  closed_for_now: [
    "«{name}» сейчас не принимает платежи через этот терминал. Деньги не принимались. Выберите другую услугу.",
    "{name} takes no payments through this terminal now. No cash was taken. Choose another service.",
  ],
  not_now: ["Сейчас недоступно", "Not available now"],
  back: ["Назад", "Back"],
  menu: ["Меню", "Menu"],
  finish: ["Завершить", "Finish"],
  cancel: ["Отменить", "Cancel"],
  stop: ["Прекратить…", "Stop…"],
  next: ["Далее", "Next"],
  erase: ["Стереть", "Delete"],
  clear: ["Стереть всё", "Clear all"],
  space: ["Пробел", "Space"],
  shift: ["Заглавные", "Capitals"],
  enter: ["Введите {label}", "Enter the {label}"],
  enter_this: ["Введите: {label}", "Enter: {label}"],
  enter_phone: ["Введите номер телефона", "Enter the phone number"],
  example: ["Пример: {example}", "Example: {example}"],
  field_of: ["Поле {one} из {all}", "Field {one} of {all}"],
  more_digits: ["Введите ещё {n} {n|цифру|цифры|цифр}", "{n} more {n|digit|digits}"],
  more_characters: ["Введите ещё {n} {n|знак|знака|знаков}", "{n} more {n|character|characters}"],
  enough_digits: [
    "Все цифры введены. Нажмите «Далее» или исправьте номер.",
    "All digits are in. Press Next or correct the number.",
  ],
  enough_characters: ["Длиннее нельзя. Нажмите «Далее».", "It cannot be longer. Press Next."],
  digits_only: ["Здесь только цифры", "Digits only"],
  does_not_fit: [
    "Проверьте: значение не подходит под правило поставщика.",
    "Please check: the value does not match the provider's rule.",
  ],
  checking: ["Проверяем номер", "Checking the number"],
  usually: ["Обычно 1–3 секунды", "Usually 1–3 seconds"],
  longer: [
    "Дольше обычного. Подождём ответа ещё немного, деньги пока не нужны.",
    "Longer than usual. We wait a little more; no cash is needed yet.",
  ],
  not_found: ["Номер не найден", "Number not found"],
  not_taken: ["Этот номер сейчас не оплатить", "This number cannot be paid now"],
  knows_no: ["{provider} не знает номер {account}.", "{provider} does not know {account}."],
  no_cash_taken: ["Деньги не принимались.", "No cash was taken."],
  cash_is_kept: [
    "Внесённые {sum} сохранены: их можно зачислить на другой номер.",
    "Your {sum} are kept: they can be credited to another number.",
  ],
  not_checked: ["Не удалось проверить номер: нет связи", "The number could not be checked: no connection"],
  try_again_words: [
    "Попробуйте ещё раз через минуту. Код для поддержки: {code}",
    "Try again in a minute. Code for support: {code}",
  ],
  correct: ["Исправить номер", "Correct the number"],
  again: ["Попробовать ещё раз", "Try again"],
  wait: ["Включаем терминал…", "Starting the terminal…"],
  closed: ["Терминал временно не принимает платежи", "This terminal is not taking payments at the moment"],
  closed_next: ["Следующая проверка через", "Next check in"],
  closed_nearest: ["Ближайший работающий терминал", "The nearest working terminal"],
  code_for_support: ["Код для поддержки: {code}", "Code for support: {code}"],
  still_here: ["Вы ещё здесь?", "Are you still there?"],
  leave_empty: [
    "Терминал вернётся в начало через {time}. Деньги не внесены.",
    "The terminal returns to the start in {time}. No cash was inserted.",
  ],
  leave_pays: [
    "Терминал сам отправит {sum} на {account} через {time}.",
    "The terminal will pay {sum} to {account} by itself in {time}.",
  ],
  leave_keeps: [
    "Терминал сохранит {sum} за вами и покажет квитанцию на возврат через {time}.",
    "The terminal will keep {sum} for you and show a refund slip in {time}.",
  ],
  leave_either: [
    "Внесено {sum}. Через {time} терминал зачислит их на подтверждённый раньше номер или оформит квитанцию на возврат.",
    "{sum} inserted. In {time} the terminal pays them to the number confirmed earlier or makes a refund slip.",
  ],
  seconds: ["{n} с", "{n} s"],
  go_on: ["Продолжить", "Continue"],
  closes_in: ["Экран закроется через {time}", "This screen closes in {time}"],
  help: ["Справка", "Help"],
  contrast: ["Контраст", "Contrast"],
  other_language: ["English", "Русский"],
  actions: ["Действия", "Actions"],
  steps: ["Шаги оплаты", "Steps of the payment"],
  step_1: ["Услуга", "Service"],
  step_2: ["Номер", "Number"],
  step_3: ["Проверка", "Check"],
  step_4: ["Деньги", "Cash"],
  step_5: ["Чек", "Receipt"],
  support: ["Поддержка", "Support"],
  terminal: ["Терминал", "Terminal"],
  training: ["УЧЕБНЫЙ РЕЖИМ", "TRAINING MODE"],
};

const LOST = {
  lost: ["Связь внутри терминала прервана", "The connection inside the terminal is broken"],
  lost_401: ["Этот экран больше не управляет терминалом", "This screen no longer controls the terminal"],
  why_401: ["Терминал открыл другую страницу (ответ 401).", "The terminal has opened another page (answer 401)."],
  why_404: [
    "Терминал не узнал запрос экрана (ответ 404).",
    "The terminal did not recognise the screen's request (answer 404).",
  ],
  why_http: ["Терминал ответил сбоем ({reason}).", "The terminal answered with a fault ({reason})."],
  why_page: ["Экран не нарисовался: сбой страницы.", "The screen was not drawn: a fault of the page."],
  why_not_json: ["Ответ терминала не распознан.", "The terminal's answer was not recognised."],
  why_silence: ["Терминал долго не отвечает.", "The terminal has not answered for a while."],
  why_reset: ["Нет соединения с программой терминала.", "There is no connection to the terminal's program."],
  lost_held: [
    "Внесённые {sum} учтены и не пропадут. Не отходите: экран восстановится сам.",
    "Your {sum} are recorded and will not be lost. Please stay: the screen comes back by itself.",
  ],
  lost_paid: [
    "Платёж {code} на {sum} учтён, терминал отправит его сам. Второй раз платить не нужно.",
    "Payment {code} for {sum} is recorded; the terminal sends it by itself. Do not pay again.",
  ],
  lost_slip: ["{sum} сохранены за вами по квитанции {code}.", "{sum} are kept for you under slip {code}."],
  lost_empty: [
    "Деньги не вносились. Экран восстановится сам.",
    "No cash was inserted. The screen comes back by itself.",
  ],
  lost_unknown: [
    "Если вы уже внесли деньги, они учтены и не пропадут. Экран восстановится сам.",
    "If you have inserted cash, it is recorded and will not be lost. The screen comes back by itself.",
  ],
  lost_next: ["Пробуем снова через {time}", "Trying again in {time}"],
  lost_now: ["Пробуем снова…", "Trying again…"],
  lost_call: [
    "Если долго не восстанавливается, позвоните {phone} и назовите терминал {terminal}.",
    "If it takes long, call {phone} and name terminal {terminal}.",
  ],
  not_done: [
    "Терминал не ответил на это нажатие. Деньги не вносились. Нажмите ещё раз.",
    "The terminal did not answer this touch. No cash was inserted. Press again.",
  ],
  not_done_held: [
    "Терминал не ответил на это нажатие. Внесённые {sum} учтены. Нажмите ещё раз.",
    "The terminal did not answer this touch. Your {sum} are recorded. Press again.",
  ],
  not_done_paid: [
    "Терминал не ответил на это нажатие. Ваши деньги учтены. Нажмите ещё раз.",
    "The terminal did not answer this touch. Your money is recorded. Press again.",
  ],
  no_answer_yet: [
    "Терминал ещё не ответил на это нажатие. Подождите немного.",
    "The terminal has not answered this touch yet. Please wait a little.",
  ],
};

const WORDS = Object.assign({}, WAY, LOST, MONEY, HELP, STAFF);

// A sentence as text.
export function say(language, name, values) {
  return pieces(language, name, values)
    .map((piece) => (piece instanceof Node ? piece.textContent : piece))
    .join("");
}

// A sentence in both languages, to be shown later in whichever is spoken then.
export function both(name, values) {
  return { ru: say("ru", name, values), en: say("en", name, values) };
}

// A sentence as pieces for h(): what was filled in does not break over lines, unless it is long.
export function rich(language, name, values) {
  return pieces(language, name, values);
}

// Whether a field's label goes into «enter …» as it stands.
export function fitsIn(language, label) {
  const known = language === "en" ? /^[A-Z][^A-Z]/ : /^(номер|лицевой сч|код|адрес|телефон|логин|год|месяц|период)/i;
  return known.test(label);
}

// For comparing what people type: small letters, ё as е, no quotation marks.
export function even(text) {
  return text
    .toLowerCase()
    .replace(/ё/g, "е")
    .replace(/[«»"“”]/g, "")
    .trim();
}

// Words that came from the terminal in both languages.
export function of(words, language) {
  if (!words) return "";
  return (language === "en" && words.en) || words.ru || "";
}

const SUM = "sum";
const LONGEST_UNBROKEN = 22;

function pieces(language, name, values) {
  const sentence = WORDS[name][language === "en" ? 1 : 0];
  return sentence
    .split(/(\{[^}]+\})/)
    .map((piece) => (piece[0] === "{" ? filled(piece.slice(1, -1), values || {}, language) : piece));
}

function filled(slot, values, language) {
  const [name, ...forms] = slot.split("|");
  const value = values[name];
  if (forms.length) return forms[language === "en" ? Number(value !== 1) : bent(value)];
  if (value instanceof Node) return value;
  const text = spelt(name, value, language);
  return text.length > LONGEST_UNBROKEN ? text : h("span", { class: "whole" }, text);
}

// Sums and the terminal's own words in the language of the sentence.
function spelt(name, value, language) {
  if (name === SUM && typeof value === "number") return money(value, language);
  return value && value.ru !== undefined ? of(value, language) : String(value);
}

// 0 for «1 цифра», 1 for «2 цифры», 2 for «5 цифр».
function bent(number) {
  const tens = number % 100;
  const ones = number % 10;
  if (tens > 10 && tens < 15) return 2;
  return ones === 1 ? 0 : ones > 1 && ones < 5 ? 1 : 2;
}
