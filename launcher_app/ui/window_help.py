"""What F1 tells of the launcher's window."""

from common.words import Words

HELP = Words(
    "Карта показывает роли и то, что они сейчас говорят друг другу. Двойной щелчок по карточке показывает окно роли, "
    "«…» на ней — всё, что с ролью можно сделать: остановить, заменить программой студента, добавить вторую.\n"
    "«Где деньги» — путь денег выбранного платежа. «Обмены» — каждый запрос и ответ; «Диаграмма» — они же стрелками; "
    "«Журналы» — что записали роли; «Проверки» — оценка.\n"
    "F5 запускает всё, Shift+F5 останавливает. Ctrl+B — сбои нарочно, F7 — уроки, F8 — проверить и оценить. "
    "Закрыть окно — остановить всё, что из него запущено; данные и деньги сохраняются. Все клавиши — Ctrl+F1.",
    "The map shows the roles and what they are saying to each other. A double click on a card shows the role's window, "
    "“…” on it everything that can be done with the role: stop it, put a student's program there, add a second one.\n"
    "“Where is the money” is the way of the chosen payment's money. “Exchanges” is every request and reply; “Diagram” "
    "the same as arrows; “Logs” what the roles wrote down; “Checks” the grading.\n"
    "F5 starts all, Shift+F5 stops all. Ctrl+B is faults on purpose, F7 lessons, F8 check and grade. Closing this "
    "window stops whatever was started from it; data and money are kept. All keys: Ctrl+F1.",
)
