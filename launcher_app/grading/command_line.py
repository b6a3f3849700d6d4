"""The command line of `run_all.py grade`, and what it asks for."""

import argparse
from pathlib import Path

from common import settings
from common.errors import Rejected
from launcher_app.grading import rubric, target
from launcher_app.grading.checks import BY_ID, CRITERIA, EXTRA

ALWAYS = ("general", EXTRA)
SEED = 17
OUT = settings.ROOT / "data" / "grade"


def parsed(arguments: list[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="run_all.py grade", description="Оценить роли с доказательствами / Grade roles, with evidence"
    )
    add = parser.add_argument
    add("--role", nargs="+", choices=target.ROLES, default=[], help="только эти роли / only these roles")
    add("--target", type=Path, metavar="FILE", help="роль студента, target.toml / the student's role")
    add("--rubric", type=Path, metavar="FILE", default=rubric.DEFAULT, help="баллы и веса / points and weights")
    add("--seed", type=int, default=SEED, help="зерно сбоев / the seed of the faults")
    add("--out", type=Path, metavar="DIR", default=OUT, help="куда отчёты / for the reports")
    add("--hidden", type=Path, metavar="DIR", help="скрытые проверки преподавателя / the instructor's hidden checks")
    add("--overrides", type=Path, metavar="FILE", help="ручные правки с причинами / edits by hand, with reasons")
    add("--detail", choices=("full", "no-expected", "points"), default="full", help="копия студента / student's copy")
    add("--from", dest="again", type=Path, metavar="DIR", help="отчёты заново, без прогона / reports of a kept run")
    add("--only", nargs="+", default=[], metavar="P-03", help="только эти проверки или критерии / only these")
    add("--once", action="store_true", help="не повторять неудачное / repeat nothing")
    add("--team", default="", help="команда / team")
    add("--variant", default="", help="вариант / variant")
    add("--lang", choices=("ru", "en"), default="ru", help="язык отчётов / language of the reports")
    add("--session", type=Path, metavar="FILE", help="пометки и заметки из окна / stars and notes of the window")
    add("--no-pictures", action="store_true", help="без снимков окон и файлов журналов / no pictures, no whole logs")
    add("--progress", choices=("text", "json"), default="text", help="ход: словами или строками JSON / how it is told")
    add("--until-stdin-closes", action="store_true", help="прервать с закрытием stdin / broken off when stdin closes")
    add("--headless", action="store_true", help="не открывать отчёт / do not open the report")
    return parser.parse_args(arguments)


def wanted(given: argparse.Namespace, chosen: target.Target | None) -> frozenset[str]:
    """Criteria and checks: those named, else the roles' own with what holds for all."""
    unknown = [name for name in given.only if name not in BY_ID and name not in CRITERIA]
    if unknown:
        raise Rejected("wrong_value", f"--only {' '.join(unknown)}")
    if given.only:
        return frozenset(given.only)
    if chosen is not None and given.role not in ([], [chosen.role]):
        raise Rejected("wrong_value", f"--role {' '.join(given.role)}: {given.target}: role = {chosen.role}")
    roles = [chosen.role] if chosen is not None else given.role or target.ROLES
    return frozenset([*roles, *ALWAYS])
