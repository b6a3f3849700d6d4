"""Codes that holders of wallets and providers meet under /payments; other codes of the network are said there, too."""

from common.protocol.codes.code import Code

REFUSED = {
    "to_oneself": Code(
        422,
        "Это ваш собственный кошелёк. Деньги не сдвинулись. Укажите номер другого.",
        "That is your own wallet. No money was moved. Give another number.",
    ),
    "unknown_recipient": Code(
        422,
        "Кошелька {detail} нет. Деньги не сдвинулись. Проверьте номер у получателя.",
        "There is no wallet {detail}. No money was moved. Ask the recipient for the number.",
    ),
    "unknown_wallet": Code(
        422, "Кошелёк {detail} не найден. Ничего не изменилось.", "Wallet {detail} was not found. Nothing changed."
    ),
    "wallet_blocked": Code(
        422,
        "Кошелёк заблокирован ({detail}). Деньги не сдвинулись. Обратитесь в процессинговый центр.",
        "The wallet is blocked ({detail}). No money was moved. Ask the processing centre.",
    ),
    "not_enough_in_wallet": Code(
        422,
        "В кошельке не хватает денег ({detail}). Ничего не списано. Пополните кошелёк или уменьшите сумму.",
        "There is not enough in the wallet ({detail}). Nothing was taken. Top it up or lower the sum.",
    ),
    "wallet_limit": Code(
        422,
        "Сверх лимита кошелька: {detail}. Ничего не списано. Уменьшите сумму или подождите.",
        "Above the wallet's limit: {detail}. Nothing was taken. Lower the sum or wait.",
    ),
    "wrong_bank_account": Code(
        422,
        "Счёт {detail} не годится: нужны 20 цифр с контрольным ключом, верным для БИК банка. Деньги не сдвинулись. "
        "Проверьте счёт.",
        "Account {detail} is no good: 20 digits are needed, with a control key that fits the bank's BIC. No money was "
        "moved. Check it.",
    ),
    "bank_refused": Code(
        422,
        "Банк не принял перевод ({detail}). Деньги вернулись в кошелёк. Проверьте счёт.",
        "The bank did not take the transfer ({detail}). The money is back in the wallet. Check the account.",
    ),
    "bank_has_paid": Code(
        422,
        "Банк этот вывод зачислил (номер в банке: {detail}). Деньги не сдвинулись: возвращённые ушли бы дважды. "
        "Повторите платёж или завершите его как зачисленный.",
        "The bank has paid this withdrawal (its number there: {detail}). No money was moved: returned it would leave "
        "twice. Retry the payment or settle it as paid.",
    ),
    "bank_has_not_paid": Code(
        422,
        "Банк этот вывод не зачислил ({detail}). Деньги не сдвинулись. Повторите платёж или верните деньги в кошелёк.",
        "The bank has not paid this withdrawal ({detail}). No money was moved. Retry the payment or return the money "
        "to the wallet.",
    ),
    "bank_still_decides": Code(
        422,
        "Банк ещё исполняет этот вывод. Деньги не сдвинулись. Подождите его решения.",
        "The bank is still at this withdrawal. No money was moved. Wait for its decision.",
    ),
    "bank_not_heard": Code(
        422,
        "Банк не ответил, что стало с этим выводом. Деньги не сдвинулись, они удержаны. Подождите, или подтвердите, "
        "что решение банка есть у вас письменно.",
        "The bank did not say what became of this withdrawal. No money was moved, it is held. Wait, or confirm that "
        "you have the bank's decision in writing.",
    ),
    "barcode_unknown": Code(
        422,
        "Такого штрихкода нет. Ничего не списано. Попросите покупателя показать новый.",
        "There is no such barcode. Nothing was taken. Ask the buyer for a new one.",
    ),
    "barcode_expired": Code(
        422,
        "Время штрихкода вышло. Ничего не списано. Попросите покупателя показать новый.",
        "The barcode's time is over. Nothing was taken. Ask the buyer for a new one.",
    ),
    "barcode_used": Code(
        422,
        "Этот штрихкод уже использован. Второго списания не было. Попросите покупателя показать новый.",
        "This barcode was used before. Nothing was taken again. Ask the buyer for a new one.",
    ),
    "barcode_early": Code(
        422,
        "Запасной штрихкод ещё не действует. Ничего не списано. Попросите показать основной.",
        "The spare barcode is not valid yet. Nothing was taken. Ask for the first one.",
    ),
    "qr_unreadable": Code(
        422,
        "Код не разобран: {detail}. Деньги не сдвинулись. Снимите код ещё раз.",
        "The code was not understood: {detail}. No money was moved. Scan it again.",
    ),
    "qr_not_signed": Code(
        422,
        "Код не подписан процессинговым центром ({detail}): платить по нему нельзя. Деньги не сдвинулись.",
        "The code is not signed by the processing centre ({detail}): it cannot be paid. No money was moved.",
    ),
    "qr_wrong_signature": Code(
        422,
        "Подпись кода не сходится: его подменили или повредили. Деньги не сдвинулись. Скажите об этом продавцу.",
        "The code's signature does not fit: it was changed or damaged. No money was moved. Tell the seller.",
    ),
    "qr_unknown_key": Code(
        422,
        "Код подписан ключом {detail}, которому здесь не верят. Деньги не сдвинулись. Попросите новый код.",
        "The code is signed by key {detail}, which is not trusted here. No money was moved. Ask for a new code.",
    ),
    "qr_not_ours": Code(
        422,
        "Это код другого рода ({detail}): по нему платят в другом месте. Деньги не сдвинулись.",
        "This is another kind of code ({detail}): it is paid elsewhere. No money was moved.",
    ),
    "provider_closed": Code(
        422,
        "Поставщик {detail} не принимает такие платежи. Деньги не сдвинулись.",
        "Provider {detail} does not take such payments. No money was moved.",
    ),
    "shown_differs": Code(
        422,
        "Платёж не тот, который вам показали. Деньги не сдвинулись. Посмотрите ещё раз и решите заново.",
        "The payment is not the one you were shown. No money was moved. Look again and decide anew.",
    ),
    "confirmation_over": Code(
        422,
        "Время подтверждения вышло. Деньги не списаны. Попросите продавца начать заново.",
        "The time to confirm is over. No money was taken. Ask the seller to begin again.",
    ),
    "refused_by_payer": Code(
        422,
        "Покупатель отказался. Деньги не списаны.",
        "The buyer refused. No money was taken.",
    ),
    "charge_not_sent": Code(
        422,
        "Списание не дошло до процессингового центра. Ничего не списано. Попросите новый штрихкод и начните заново.",
        "The charge did not reach the processing centre. Nothing was taken. Ask for a new barcode and begin again.",
    ),
    "no_acceptance": Code(
        422,
        "Приём по QR и штрихкоду не подключён. Ничего не сделано. Импортируйте карточку приёма из центра.",
        "Acceptance of QR and barcodes is not connected. Nothing was done. Import the centre's acceptance card.",
    ),
    "stopped_by_centre": Code(
        422,
        "Платёж остановлен сотрудником процессингового центра. Деньги в кошельке плательщика. Спросите центр, почему.",
        "The payment was ended by a person at the processing centre. The payer has the money. Ask the centre why.",
    ),
    "picture_without_code": Code(
        422,
        "На картинке нет кода, который читается: {detail}. Ничего не сделано. Снимите ближе и ровнее.",
        "There is no readable code in the picture: {detail}. Nothing was done. Take it closer and straight.",
    ),
    "unknown_qr_key": Code(
        422, "Ключ {detail} не найден. Ничего не изменилось.", "Key {detail} was not found. Nothing changed."
    ),
}
LATER = {
    "too_many_guesses": Code(
        429,
        "Слишком много неверных номеров или кодов подряд. Ничего не сделано. Подождите час или обратитесь в центр.",
        "Too many wrong numbers or codes. Nothing was done. Wait an hour or ask the centre.",
    ),
}
CANNOT_BE = {
    "stale_notice": Code(
        409,
        "Уведомление с номером {detail} уже было. Ничего не изменилось.",
        "A notice with number {detail} was here before. Nothing changed.",
    ),
}
