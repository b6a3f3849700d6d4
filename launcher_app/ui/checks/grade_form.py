"""«Проверить и оценить»: whom, with which seed and rubric, for which team, where the reports go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from common.errors import OplataError
from common.protocol import codes
from common.protocol.mistake import Mistake
from common.qt.desk import Desk
from common.qt.form import ChoiceField, Form, FormDialog, NumberField, PasswordField, TextField
from common.qt.reports.path_field import PathField
from common.words import Language, Words
from launcher_app.grading import hidden, rubric, target
from launcher_app.grading.asked import Asked
from launcher_app.grading.checks import CRITERIA
from launcher_app.grading.command_line import SEED
from launcher_app.network.seat import Player, Seat
from launcher_app.ui.checks import seated
from launcher_app.ui.checks.paths import ANY, FolderField

TITLE = Words("Проверить и оценить", "Check and grade")
VERB = Words("Начать проверку", "Begin the check")
SAID = Words(
    "Проверка идёт в отдельной сети со своими портами и данными: сеть урока и её деньги она не трогает. "
    "Все четыре роли — около полуминуты.",
    "The check has a network of its own, with other ports and data: the lesson's network and money are not touched. "
    "All four roles take about half a minute.",
)
IN_PLACE = Words(
    "Программа на этом месте уже работает по адресу {url}: проверка пойдёт прямо в ней, платежи и сбои останутся в её "
    "данных, а перезапустить её нечем.",
    "The program at this place runs already at {url}: it is checked right there, payments and faults stay in its data, "
    "and there is nothing to restart it with.",
)
WHOM = Words("Кого", "Whom")
ALL_OURS, FILE = Words("все наши роли", "all of our roles"), Words("роль из файла target.toml", "a role of target.toml")
OURS = Words("{role}: наша", "{role}: ours")
SEATED = Words("{title}: программа студента", "{title}: a student's program")
TARGET, TOML = Words("Файл target.toml", "The file target.toml"), Words("Описания ролей (*.toml)", "Roles (*.toml)")
LOGIN, PASSWORD = Words("Логин, с которым её спрашивают", "The login to ask it with"), Words("Пароль", "Password")
KNOWN, UNKNOWN = Words("Номер, который есть", "A number that exists"), Words("Номер, которого нет", "One that does not")
TEAM, VARIANT = Words("Команда студентов", "Team"), Words("Вариант", "Variant")
SEED_OF, SEED_HINT = (
    Words("Зерно сбоев", "Seed of the faults"),
    Words("то же зерно — те же сбои", "same seed: same faults"),
)
DETAIL = Words("Копия студента", "The student's copy")
DETAILS = (
    ("full", Words("всё, кроме скрытых проверок", "all but hidden checks")),
    ("no-expected", Words("без ожидаемых значений", "without expected values")),
    ("points", Words("только баллы", "points only")),
)
RUBRIC = Words("Баллы и веса (rubric.toml)", "Points and weights (rubric.toml)")
USUAL = Words("пусто — обычные: 100 баллов", "empty: the usual ones, 100 points")
HIDDEN = Words("Скрытые проверки (папка)", "Hidden checks (folder)")
NO_HIDDEN = Words("пусто — без них", "empty: none")
OUT = Words("Папка отчётов", "Folder for the reports")
NO_FILE = Words("Такого файла нет: {path}", "There is no such file: {path}")
OF_SEAT = ("login", "password", "known", "unknown")


@dataclass(frozen=True, slots=True)
class Whom:
    """What the first field chooses: all (nothing), one of our roles, a file, or a seat with a student's program."""

    role: str = ""
    file: bool = False
    seat: Seat | None = None


class GradeForm:
    """The dialog; `begin` gets what was asked for, beside the window."""

    def __init__(
        self, desk: Desk, parent: QWidget, seats: Sequence[Seat], out: Path, begin: Callable[[Asked], object]
    ) -> None:
        """Filled as it was the last time it was open."""
        self._desk = desk
        self._parent = parent
        self._seats = [one for one in seats if one.player is not Player.OURS and one.role in target.SERVERS]
        self._begin = begin
        self.form = Form(desk, "grade", drafts=False)
        self.form.say(SAID)
        self._build()
        self.form.fill({"whom": self._first(), "seed": SEED, "detail": "full", "out": str(out), "known": "9161234567"})
        self.form.fill({"unknown": "9160000002"})
        self.form.changed.connect(self._arrange)
        self._arrange()

    def open(self, before: dict[str, Any]) -> FormDialog:
        """Show it; `before` is what was typed the last time."""
        self.form.fill({name: value for name, value in before.items() if value is not None})
        self._arrange()
        dialog = FormDialog(
            self._desk, TITLE, self.form, VERB, self._save, parent=self._parent, guarded=False
        )  # fmt: skip
        dialog.open()
        return dialog

    def _build(self) -> None:
        add = self.form.add
        add(ChoiceField("whom", WHOM, options=self._options(), required=True))
        self.warning = self.form.say(self._warning, "waiting")
        add(PathField("target", TARGET, mask=TOML))
        add(TextField("login", LOGIN))
        add(PasswordField("password", PASSWORD))
        add(TextField("known", KNOWN))
        add(TextField("unknown", UNKNOWN))
        add(TextField("team", TEAM, longest=60))
        add(TextField("variant", VARIANT, longest=20))
        add(NumberField("seed", SEED_OF, maximum=2**31, hint=SEED_HINT, required=True))
        add(ChoiceField("detail", DETAIL, options=DETAILS, required=True))
        add(PathField("rubric", RUBRIC, mask=TOML, hint=USUAL))
        add(FolderField("hidden", HIDDEN, mask=ANY, hint=NO_HIDDEN))
        add(FolderField("out", OUT, mask=ANY, required=True))

    def _options(self) -> list[tuple[Whom, Words]]:
        found = [(Whom(), ALL_OURS)]
        found += [(Whom(role=one), _filled(OURS, "role", CRITERIA[one])) for one in target.ROLES]
        found += [(Whom(seat=one), _filled(SEATED, "title", one.title)) for one in self._seats]
        return [*found, (Whom(file=True), FILE)]

    def _first(self) -> Whom:
        """A student's program at a seat is what most want to grade."""
        return Whom(seat=self._seats[0]) if self._seats else Whom()

    def _arrange(self) -> None:
        whom = self.form.values()["whom"] or Whom()
        self.form.show_field("target", whom.file)
        for name in OF_SEAT:
            self.form.show_field(name, whom.seat is not None)
        self._desk.languages.bind(self.warning, self.warning.setText, self._warning)
        self.warning.setVisible(bool(self._warning().ru))

    def _warning(self) -> Words:
        whom = self.form.values().get("whom") or Whom()
        if whom.seat is None or whom.seat.player is not Player.ADDRESS:
            return Words("", "")
        return IN_PLACE.format(url=whom.seat.url)

    def _save(self, values: dict[str, Any], done: Callable[..., object], failed: Callable[[Any], object]) -> None:
        language = self._desk.languages.current

        def look() -> list[Mistake]:
            if found := mistakes(values):
                return found
            self._begin(asked(values, language))
            return []

        def looked(found: list[Mistake]) -> None:
            if found:
                failed(found)
            else:
                done(values)

        self._desk.work(self._parent, look, then=looked, failed=failed)


def mistakes(values: dict[str, Any]) -> list[Mistake]:
    """What would not do: files that cannot be read or say something impossible, a seat without a login."""
    whom: Whom = values["whom"]
    found: list[Mistake] = []
    if whom.file:
        found += _unreadable("target", values["target"], target.load)
    if whom.seat is not None:
        needed = {"login": LOGIN, "password": PASSWORD, "known": KNOWN, "unknown": UNKNOWN}
        found += [Mistake(field=name, words=_needed(words)) for name, words in needed.items() if not values[name]]
    if values["rubric"]:
        found += _unreadable("rubric", values["rubric"], rubric.load)
    if values["hidden"]:
        found += _unreadable("hidden", values["hidden"], hidden.load)
    return found


def asked(values: dict[str, Any], language: Language) -> Asked:
    """What was chosen; a student's program at a seat gets a description of its own beside the reports."""
    whom: Whom = values["whom"]
    out = Path(values["out"]).expanduser().absolute()
    of = Path(values["target"]).expanduser().absolute() if whom.file else None
    if whom.seat is not None:
        of = seated.described(whom.seat, {name: values[name] for name in OF_SEAT}, out)
    return Asked(
        out=out,
        role=whom.role,
        target=of,
        seed=values["seed"],
        team=values["team"],
        variant=values["variant"],
        detail=values["detail"],
        rubric=_path(values["rubric"]),
        hidden=_path(values["hidden"]),
        language=language,
    )


def _unreadable(name: str, text: str, read: Callable[[Path], object]) -> list[Mistake]:
    path = Path(text).expanduser()
    if not text or not path.exists():
        return [Mistake(field=name, words=NO_FILE.format(path=text or "—"))]
    try:
        read(path)
    except OplataError as problem:
        return [Mistake(field=name, words=codes.words_of(problem))]
    return []


def _path(text: str) -> Path | None:
    return Path(text).expanduser().absolute() if text else None


def _needed(words: Words) -> Words:
    return Words(f"Заполните «{words.ru}».", f"Fill in “{words.en}”.")


def _filled(words: Words, name: str, value: Words) -> Words:
    return Words(words.ru.format(**{name: value.ru}), words.en.format(**{name: value.en}))
