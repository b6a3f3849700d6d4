"""Pictures of every tab of windows, in both languages and palettes, kept as PNG files."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from common import spawn
from launcher_app.instance import Instance
from tests.journeys.person import Person
from tests.journeys.screen import Screen

SHOTS = Path(__file__).with_name("shots")
SIZES = ((1024, 768), (1920, 1080))
LOOKS = tuple((language, theme) for language in ("ru", "en") for theme in ("light", "dark"))
WRITERS = 2


def opened(screen: Screen, windows: Mapping[str, Instance]) -> None:
    """Start the roles again, with their windows on this screen."""
    for role in windows.values():
        role.stop()
        role.start(windows=True, environment=screen.environment)
    for role in windows.values():
        role.wait()


def pictured(
    screen: Screen, windows: Mapping[str, Instance], folder: Path, looks: Sequence[tuple[str, str]] = LOOKS
) -> Iterator[Path]:
    """Every tab of each window in each look; the files, written by the end of the iteration."""
    folder.mkdir(parents=True, exist_ok=True)
    with spawn.pool("album", WRITERS) as pool:
        for name, role in windows.items():
            person = Person(screen, role)
            person.come()
            tabs = person.looks().tabs
            for language, theme in looks:
                role.ask("ui-set", language=language, theme=theme)
                for tab in tabs:
                    person.show(tab)
                    person.calm()
                    person.wait_for_page()
                    file = folder / f"{name}-{tab}-{language}-{theme}-{screen.width}.png"
                    pool.submit(screen.still().save, str(file))
                    yield file
            role.ask("ui-set", language=LOOKS[0][0], theme=LOOKS[0][1])
