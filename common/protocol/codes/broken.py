"""This cannot be: codes that stop this payment, keep its hold and call a person."""

from common.protocol.codes.code import Code

TABLE = {
    "wrong_json": Code(
        400,
        "Запрос не разобран: {detail}. Ничего не сделано.",
        "The request was not understood: {detail}. Nothing was done.",
    ),
    "wrong_header": Code(
        400,
        "Заголовок запроса не годится: {detail}. Ничего не сделано.",
        "A header of the request is not acceptable: {detail}. Nothing was done.",
    ),
    "payment_id_reused": Code(
        409,
        "Номер {detail} уже использован с другими данными. Первый платёж не изменился.",
        "Id {detail} was already used with other data. The first payment is unchanged.",
    ),
    "body_too_large": Code(
        413,
        "Тело запроса больше {detail} байт. Ничего не сделано.",
        "The request's body is larger than {detail} bytes. Nothing was done.",
    ),
    "json_required": Code(
        415,
        "Тело должно быть application/json. Ничего не сделано.",
        "The body must be application/json. Nothing was done.",
    ),
    "headers_too_large": Code(
        431,
        "Заголовки больше {detail} байт. Ничего не сделано.",
        "The headers are larger than {detail} bytes. Nothing was done.",
    ),
    "invalid_transition": Code(
        409,
        "Так платёж измениться не может: {detail}. Позовите инженера.",
        "The payment cannot change like that: {detail}. Call an engineer.",
    ),
    "books_do_not_balance": Code(
        409, "Книги не сходятся: {detail}. Позовите инженера.", "The books do not balance: {detail}. Call an engineer."
    ),
    "database_newer": Code(
        409,
        "База сделана более новой версией программы ({detail}). Ничего не изменено. Обновите программу.",
        "The database was made by a newer version ({detail}). Nothing was changed. Update the program.",
    ),
    "database_damaged": Code(
        409,
        "База данных повреждена: {detail}. Ничего не изменено. Восстановите копию.",
        "The database is damaged: {detail}. Nothing was changed. Restore a copy.",
    ),
    "database_not_durable": Code(
        409,
        "База не включила WAL и synchronous=FULL: {detail}. Программа не запущена.",
        "The database did not take WAL and synchronous=FULL: {detail}. The program was not started.",
    ),
    "folder_in_use": Code(
        409,
        "Папку данных уже использует другой экземпляр ({detail}). Закройте его или выберите другой профиль.",
        "The data folder is in use by another instance ({detail}). Close it or choose another profile.",
    ),
    "folder_not_writable": Code(
        409,
        "В папку {detail} нельзя писать. Программа не запущена. Проверьте права и место на диске.",
        "Folder {detail} cannot be written. The program was not started. Check rights and disk space.",
    ),
    "window_trouble": Code(
        409,
        "В окне случилось непредвиденное: {detail}. Деньги не тронуты, запись есть в журнале. Повторите; если не "
        "поможет, закройте и откройте окно.",
        "Something unforeseen happened in the window: {detail}. No money was moved, the log has a record. Repeat; if "
        "that does not help, close and open the window.",
    ),
    "port_in_use": Code(
        409,
        "Порт занят: {detail}. Сервер не запущен. Закройте ту программу или выберите другой порт (--port).",
        "The port is taken: {detail}. The server was not started. Close that program or choose another port (--port).",
    ),
    "tls_unusable": Code(
        409,
        "Сертификат или ключ не годится: {detail}. Сервер не запущен. Сделайте их: python3 run_all.py doctor "
        "--make-certificates, и назовите эту папку после --tls.",
        "The certificate or its key is of no use: {detail}. The server was not started. Make them: python3 run_all.py "
        "doctor --make-certificates, and name that folder after --tls.",
    ),
    "authority_unusable": Code(
        409,
        "Центр сертификатов в папке {detail} больше не подписывает: нет ключа, ключ чужой или вышел срок. Ничего не "
        "изменено. Уберите эту папку и сделайте новую; ca.pem понадобится всем ролям сети.",
        "The authority in folder {detail} signs no more: its key is missing or another one, or it has expired. "
        "Nothing was changed. Move that folder away and make a new one; every role of the network needs its ca.pem.",
    ),
    "plain_http_refused": Code(
        409,
        "По адресу {detail} роль видна другим компьютерам, а шифрования нет: пароли увидит любой в сети. Сервер не "
        "запущен. Добавьте --tls ПАПКА (или --plain-http, если так и надо).",
        "At {detail} other computers see this role, and nothing is encrypted: anybody on the network would see the "
        "passwords. The server was not started. Add --tls FOLDER (or --plain-http, if that is what you want).",
    ),
    "not_started": Code(
        409,
        "Программа не запустилась: {detail}. Посмотрите её журнал в папке logs.",
        "The program did not start: {detail}. Look at its log in the folder logs.",
    ),
    "seat_taken": Code(
        409,
        "Место «{detail}» занято: там сейчас работает программа. Деньги и договоры не тронуты. Сначала остановите её.",
        "Seat “{detail}” is taken: a program works there now. No money and no contract was touched. Stop it first.",
    ),
    "file_damaged": Code(
        409,
        "Файл {detail} повреждён. Открыта копия .bak; последние изменения могли не сохраниться.",
        "File {detail} is damaged. The .bak copy was opened; the latest changes may be missing.",
    ),
    "faults_unreadable": Code(
        409,
        "Файл {detail} — не файл сбоев этой программы или повреждён. Сбои остались прежними. Выберите файл .json, "
        "который был сохранён на вкладке «Исходы».",
        "{detail} is no file of faults of this program, or is damaged. The faults stay as they were. Choose a .json "
        "file that was saved in the tab Outcomes.",
    ),
    "file_newer": Code(
        409,
        "Файл сделан более новой версией программы ({detail}). Ничего не изменено. Обновите программу.",
        "The file was made by a newer version ({detail}). Nothing was changed. Update the program.",
    ),
    "file_lost": Code(
        409,
        "Файл {detail} и его копия .bak повреждены. Файл отложен в сторону. Импортируйте карты заново.",
        "File {detail} and its .bak are damaged. The file was set aside. Import the cards again.",
    ),
}
