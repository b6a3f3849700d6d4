"""Why a port does not open, in words: pyserial tells it by the system's number, on Windows by text alone."""

import errno

from common.words import Words

SOCKET = "socket://"
NOT_THERE = {errno.ENOENT, errno.ENODEV, errno.ENXIO}
IN_USE = {errno.EAGAIN, errno.EBUSY}
FORBIDDEN = {errno.EACCES, errno.EPERM}
NO_PORT = Words(
    "Нет такого порта: {line}. Какие есть, покажет python3 run_all.py doctor.",
    "No such port: {line}. python3 run_all.py doctor lists those that are there.",
)
BUSY_PORT = Words(
    "Порт {line} занят другой программой. Остановите терминал, который с ним работает, и повторите.",
    "Port {line} is in use by another program. Stop the terminal that works with it and repeat.",
)
NOT_ALLOWED = Words(
    "Нет прав на порт {line}. Добавьте себя в группу этого порта (Debian: dialout) и войдите заново.",
    "No rights to port {line}. Add yourself to its group (Debian: dialout) and log in again.",
)
NOBODY_LISTENS = Words(
    "По адресу {line} никто не отвечает: имитатор не запущен или номер порта другой.",
    "Nobody listens at {line}: the simulator is not running, or the number is another.",
)
WRONG_ADDRESS = Words(
    "Непонятный адрес: {line}. Пример: COM3, /dev/ttyUSB0, socket://127.0.0.1:8200.",
    "Unclear address: {line}. Examples: COM3, /dev/ttyUSB0, socket://127.0.0.1:8200.",
)
CANNOT_OPEN = Words("Порт {line} не открывается: {why}", "Port {line} cannot be opened: {why}")


def why_not(line: str, problem: Exception) -> Words:
    """What is in the way, and what to do about it."""
    number, text = getattr(problem, "errno", None), str(problem)
    if isinstance(problem, ValueError):
        return WRONG_ADDRESS.format(line=line)
    if line.startswith(SOCKET):
        whole = line.rpartition(":")[2].isdigit()
        return (NOBODY_LISTENS if whole else WRONG_ADDRESS).format(line=line)
    if number in NOT_THERE or FileNotFoundError.__name__ in text:
        return NO_PORT.format(line=line)
    if number in IN_USE or PermissionError.__name__ in text:
        return BUSY_PORT.format(line=line)
    if number in FORBIDDEN:
        return NOT_ALLOWED.format(line=line)
    return CANNOT_OPEN.format(line=line, why=text)
