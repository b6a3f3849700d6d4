"""`run_all.py prove`: дорожки с цифрами, все или --lane; все вместе пишут docs/proof.md / lanes with figures."""

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from common.setup import console
from common.setup.places import PROJECT
from tests.proof import page
from tests.proof.form import Form
from tests.proof.lane_process import Proof
from tests.proof.lanes import LANES
from tests.proof.progress import Progress
from tests.proof.proving import prove
from tests.proof.table import table

SEED = 1
REFUSED, INTERRUPTED = 2, 130
OF_MUTANTS = "simulation"
BROKEN = (
    "\nКрасное — ошибка программы или её проверки: деньги под вопросом, пока она не понята. Повторить:",
    "Red is a bug of the program or of its proof: money is in question until it is understood. To repeat:",
)
PUT_IN = (
    "\nКрасное здесь и ожидалось: ошибка внесена нарочно, и дорожка её увидела. Повторить:",
    "Red is what was expected: the bug was put in on purpose, and the lane has seen it. To repeat:",
)


def main(words: Sequence[str]) -> int:
    """Run the lanes that are asked for; 1 when a figure is red, 2 when there is no such lane, 130 by Ctrl+C."""
    console.prepare()
    asked = parser().parse_args(words)
    lanes = list(dict.fromkeys(asked.lane or ([OF_MUTANTS] if asked.mutant else LANES)))
    trouble = unknown(lanes) or (put_in(asked.mutant, lanes) if asked.mutant else "")
    if trouble:
        print(trouble, file=sys.stderr)
        return REFUSED
    whole = not (asked.lane or asked.mutant or asked.sample)
    try:
        return proved(lanes, asked.seed, form(asked), whole=whole, mutant=asked.mutant)
    except KeyboardInterrupt:
        console.say("\nПрервано: всё, что было запущено, остановлено.", "Interrupted: whatever was started is stopped.")
        return INTERRUPTED


def parser() -> argparse.ArgumentParser:
    """What can be asked."""
    made = argparse.ArgumentParser(prog="run_all.py prove", description=__doc__)
    made.add_argument("--long", action="store_true", help="длинная форма, на ночь / the long form, for a night")
    made.add_argument("--sample", action="store_true", help="проба, как в test / the sample that `test` runs")
    made.add_argument("--seed", type=int, default=SEED, help="с чего начинается случайное / where chance begins")
    made.add_argument("--lane", action="append", metavar="ИМЯ|NAME", help=f"только она / it alone: {', '.join(LANES)}")
    made.add_argument("--mutant", metavar="ИМЯ|NAME", help="ошибка нарочно: дорожка краснеет / a bug put in on purpose")
    return made


def form(asked: argparse.Namespace) -> Form:
    """How much of every lane."""
    if asked.sample:
        return Form.SAMPLE
    return Form.LONG if asked.long else Form.SHORT


def unknown(lanes: Sequence[str]) -> str:
    """What to say about lanes that do not exist."""
    missing = [lane for lane in lanes if lane not in LANES]
    if not missing:
        return ""
    asked, there = ", ".join(missing), ", ".join(LANES)
    return f"Нет такой дорожки: {asked}. Есть: {there}.\nNo such lane: {asked}. There are: {there}."


def put_in(mutant: str, lanes: Sequence[str]) -> str:
    """Let the lane's process have this bug; what to say when there is no such one, or a lane that would not see it."""
    from tests.faults.simulation.mutants import MUTANTS, SWITCH

    names = ", ".join(one.name for one in MUTANTS)
    if mutant not in {one.name for one in MUTANTS}:
        return f"Нет такого мутанта: {mutant}. Есть: {names}.\nNo such mutant: {mutant}. There are: {names}."
    if lanes != [OF_MUTANTS]:
        return (
            f"Ошибку нарочно видит только дорожка {OF_MUTANTS}.\nOnly lane {OF_MUTANTS} sees a bug put in on purpose."
        )
    os.environ[SWITCH] = mutant
    return ""


def proved(lanes: Sequence[str], seed: int, how: Form, *, whole: bool, mutant: str = "") -> int:
    """Run, print the table, write the page when it was everything; what a red lane has left is kept."""
    began = time.monotonic()
    above = PROJECT / "data"
    above.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="proof-", dir=above))
    proofs: list[Proof] = []
    try:
        proofs = prove(lanes, seed, how, folder, Progress())
    finally:
        for proof in proofs:
            if proof.kept:
                shutil.rmtree(folder / proof.lane, ignore_errors=True)
        if all(proof.kept for proof in proofs):
            shutil.rmtree(folder, ignore_errors=True)
    seconds = time.monotonic() - began
    print(f"\n{table(proofs)}\n{page.verdict(proofs)}, {page.spoken(seconds)}")
    if whole:
        page.write(proofs, how, seconds, datetime.now(UTC))
        print(f"Записано | written: {page.NAME}")
    red = [proof for proof in proofs if not proof.kept]
    if red:
        print(advice(red, seed, how, folder, f" --mutant {mutant}" if mutant else ""))
    return int(bool(red))


def advice(red: Sequence[Proof], seed: int, how: Form, folder: Path, mutant: str) -> str:
    """What to do with what is red."""
    option = {Form.SAMPLE: " --sample", Form.SHORT: "", Form.LONG: " --long"}[how] + mutant
    again = [f"  python3 run_all.py prove --lane {proof.lane} --seed {seed}{option}" for proof in red]
    return "\n".join(
        [
            *(PUT_IN if mutant else BROKEN),
            *again,
            f"Что дорожка оставила | what the lane has left: {folder}",
        ]
    )


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(main(sys.argv[1:]))
