"""Login, address or rights are wrong: the caller pauses the contract's lane and raises an alarm."""

from common.protocol.codes.code import Code

TABLE = {
    "login_required": Code(
        401,
        "Нужны логин и пароль. Деньги не списаны. Проверьте договор.",
        "A login and password are required. No money was moved. Check the contract.",
    ),
    "wrong_password": Code(
        401,
        "Логин или пароль не подошли (401). Деньги не списаны. Откройте договор и проверьте пароль.",
        "Login or password was not accepted (401). No money was moved. Open the contract and check the password.",
    ),
    "forbidden": Code(
        403,
        "Этот логин не имеет права на это. Деньги не списаны. Проверьте договор.",
        "This login has no right to do that. No money was moved. Check the contract.",
    ),
    "contract_expired": Code(
        403,
        "Договор {detail} не действует. Деньги не списаны. Продлите договор.",
        "Contract {detail} is not in force. No money was moved. Extend the contract.",
    ),
    "browser_refused": Code(
        403,
        "Запрос пришёл со страницы браузера, которой эта точка входа не отвечает.",
        "The request came from a browser's page that this door does not answer.",
    ),
    "wrong_host": Code(
        403,
        "Сервер не знает имени {detail}. Обратитесь по адресу из карты подключения.",
        "The server is not called {detail}. Use the address from the connection card.",
    ),
    "line_not_private": Code(
        403,
        "Адрес {detail} ведёт на другой компьютер без шифрования: пароль и суммы увидит любой в сети. Ничего не "
        "отправлено. Исправьте адрес на https:// или запустите с --plain-http.",
        "Address {detail} leads to another computer without encryption: anybody on the network would see the password "
        "and the sums. Nothing was sent. Change the address to https://, or start with --plain-http.",
    ),
    "no_such_door": Code(
        404,
        "По этому адресу ничего нет. Деньги не списаны. Проверьте адрес в договоре.",
        "There is nothing at this address. No money was moved. Check the address in the contract.",
    ),
    "wrong_method": Code(
        405,
        "Эта точка входа не принимает такой метод. Нужен {detail}.",
        "This door does not take that method. Use {detail}.",
    ),
    "mail_login_refused": Code(
        401,
        "Сервер почты не принял логин или пароль: {detail}. Письма ждут в «Исходящих», попытки не тратятся. Исправьте "
        "настройки почты.",
        "The mail server did not accept the login or password: {detail}. Letters wait in the Outbox and lose no tries. "
        "Correct the mail settings.",
    ),
    "mail_certificate_wrong": Code(
        403,
        "Сертификат сервера почты не подтверждён: {detail}. Пароль и письма ему не отданы и ждут в «Исходящих». "
        "Проверьте адрес сервера или укажите файл его удостоверяющего центра.",
        "The mail server's certificate is not trusted: {detail}. It was given neither the password nor a letter, they "
        "wait in the Outbox. Check the server's address, or name the file of its authority.",
    ),
    "mail_not_private": Code(
        403,
        "Сервер почты не шифрует связь так, как задано: {detail}. Пароль и письма ему не отданы и ждут в «Исходящих». "
        "Проверьте порт и способ защиты в настройках почты.",
        "The mail server does not keep the line private as set: {detail}. It was given neither the password nor a "
        "letter, they wait in the Outbox. Check the port and the protection in the mail settings.",
    ),
    "mail_sender_refused": Code(
        403,
        "Сервер почты не разрешает писать от этого отправителя: {detail}. Письма ждут в «Исходящих». Исправьте адрес "
        "отправителя в настройках почты.",
        "The mail server does not allow this sender: {detail}. Letters wait in the Outbox. Correct the sender's "
        "address in the mail settings.",
    ),
}
