// Sentences of the help page: Russian and English side by side.

export const HELP = {
  help_title: ["Справка", "Help"],
  part_who: ["Кто принимает", "Who runs it"],
  part_fees: ["Комиссии", "Fees"],
  part_notes: ["Купюры", "Notes"],
  part_claims: ["Если что-то не так", "If something is wrong"],
  agent: ["Платёжный агент", "Payment agent"],
  inn: ["ИНН", "Taxpayer number"],
  address: ["Адрес", "Address"],
  phone: ["Телефон", "Phone"],
  terminal_number: ["Номер терминала", "Terminal number"],
  contract: ["Договор с процессингом", "Contract with the processing centre"],
  all_others: ["Все остальные услуги", "All other services"],
  every_service: ["Все услуги", "All services"],
  fee_taken: [
    "Комиссия берётся из внесённой суммы и видна на экране до оплаты.",
    "The fee is taken from the inserted sum and is shown before you pay.",
  ],
  notes_taken: ["Принимаем купюры", "Accepted notes"],
  notes_none: ["Купюроприёмник сейчас не принимает купюры.", "The acceptor takes no notes now."],
  notes_how: [
    "Вставляйте по одной, ровно, без складок. Терминал не выдаёт сдачу и не возвращает принятые купюры.",
    "Insert one at a time, straight, without folds. The terminal gives no change and cannot return accepted notes.",
  ],
  claims_code: [
    "У каждого платежа есть код из восьми знаков: на чеке и на экране. По нему платёж находят за минуту.",
    "Each payment has a code of eight characters: on the receipt and on the screen. It finds the payment in a minute.",
  ],
  claims_call: [
    "Деньги не дошли, чека нет, ошиблись номером: позвоните {phone}, назовите терминал {terminal} и код.",
    "Money has not arrived, no receipt, a wrong number: call {phone}, name terminal {terminal} and the code.",
  ],
  claims_slip: [
    "По квитанции на возврат деньги выдаст агент: возьмите с собой код и документ.",
    "By a refund slip the agent pays the money out: bring the code and an identity document.",
  ],
  claims_authority: ["Надзорный орган: {phone}", "Supervisory body: {phone}"],
  help_not_loaded: ["Справка пока не получена. Поддержка: {phone}", "Help has not come yet. Support: {phone}"],
};
