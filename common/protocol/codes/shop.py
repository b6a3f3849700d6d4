"""Codes that shops and payers meet under /v2; the other codes of the network are said there, too."""

from common.protocol.codes.code import Code

REFUSED = {
    "unknown_intent": Code(
        422,
        "Намерение {detail} не найдено. Ничего не изменилось. Проверьте его номер.",
        "Intent {detail} was not found. Nothing changed. Check its id.",
    ),
    "not_supported": Code(
        422,
        "Поле «{detail}» пока не поддерживается. Ничего не сделано. Уберите его.",
        "Field “{detail}” is not supported yet. Nothing was done. Leave it out.",
    ),
    "invalid_cart": Code(
        422,
        "Корзина не сходится: {detail}. Намерение не создано. Исправьте корзину.",
        "The cart does not add up: {detail}. No intent was created. Correct the cart.",
    ),
    "invalid_shop_status": Code(
        422,
        "Точка продаж {detail} закрыта. Ничего не сделано. Обратитесь в процессинговый центр.",
        "Shop {detail} is closed. Nothing was done. Ask the processing centre.",
    ),
    "invalid_intent_status": Code(
        422,
        "Намерение в состоянии {detail}: этого уже нельзя. Ничего не сделано. Посмотрите его события.",
        "The intent is {detail}: that cannot be done any more. Nothing was done. Look at its events.",
    ),
    "payment_pending": Code(
        422,
        "За намерение уже платят ({detail}), и это не закончено. Ничего не сделано. Дождитесь конца.",
        "The intent is being paid ({detail}), and that has not ended. Nothing was done. Wait for its end.",
    ),
    "invalid_payment_status": Code(
        422,
        "Платёж в состоянии {detail}: этого с ним сделать нельзя. Ничего не сделано.",
        "The payment is {detail}: that cannot be done with it. Nothing was done.",
    ),
    "invalid_payment_tool_token": Code(
        422,
        "Токен карты не годится для этого намерения. Деньги не списаны. Введите карту заново.",
        "The card's token is not good for this intent. No money was taken. Enter the card again.",
    ),
    "invalid_payment_session": Code(
        422,
        "Платёжная сессия закончилась или уже использована. Этот запрос денег не списал. Посмотрите платежи намерения; "
        "если ни один не прошёл, введите карту заново.",
        "The payment session has ended or was used. This request took no money. Look at the intent's payments; if none "
        "of them went through, enter the card again.",
    ),
    "invalid_processing_deadline": Code(
        422,
        "Время жизни платежа должно быть от 1 до 20 минут: {detail}. Платёж не начат.",
        "A payment's lifetime must be from 1 to 20 minutes: {detail}. No payment was started.",
    ),
    "method_not_allowed": Code(
        422,
        "Точка продаж не принимает такой способ оплаты: {detail}. Платёж не начат.",
        "The shop does not take this payment method: {detail}. No payment was started.",
    ),
    "limit_exceeded": Code(
        422,
        "Слишком много попыток: {detail}. Деньги не списаны. Попробуйте позже или другой картой.",
        "Too many attempts: {detail}. No money was taken. Try later, or another card.",
    ),
    "insufficient_funds": Code(
        422,
        "На счёте точки продаж не хватает денег: {detail}. Возврат не начат.",
        "The shop's account holds too little: {detail}. No refund was started.",
    ),
    "chargeback_in_progress": Code(
        422,
        "Платёж опротестован: {detail}. Возврат не начат. Дождитесь решения.",
        "The payment is disputed: {detail}. No refund was started. Wait for the decision.",
    ),
    "refund_cart_conflict": Code(
        422,
        "Остаток корзины не сходится с суммой возврата: {detail}. Возврат не начат.",
        "What remains of the cart does not agree with the refund: {detail}. No refund was started.",
    ),
    "invalid_card": Code(
        422,
        "Данные карты не подходят: {detail}. Карта не сохранена. Проверьте номер, срок и код.",
        "The card's data are not acceptable: {detail}. No card was kept. Check the number, the date and the code.",
    ),
    "mistyped_code": Code(
        422,
        "В коде заказа {detail} опечатка. Деньги не приняты. Проверьте цифры и введите код заново.",
        "There is a slip in the order code {detail}. No money was taken. Check the digits and type it again.",
    ),
    "unknown_code": Code(
        422,
        "Заказа с кодом {detail} нет. Деньги не приняты. Проверьте код у магазина.",
        "There is no order with the code {detail}. No money was taken. Check the code with the shop.",
    ),
    "order_being_paid": Code(
        422,
        "Этот заказ оплачивают в другом месте. Здесь деньги магазину не переданы. Подождите 10 минут и повторите.",
        "This order is being paid somewhere else. No money was passed on from here. Wait 10 minutes and try again.",
    ),
    "order_paid": Code(
        422,
        "Этот заказ уже оплачен. Второй раз деньги магазину не переданы.",
        "This order is already paid. No money was passed on a second time.",
    ),
    "order_cancelled": Code(
        422,
        "Магазин отменил этот заказ. Деньги магазину не переданы. Закажите заново.",
        "The shop cancelled this order. No money was passed on to it. Order anew.",
    ),
    "order_overdue": Code(
        422,
        "Срок оплаты этого заказа прошёл. Деньги магазину не переданы. Закажите заново.",
        "This order should have been paid earlier. No money was passed on to the shop. Order anew.",
    ),
    "order_sum_differs": Code(
        422,
        "Заказ стоит {detail}, принимается ровно эта сумма. Деньги магазину не переданы.",
        "The order costs {detail}, and exactly that is taken. No money was passed on to the shop.",
    ),
    "cash_refund": Code(
        422,
        "Наличные возвращает процессинговый центр, целиком и туда, где их взяли. Возврат не начат. Назовите ему "
        "платёж {detail}.",
        "The processing centre gives cash back, whole and where it was taken. No refund was started. Tell it the "
        "payment {detail}.",
    ),
    "order_too_large": Code(
        422,
        "Терминал сейчас не может принять {detail}. Деньги не приняты. Оплатите заказ в другом терминале или картой.",
        "This terminal cannot take {detail} now. No money was taken. Pay the order at another terminal or by card.",
    ),
    "unknown_shop": Code(
        422,
        "Магазина {detail} нет в домене. Ничего не выпущено. Посмотрите domain --kind shop.",
        "There is no shop {detail} in the domain. Nothing was issued. See domain --kind shop.",
    ),
    "unknown_token": Code(
        422,
        "Ключа магазина {detail} нет. Ничего не отозвано. Посмотрите shop-keys.",
        "There is no shop key {detail}. Nothing was revoked. See shop-keys.",
    ),
    "unknown_vault_key": Code(
        422,
        "У хранилища карт нет ключа {detail}, или он уничтожен. Ничего не изменилось. Посмотрите vault-status.",
        "The card vault has no key {detail}, or it is destroyed. Nothing changed. See vault-status.",
    ),
    "vault_key_in_use": Code(
        422,
        "Ключ {detail} ещё нужен: им закрыты карты, или он нынешний. Ничего не изменилось. Смените ключ и дождитесь, "
        "когда карты закроются новым.",
        "Key {detail} is still needed: cards are sealed by it, or it is the current one. Nothing changed. Rotate the "
        "key and wait until the cards are sealed by the new one.",
    ),
    "not_legal_now": Code(
        422,
        "Сейчас это действие невозможно: {detail}. Ничего не сделано. Посмотрите, что с намерением.",
        "This act is not possible now: {detail}. Nothing was done. Look at the intent.",
    ),
    "bank_says_otherwise": Code(
        422,
        "Банк говорит другое: {detail}. Ничего не сделано. Сверьтесь с банком.",
        "The bank says otherwise: {detail}. Nothing was done. Settle it with the bank.",
    ),
    "second_person_needed": Code(
        422,
        "Решение утверждает другой оператор, заведённый до предложения, а не {detail}. Ничего не сделано.",
        "Another operator approves, one who was there before the proposal, and not {detail}. Nothing was done.",
    ),
    "proposal_over": Code(
        422,
        "Предложение {detail} уже не ждёт решения. Ничего не сделано.",
        "Proposal {detail} waits no more. Nothing was done.",
    ),
    "last_operator": Code(
        422,
        "Логин {detail} нужен программам этого компьютера, его не удаляют. Ничего не сделано.",
        "Login {detail} is what this computer's programs enter by, it stays. Nothing was done.",
    ),
    "wrong_address": Code(
        422,
        "На этот адрес уведомления не отправляют: {detail}. Ничего не сохранено.",
        "Notifications are not sent to this address: {detail}. Nothing was kept.",
    ),
}

CANNOT_BE = {
    "invalid_deadline": Code(
        400,
        "Срок X-Request-Deadline прошёл или не разобран: {detail}. Ничего не сделано.",
        "X-Request-Deadline has passed or was not understood: {detail}. Nothing was done.",
    ),
    "external_id_conflict": Code(
        409,
        "Под externalID {detail} уже есть другое: повторяют те же данные, и dueDate тоже. Ничего не сделано, прежнее "
        "не изменилось.",
        "There is something else under externalID {detail}: a repeat has the same data, dueDate included. Nothing was "
        "done, the former is unchanged.",
    ),
    "changeset_conflict": Code(
        409,
        "Настройки изменили раньше вас: сейчас версия {detail}. Ничего не сохранено. Посмотрите разницу и повторите.",
        "The settings were changed before you: revision {detail} is current. Nothing was kept. See the difference and "
        "repeat.",
    ),
    "card_unreadable": Code(
        409,
        "Карта {detail} в хранилище не открывается: запись изменена, или её ключ уничтожен. Деньги не списаны. "
        "Сравните vault.db с копией.",
        "Card {detail} in the vault cannot be opened: its row was changed or its key is destroyed. No money was taken. "
        "Compare vault.db with a backup.",
    ),
    "token_key_lost": Code(
        409,
        "Нет ключа {detail}, которым подписывают токены. Ничего не изменено. Верните папку secrets этой базы.",
        "Key {detail}, by which tokens are signed, is missing. Nothing was changed. Bring back the secrets folder of "
        "this database.",
    ),
    "vault_key_lost": Code(
        409,
        "Нет ключа хранилища карт, или он от другого: {detail}. Ничего не изменено. Верните папку secrets этой базы "
        "или уберите vault.db: пропадут только токены карт.",
        "A key of the card vault is missing or is another one's: {detail}. Nothing was changed. Bring back the secrets "
        "folder of this database, or move vault.db away: only tokens of cards are lost.",
    ),
    "intent_stopped": Code(
        500,
        "Намерение {detail} остановлено: произошло то, чего не может быть. Деньги на месте, инженер вызван.",
        "Intent {detail} is stopped: something happened that cannot be. The money is where it was, an engineer was "
        "called.",
    ),
}

LATER = {
    "too_many_codes": Code(
        429,
        "Слишком много неверных кодов заказов: агенту можно ошибиться {detail} раз в час. Деньги не приняты. "
        "Повторите позже.",
        "Too many wrong order codes: an agent may be wrong {detail} times an hour. No money was taken. "
        "Try again later.",
    ),
}

NOT_LET_IN = {
    "token_required": Code(
        401,
        "Нужен заголовок Authorization: Bearer с ключом или токеном. Ничего не сделано.",
        "An Authorization: Bearer header with a key or a token is required. Nothing was done.",
    ),
    "wrong_token": Code(
        401,
        "Ключ или токен не подошёл: {detail}. Ничего не сделано.",
        "The key or token was not accepted: {detail}. Nothing was done.",
    ),
    "client_token_required": Code(
        401,
        "Карту принимают только с токеном намерения (paymentIntentAuthToken), из браузера плательщика. Ключ магазина "
        "не должен попадать в браузер, а карта на сервер магазина. Ничего не сохранено.",
        "A card is taken only with an intent's token (paymentIntentAuthToken), from the payer's browser. A shop's key "
        "must not get into a browser, nor a card onto a shop's server. Nothing was kept.",
    ),
    "key_in_browser": Code(
        401,
        "Ключ магазина пришёл со страницы браузера (заголовок Origin). Ничего не сделано. Ключ хранят только на "
        "сервере: отзовите его и выпустите новый, а странице дайте токен намерения.",
        "A shop's key came from a browser's page (an Origin header). Nothing was done. A key is kept on a server only: "
        "revoke it and issue a new one, and give the page an intent's token.",
    ),
    "shop_key_required": Code(
        401,
        "Здесь нужен ключ магазина, а не токен плательщика. Ничего не сделано.",
        "A shop's key is needed here, not a payer's token. Nothing was done.",
    ),
    "origin_not_registered": Code(
        403,
        "Страницы с {detail} не зарегистрированы у точки продаж. Ничего не сделано.",
        "Pages of {detail} are not registered with the shop. Nothing was done.",
    ),
    "wrong_signature": Code(
        401,
        "Подпись уведомления не принята: {detail}. Ничего не сделано. Проверьте секрет получателя и часы.",
        "The notification's signature was not accepted: {detail}. Nothing was done. Check the receiver's secret and "
        "the clock.",
    ),
    "not_found": Code(404, "Такого нет. Ничего не сделано.", "There is no such thing. Nothing was done."),
}
