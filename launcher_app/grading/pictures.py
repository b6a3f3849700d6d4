"""Pictures for the report: the windows of our roles drawn without a screen, the kiosk's page, a student's own picture.

A picture is shown only where it was really taken; where it was not, the reason is.
"""

import contextlib
from base64 import b64decode, b64encode
from collections.abc import Iterable
from pathlib import Path

from common import settings, spawn
from common.errors import OplataError
from common.protocol import codes
from common.words import Language, Words, same
from launcher_app.grading import kiosk_page
from launcher_app.grading.network import Network
from launcher_app.grading.outcome import Picture
from launcher_app.grading.seats import OurSeat, TheirSeat
from launcher_app.grading.stop import BrokenOff

TABS = {
    "consumer": ("contracts",),
    "terminal": ("payments",),
    "processing": ("overview", "payments"),
    "provider": ("overview", "operations"),
}
WIDTH, HEIGHT, THUMB = 1280, 800, 300
CALM_SECONDS, PAUSE_SECONDS = 4.0, 0.05
LARGEST_THUMB = 300_000
PNG, JPEG = "image/png", "image/jpeg"
KIOSK = Words("Киоск", "Kiosk")
THEIRS = Words("Программа студента", "The student's program")
NO_COMMAND = Words(
    "в target.toml нет [grade] picture: окно программы студента снимает только она сама",
    "target.toml has no [grade] picture: only the student's program can picture its own window",
)
NO_PICTURE = Words("команда [grade] picture не записала PNG в {out}", "[grade] picture wrote no PNG to {out}")
NO_BROWSER = Words(
    "нет браузера (chromium, chrome, edge), который нарисовал бы страницу киоска",
    "no browser (chromium, chrome, edge) to draw the kiosk's page with",
)


def taken(network: Network, folder: Path, language: Language) -> list[Picture]:
    """All there can be, as files of the folder. The roles are started anew on their data, with their windows."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    theirs = [seat for seat in network.seats if isinstance(seat, TheirSeat)][:1]
    ours = latest(seat for seat in network.seats if isinstance(seat, OurSeat))
    found = [_student(seat, folder) for seat in theirs]
    found += [_kiosk(seat, folder) for seat in ours if seat.role == "terminal"]
    return found + _windows(ours, folder, language)


def latest(seats: Iterable[OurSeat]) -> list[OurSeat]:
    """Of each of our roles the one that was seated last, in the order of the map; hurried ones are left out."""
    by_role = {seat.role: seat for seat in seats if not seat.hurried}
    return [by_role[role] for role in TABS if role in by_role]


def _student(seat: TheirSeat, folder: Path) -> Picture:
    if not seat.target.grade.picture:
        return Picture(THEIRS, why=NO_COMMAND)
    out = folder / "student.png"
    seat.program.run(seat.target.grade.picture, out=out, **seat.values)
    data = out.read_bytes() if out.exists() else b""
    if not data.startswith(b"\x89PNG"):
        return Picture(THEIRS, why=NO_PICTURE.format(out=out.name))
    return Picture(THEIRS, file=out.name, thumb=_whole(data))


def _kiosk(seat: OurSeat, folder: Path) -> Picture:
    out = folder / "kiosk.png"
    try:
        token = seat.ask("open-kiosk")
        drawn = kiosk_page.drawn(seat.instance.url, token["token"], out, seat.clock)
    except OplataError as problem:
        return Picture(KIOSK, why=codes.words_of(problem))
    if not drawn:
        return Picture(KIOSK, why=NO_BROWSER)
    return Picture(KIOSK, file=out.name, thumb=_whole(out.read_bytes()))


def _windows(seats: list[OurSeat], folder: Path, language: Language) -> list[Picture]:
    """All at once: each needs some seconds to end, and some to start."""
    if not seats:
        return []
    with spawn.pool("windows", len(seats)) as workers:
        found = workers.map(lambda seat: _of_window(seat, folder, language), seats)
        return [picture for pictures in found for picture in pictures]


def _of_window(seat: OurSeat, folder: Path, language: Language) -> list[Picture]:
    try:
        seat.begin_with_window()
        seat.instance.wait()
        seat.ask("ui-set", width=WIDTH, height=HEIGHT, theme="light", language=language)
        return [_of_tab(seat, tab, folder) for tab in TABS[seat.role]]
    except OplataError as problem:
        return [Picture(settings.TITLES[seat.role], why=codes.words_of(problem))]


def _of_tab(seat: OurSeat, tab: str, folder: Path) -> Picture:
    clock = seat.clock
    seat.ask("ui-show", tab=tab)
    deadline = clock.monotonic() + CALM_SECONDS
    while seat.ask("ui-tree")["busy"] and clock.monotonic() < deadline:
        clock.sleep(PAUSE_SECONDS)
    out = folder / f"{seat.role}-{tab}.png"
    out.write_bytes(b64decode(seat.ask("ui-picture")["picture"]))
    small = seat.ask("ui-picture", width=THUMB)["picture"]
    return Picture(settings.TITLES[seat.role], file=out.name, thumb=f"data:{JPEG};base64,{small}")


def _whole(data: bytes) -> str:
    """The picture itself, small enough to be its own thumbnail; else none, only the file."""
    return f"data:{PNG};base64,{b64encode(data).decode()}" if len(data) <= LARGEST_THUMB else ""


def quietly(network: Network, folder: Path, language: Language) -> list[Picture]:
    """Pictures adorn a report: whatever goes wrong with them, the grading does not."""
    with contextlib.suppress(BrokenOff):
        try:
            return taken(network, folder, language)
        except (OplataError, OSError, KeyError, ValueError) as problem:
            return [Picture(Words("Снимки", "Pictures"), why=same(problem))]
    return []
