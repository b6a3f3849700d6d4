// Every sentence of the page, Russian and English side by side; `{name}` is filled in.

const WORDS = {
  title: ["Оплата заказа", "Pay for your order"],
  other_language: ["English", "Русский"],
  training: ["УЧЕБНЫЙ РЕЖИМ. Деньги не настоящие", "TRAINING MODE. The money is not real"],
  order: ["Ваш заказ", "Your order"],
  to_pay: ["К оплате", "To pay"],
  sum: ["Сумма заказа", "Sum of the order"],
  until: ["Оплатите до {time}", "Pay by {time}"],
  tax: ["НДС {rate}", "VAT {rate}"],
  quantity: ["{quantity} × {price}", "{quantity} × {price}"],
  loading: ["Загружаем заказ", "Loading your order"],
  loading_more: ["Обычно это доли секунды.", "It usually takes a moment."],

  how: ["Как заплатить", "How to pay"],
  way_card: ["Картой", "By card"],
  way_link: ["Через банк по QR-коду", "By your bank's QR code"],
  way_kiosk: ["Наличными в терминале", "In cash at a kiosk"],
  no_ways: [
    "Этот заказ сейчас нельзя оплатить здесь. Деньги не списаны. Напишите в магазин.",
    "This order cannot be paid here now. No money was taken. Write to the shop.",
  ],

  number: ["Номер карты", "Card number"],
  date: ["Срок карты", "Expiry date"],
  date_format: ["ММ/ГГ", "MM/YY"],
  code: ["Код CVV", "CVV code"],
  code_amex: ["4 цифры на лицевой", "4 digits on the front"],
  code_hint: ["3 цифры на обороте", "3 digits on the back"],
  holder: ["Имя на карте", "Name on the card"],
  holder_hint: ["Можно не заполнять", "You may leave it out"],
  taken: ["Принимаем: {systems}", "We take: {systems}"],
  pay: ["Заплатить {sum}", "Pay {sum}"],
  paying: ["Отправляем в банк…", "Sending to the bank…"],
  safe: [
    "Данные карты уходят только в процессинговый центр. Магазин их не видит.",
    "Your card's data go to the processing centre only. The shop does not see them.",
  ],

  number_missing: ["Введите номер карты: 13–19 цифр с лицевой стороны.", "Type the card number: 13–19 digits."],
  number_length: [
    "Цифр в номере больше или меньше, чем нужно. Сверьте с картой.",
    "The number has too many or too few digits. Compare it with the card.",
  ],
  number_check: [
    "В номере опечатка: последняя цифра не сходится. Сверьте с картой.",
    "There is a slip in the number: the last digit does not agree. Compare it with the card.",
  ],
  number_system: [
    "Таких карт не бывает: проверьте первые четыре цифры.",
    "No card begins like this: check the first four digits.",
  ],
  number_not_taken: [
    "Карты {system} здесь не принимают. Заплатите другой.",
    "{system} cards are not taken here. Pay with another.",
  ],
  date_missing: ["Введите месяц и год, например 08/27.", "Type the month and the year, such as 08/27."],
  date_month: ["Месяц бывает от 01 до 12.", "A month is from 01 to 12."],
  date_passed: ["Срок этой карты прошёл. Заплатите другой.", "This card has expired. Pay with another."],
  date_far: ["Так далеко сроки карт не заходят: проверьте год.", "No card lasts that long: check the year."],
  code_missing: ["Введите 3 цифры с обратной стороны.", "Type the 3 digits from the back."],
  code_missing_amex: ["Введите 4 цифры с лицевой стороны.", "Type the 4 digits from the front."],
  holder_wrong: [
    "В имени бывают только буквы, пробелы и дефисы. Можно оставить пустым.",
    "A name has letters, spaces and hyphens only. You may leave it empty.",
  ],
  refused_number: [
    "Центр не принял этот номер. Деньги не списаны. Сверьте его с картой.",
    "The centre did not accept this number. No money was taken. Compare it with the card.",
  ],
  refused_date: [
    "Центр не принял этот срок. Деньги не списаны. Сверьте его с картой.",
    "The centre did not accept this date. No money was taken. Compare it with the card.",
  ],
  refused_code: [
    "Центр не принял этот код. Деньги не списаны. Сверьте его с картой.",
    "The centre did not accept this code. No money was taken. Compare it with the card.",
  ],
  refused_holder: [
    "Центр не принял это имя. Деньги не списаны. Исправьте или сотрите его.",
    "The centre did not accept this name. No money was taken. Correct or delete it.",
  ],

  link_how: [
    "Покажем QR-код: наведите на него камеру в приложении банка. С телефона откроется сам банк.",
    "We show a QR code: point your bank application's camera at it. On a phone, the bank itself opens.",
  ],
  link_start: ["Показать QR-код", "Show the QR code"],
  link_starting: ["Спрашиваем банк…", "Asking the bank…"],
  kiosk_how: [
    "Получите код и введите его в любом платёжном терминале: «Магазины», «Оплата заказа по коду». Нужна вся сумма, сдачи терминал не даёт.",
    "Get a code and type it at any payment kiosk: “Shops”, “Pay an order by its code”. The whole sum is needed, a kiosk gives no change.",
  ],
  kiosk_start: ["Получить код", "Get a code"],
  kiosk_starting: ["Готовим код…", "Preparing the code…"],
  kiosk_code: ["Код для терминала", "Code for the kiosk"],
  kiosk_until: ["Действует до {time}", "Good until {time}"],
  kiosk_then: [
    "Внесите {sum}. Эта страница сама покажет, что заказ оплачен.",
    "Insert {sum}. This page shows by itself when the order is paid.",
  ],
  kiosk_or_card: ["Пока деньги не внесены, можно заплатить и картой.", "Until the cash is in, you may pay by card, too."],
  copy: ["Скопировать код", "Copy the code"],
  copied: ["Код скопирован", "The code is copied"],

  failed: ["Платёж не прошёл", "The payment did not go through"],
  failed_card: ["Карта {card}", "Card {card}"],
  fail_InvalidPaymentTool: [
    "Карта не принята: проверьте её данные или заплатите другой. Деньги не списаны.",
    "The card was not accepted: check its data or pay with another. No money was taken.",
  ],
  fail_AccountLimitsExceeded: [
    "Превышен лимит по карте. Деньги не списаны. Заплатите другой картой или обратитесь в свой банк.",
    "The card's limit is exceeded. No money was taken. Pay with another card or ask your bank.",
  ],
  fail_InsufficientFunds: [
    "На карте не хватает денег. Ничего не списано. Пополните её или заплатите другой.",
    "There is too little money on the card. Nothing was taken. Top it up or pay with another.",
  ],
  fail_PreauthorizationFailed: [
    "Банк не подтвердил, что платите вы (3-D Secure). Деньги не списаны. Попробуйте ещё раз.",
    "The bank did not confirm that it is you who pays (3-D Secure). No money was taken. Try again.",
  ],
  fail_RejectedByIssuer: [
    "Банк, выпустивший карту, отказал. Деньги не списаны. Позвоните в него или заплатите другой картой.",
    "The bank that issued the card refused. No money was taken. Call it, or pay with another card.",
  ],
  fail_PaymentRejected: [
    "Платёж не прошёл. Если банк успел заблокировать деньги, они вернутся. Попробуйте ещё раз.",
    "The payment did not go through. Should the bank have held money, it comes back. Try again.",
  ],
  given_back: [
    "Заблокированные деньги возвращены. Заказ можно оплатить снова.",
    "The money that was held is given back. The order can be paid again.",
  ],
  try_another: ["Другая карта или другой способ", "Another card, or another way"],

  pending: ["Банк проводит платёж", "The bank is processing your payment"],
  pending_how: [
    "Обычно это несколько секунд. Страницу можно обновить или закрыть: платёж не прервётся и не повторится.",
    "It usually takes a few seconds. You may reload or close the page: the payment goes on, and only once.",
  ],
  redirect: ["Банк просит подтвердить, что платите вы", "Your bank wants to know that it is you"],
  redirect_how: [
    "Откроется страница банка (3-D Secure): введите на ней код из сообщения. Потом вы вернётесь сюда.",
    "Your bank's page opens (3-D Secure): type the code from its message there. Then you come back here.",
  ],
  redirect_go: ["Перейти на страницу банка", "Go to the bank's page"],
  redirect_wait: [
    "Если передумали, закройте страницу: без подтверждения деньги не спишут, а через несколько минут заказ можно будет оплатить иначе.",
    "If you have changed your mind, close the page: nothing is taken without your confirmation, and in some minutes the order can be paid in another way.",
  ],
  blocked: [
    "Банк назвал адрес, который открыть нельзя. Деньги не списаны. Подождите конца платежа и заплатите иначе.",
    "The bank named an address that cannot be opened. No money was taken. Wait for the payment's end and pay in another way.",
  ],
  qr: ["Отсканируйте код в приложении банка", "Scan the code in your bank's application"],
  qr_picture: ["QR-код платежа на {sum}", "The QR code of a payment of {sum}"],
  qr_how: [
    "В приложении банка выберите оплату по QR-коду и наведите камеру. Эта страница сама покажет, что заказ оплачен.",
    "In your bank's application, choose payment by QR code and point the camera. This page shows by itself when the order is paid.",
  ],
  qr_open: ["Открыть банк на этом устройстве", "Open the bank on this device"],
  app: ["Подтвердите оплату в приложении банка", "Confirm the payment in your bank's application"],
  app_how: [
    "Откройте приложение и подтвердите {sum}. Потом вернитесь сюда: страница сама покажет, что заказ оплачен.",
    "Open the application and confirm {sum}. Then come back: this page shows by itself when the order is paid.",
  ],
  app_open: ["Открыть приложение банка", "Open the bank's application"],
  receipt: ["Заплатите в терминале", "Pay at a kiosk"],
  held: ["Деньги заблокированы на карте", "The money is held on your card"],
  held_how: [
    "Магазин подтвердит заказ и тогда спишет {sum}. Если нет, деньги разблокируются сами.",
    "The shop confirms the order and takes {sum} then. If it does not, the money is freed by itself.",
  ],

  paid: ["Оплачено", "Paid"],
  paid_how: ["{sum} получены, магазин уже знает об этом.", "{sum} received, the shop knows already."],
  paid_by_card: ["Картой {card}", "By card {card}"],
  paid_by_cash: ["Наличными, код платежа {code}", "In cash, payment code {code}"],
  paid_by_link: ["Через банк", "Through your bank"],
  paid_number: ["Номер заказа {id}", "Order number {id}"],
  given: ["Возвращено вам {sum}", "{sum} was given back to you"],
  leave: ["Вернуться в магазин", "Go back to the shop"],
  leave_unpaid: ["Вернуться в магазин без оплаты", "Go back to the shop without paying"],
  leaving: ["Вернёмся в магазин через {seconds} с", "Going back to the shop in {seconds} s"],
  stay: ["Остаться здесь", "Stay here"],
  may_close: ["Страницу можно закрыть.", "You may close this page."],
  cancelled: ["Магазин отменил заказ", "The shop cancelled this order"],
  cancelled_how: [
    "Деньги за него не списаны. Если он ещё нужен, закажите заново.",
    "No money was taken for it. If you still want it, order anew.",
  ],
  reason: ["Причина: {reason}", "Reason: {reason}"],
  overdue: ["Срок оплаты прошёл", "The time to pay is over"],
  overdue_how: [
    "Заказ нужно было оплатить до {time}. Деньги не списаны. Закажите заново.",
    "It was to be paid by {time}. No money was taken. Order anew.",
  ],

  no_link: ["Откройте ссылку из магазина", "Open the link from your shop"],
  no_link_how: [
    "На этой странице оплачивают заказ по ссылке магазина, а в адресе её нет. Деньги не списаны. Вернитесь в магазин и нажмите «Оплатить» ещё раз.",
    "This page is for paying an order by its shop's link, and there is none in the address. No money was taken. Go back to the shop and press its pay button again.",
  ],
  bad_link: ["Ссылка больше не действует", "This link is no longer good"],
  bad_link_how: [
    "Её срок прошёл, или магазин её отозвал. Отсюда деньги больше не списать. Вернитесь в магазин и нажмите «Оплатить» ещё раз: если заказ уже оплачен, он это покажет.",
    "It has expired, or its shop has revoked it. No money can be taken from here any more. Go back to the shop and press its pay button again: it shows whether the order is paid.",
  ],
  stopped: ["Оплата остановлена", "Payment is stopped"],
  stopped_how: [
    "Случилось то, чего быть не должно: инженер уже вызван, деньги там же, где были. Не платите второй раз, страница обновится сама.",
    "Something happened that should not be: an engineer was called, the money is where it was. Do not pay again, the page goes on by itself.",
  ],

  lost: [
    "Нет связи с центром. Платёж, если начат, идёт без неё, второй раз не спишется. Пробуем ещё раз.",
    "No connection to the centre. A payment that has begun goes on without it, and only once. Trying again.",
  ],
  lost_first: ["Нет связи с центром", "No connection to the centre"],
  lost_first_how: [
    "Заказ не загрузился, деньги не списаны. Проверьте интернет: страница пробует сама.",
    "The order was not loaded, no money was taken. Check your connection: the page keeps trying.",
  ],
  no_answer: [
    "Центр не ответил. Деньги не списаны, карта не сохранена. Нажмите ещё раз.",
    "The centre did not answer. No money was taken, no card was kept. Press again.",
  ],
};

// A sentence in a language, with what is to be filled in.
export function say(name, language, values) {
  const text = WORDS[name][language === "en" ? 1 : 0];
  return text.replace(/\{(\w+)\}/g, (_, key) => (values && values[key] !== undefined ? values[key] : ""));
}

// Whether there is such a sentence.
export function known(name) {
  return Object.prototype.hasOwnProperty.call(WORDS, name);
}
