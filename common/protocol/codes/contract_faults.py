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
}
