"""docs/proof.md: what a whole proof has found on which machine, what each lane asks, and how to repeat it."""

import os
import platform
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import psutil

from common.setup.places import PROJECT
from tests.proof import table
from tests.proof.form import Form
from tests.proof.lane_process import Proof
from tests.proof.lanes import LANES

NAME = "docs/proof.md"
PAGE = PROJECT / NAME
MOST_WORDS = 800
GIB = 1 << 30
OPENING = """\
# Доказательство

Эту страницу пишет `python3 run_all.py prove`: каждая дорожка задаёт вопрос о деньгах и отвечает цифрой с границей.
Красная цифра — ошибка: команда завершается с кодом 1, а `seed` повторяет её. `prove --long` спрашивает о том же больше,
на ночь; малую пробу каждой дорожки делает и `test`. Одна дорожка:
`python3 run_all.py prove --lane kills`; другое начало: `--seed 12345`. Чего на машине нет, пропущено, и это сказано.

*This page is written by `python3 run_all.py prove`: every lane asks a question about money and answers with a figure
and its bound. A red figure is a bug: the command ends with 1, and its `seed` does the same again. `prove --long` asks
more of the same, for a night; `test` runs a sample of every lane. One lane:
`python3 run_all.py prove --lane kills`; another beginning: `--seed 12345`. What a machine lacks is skipped, and that is
said.*
"""
FORMS = {Form.SAMPLE: "проба / sample", Form.SHORT: "короткая / short", Form.LONG: "длинная / long"}


def page(proofs: Sequence[Proof], form: Form, seconds: float, now: datetime) -> str:
    """The whole page."""
    lines = [
        OPENING,
        f"**{verdict(proofs)}** · {now:%Y-%m-%d %H:%M} UTC · {machine()} · форма / form: {FORMS[form]} · "
        f"всего / in all: {spoken(seconds)}",
        "",
        "## Дорожки / Lanes",
        "",
        "| дорожка / lane | что спрашивает / what it asks | время / time |",
        "|---|---|--:|",
        *(lane(proof) for proof in proofs),
        "",
        "## Цифры / Figures",
        "",
        "| дорожка / lane | показатель / figure | значение / value | граница / bound | seed | держится / kept | |",
        "|---|---|--:|--:|--:|---|---|",
        *rows(proofs),
    ]
    return "\n".join(lines) + "\n"


def write(proofs: Sequence[Proof], form: Form, seconds: float, now: datetime, path: Path = PAGE) -> None:
    """Put it beside the other documents."""
    path.write_text(page(proofs, form, seconds, now), encoding="utf-8", newline="\n")


def verdict(proofs: Sequence[Proof]) -> str:
    """All in one line: how many figures, how many are red, how many were not measured."""
    figures = [figure for proof in proofs for figure in proof.figures]
    red = sum(not figure.passed for figure in figures)
    out = sum(figure.passed and not figure.bound for figure in figures)
    ru = f"Цифр: {len(figures)}, красных: {red}, пропущено: {out}"
    return f"{ru} / figures: {len(figures)}, red: {red}, skipped: {out}"


def machine() -> str:
    """What the figures were measured on; nobody's name is in it."""
    memory = psutil.virtual_memory().total / GIB
    system = f"{platform.system()} {platform.release().split('-')[0]} {platform.machine()}"
    return f"{system}, {os.cpu_count()} CPU, {memory:.0f} GiB, Python {platform.python_version()}"


def spoken(seconds: float) -> str:
    """A length of time that a person waits."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02} мин / min"


def lane(proof: Proof) -> str:
    """A lane's question."""
    words = LANES[proof.lane].words
    return f"| `{proof.lane}` | {cell(words.ru)} / {cell(words.en)} | {spoken(proof.seconds)} |"


def rows(proofs: Sequence[Proof]) -> Iterator[str]:
    """Every figure of every lane."""
    for proof in proofs:
        for figure in proof.figures:
            name = " ".join(table.named(figure.name, len(figure.name) * 8))
            bound, said = figure.bound or "—", cell(figure.words[:MOST_WORDS])
            cells = (cell(name), table.number(figure), bound, str(figure.seed), table.kept(figure), said)
            yield f"| `{proof.lane}` | {' | '.join(cells)} |"


def cell(text: str) -> str:
    """A text inside a table: one line, nothing in it is read as markup or says where this machine keeps its files."""
    text = text.replace(str(PROJECT), "").replace("](", "] (")
    for sign in ("\\", "|", "<", "*", "_", "`", "["):
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())
