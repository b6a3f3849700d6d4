"""What holds for a role as a whole: secrets in no log, logs, tests and documents there, a workbook with its total."""

from collections.abc import Iterator
from pathlib import Path

from common import excel, settings
from common.clock import moment
from common.errors import OplataError
from common.words import Words
from launcher_app.grading import sources as sources_of
from launcher_app.grading.network import Network
from launcher_app.grading.seats import OurSeat, Seat, TheirSeat, paper_name, read_paper
from launcher_app.grading.sheet import Sheet
from launcher_app.grading.spoken_of import safe, tells
from launcher_app.grading.target import Target

MOST_LINES = 5
SHORTEST_README = 200
LONGEST_SHOWN = 200
TOTALS = ("итог", "всего", "total", "sum")
DAY_MS = 86_400_000


def tidy(network: Network, sheet: Sheet) -> None:
    """Read what the judged roles wrote, and look into the folder they come from."""
    seats = list(judged(network))
    _secrets(network, sheet, seats)
    theirs = network.ground.target
    _logs(sheet, seats, theirs)
    sources = Path(theirs.grade.sources) if theirs and theirs.grade.sources else None if theirs else settings.ROOT
    if sources is None:
        why = Words("в target.toml нет [grade] sources", "target.toml has no [grade] sources")
        for check in ("G-03", "G-04"):
            sheet.not_run(check, why)
        return
    _tests(sheet, sources)
    _documents(sheet, sources)


def judged(network: Network) -> Iterator[Seat]:
    """The seats whose papers count: the student's, or all when all are ours."""
    for seat in network.seats:
        if network.ground.target is None or isinstance(seat, TheirSeat):
            yield seat


def _secrets(network: Network, sheet: Sheet, seats: list[Seat]) -> None:
    """The lines are shown with all secrets cut out: a report is sent to people."""
    found: list[str] = []
    read, secrets = 0, network.ground.secrets
    for seat in seats:
        for paper in seat.papers():
            for number, line in enumerate(read_paper(paper), 1):
                read += 1
                if tells(line, secrets):
                    found.append(f"{paper_name(seat, paper)}:{number}: {safe(line, secrets)[:LONGEST_SHOWN]}")
    if not seats:
        sheet.not_run("G-01", Words("ни одна программа не запускалась", "no program was started"))
        return
    sheet.judge(
        "G-01",
        not found,
        Words("ни одного пароля и паспорта открытым текстом", "no password and no passport in plain text"),
        Words(f"строк с секретом: {len(found)} из {read}", f"lines with a secret: {len(found)} of {read}"),
        lines=found[:MOST_LINES],
    )


def _logs(sheet: Sheet, seats: list[Seat], theirs: Target | None) -> None:
    lines = {paper_name(seat, paper): len(read_paper(paper)) for seat in seats for paper in seat.papers()}
    kept = {name: count for name, count in lines.items() if count}
    sheet.judge(
        "G-02",
        bool(kept),
        Words("программа пишет журнал", "the program keeps a log"),
        Words(f"журналов {len(kept)}, строк {sum(kept.values())}", f"logs: {len(kept)}, lines: {sum(kept.values())}"),
        lines=[f"{name}: {count}" for name, count in kept.items()][:MOST_LINES],
    )


def _tests(sheet: Sheet, sources: Path) -> None:
    files = sources_of.files(sources, "test_*.py", "*_test.py")
    asserting = [path for path in files if "assert" in "\n".join(read_paper(path))]
    sheet.judge(
        "G-03",
        bool(asserting),
        Words("есть файлы test_*.py, в которых что-то проверяется", "there are files test_*.py that check something"),
        Words(f"таких файлов: {len(asserting)}", f"such files: {len(asserting)}"),
        lines=[str(path.relative_to(sources)) for path in asserting][:MOST_LINES],
    )


def _documents(sheet: Sheet, sources: Path) -> None:
    texts = [
        path for path in sources_of.files(sources, "README*") if len("\n".join(read_paper(path))) >= SHORTEST_README
    ]
    sheet.judge(
        "G-04",
        bool(texts),
        Words(f"есть README длиннее {SHORTEST_README} знаков", f"a README longer than {SHORTEST_README} letters"),
        Words(f"таких файлов: {len(texts)}", f"such files: {len(texts)}"),
        lines=[str(path.relative_to(sources)) for path in texts][:MOST_LINES],
    )


def workbook(network: Network, sheet: Sheet) -> None:
    """A workbook that opens, and has a row with its total."""
    try:
        paths = _made(network)
    except OplataError as problem:
        sheet.failed("X-01", f"{problem.code} {problem.detail}")
        return
    if paths is None:
        sheet.not_run("X-01", Words("в target.toml нет [grade] excel", "target.toml has no [grade] excel"))
        return
    rows = [row for path in paths for row in _rows(path)]
    total = next((row for row in rows if any(cell.strip().lower().startswith(TOTALS) for cell in row)), None)
    sheet.judge(
        "X-01",
        bool(rows) and total is not None,
        Words("файл .xlsx открывается, в нём есть итоговая строка", "the .xlsx opens and has a total row"),
        Words(f"файлов {len(paths)}, строк {len(rows)}, итог: {'есть' if total else 'нет'}",
              f"files: {len(paths)}, rows: {len(rows)}, total: {'yes' if total else 'no'}"),
        rows=[" | ".join(row) for row in (rows[-2:] if total is None else [total])],
    )  # fmt: skip


def _made(network: Network) -> list[Path] | None:
    """The workbooks of whoever is judged; None when there is no way to ask for one."""
    target = network.ground.target
    if target is not None:
        if not target.grade.excel:
            return None
        seat = next((seat for seat in judged(network) if isinstance(seat, TheirSeat)), None)
        out = network.ground.folder / "report.xlsx"
        if seat is None or seat.program.run(target.grade.excel, out=out) != 0 or not out.exists():
            return []
        return [out]
    provider = network.provider()
    assert isinstance(provider.seat, OurSeat)
    now = network.ground.clock.now_ms()
    period = {"since": moment(now - DAY_MS).isoformat(), "until": moment(now + DAY_MS).isoformat()}
    made = provider.seat.ask("report", kind="statement", subject=provider.target.known, wait=True, **period)
    return [Path(made["folder"]) / file["name"] for file in made["files"] if file["name"].endswith(".xlsx")]


def _rows(path: Path) -> Iterator[list[str]]:
    for number in range(8):
        try:
            yield from excel.read_rows(path, number, limit=2_000)
        except (OplataError, IndexError):
            return
