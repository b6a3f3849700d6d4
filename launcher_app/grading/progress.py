"""What a grading tells while it goes on: lines of JSON for a program, lines of text for a person."""

import msgspec

from common.words import Language, Words
from launcher_app.grading.outcome import STATUS_WORDS, Result


class Line(msgspec.Struct, frozen=True):
    """A check that will be made."""

    id: str
    criterion: str
    title: Words


class Planned(msgspec.Struct, frozen=True, tag="planned"):
    """What will be checked."""

    checks: list[Line]
    seed: int


class Began(msgspec.Struct, frozen=True, tag="began"):
    """A scenario has begun, and these checks with it; about so many seconds are left for all."""

    scenario: str
    title: Words
    checks: list[str]
    left_seconds: int


class Ended(msgspec.Struct, frozen=True, tag="ended"):
    """A scenario has ended."""

    scenario: str
    title: Words
    results: list[Result]
    ms: int
    left_seconds: int


class Reported(msgspec.Struct, frozen=True, tag="reported"):
    """The reports are written to a folder; points are hundredths."""

    folder: str
    points: int
    most: int
    stopped: bool


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """Nothing could be graded, and why."""

    words: Words


News = Planned | Began | Ended | Reported | Failed


def line(news: News) -> str:
    """As a program reads it."""
    return msgspec.json.encode(news).decode()


def read(text: str | bytes) -> News | None:
    """A line's news; None for a line that is none."""
    try:
        found: News = msgspec.json.decode(text, type=News)
    except msgspec.MsgspecError:
        return None
    return found


def spoken(news: News, language: Language) -> str:
    """As a person reads it; empty for what needs no words."""
    if not isinstance(news, Ended):
        return ""
    results = sorted(news.results, key=lambda one: one.check)
    shown = " ".join(f"{STATUS_WORDS[one.status][0]} {one.check}" for one in results)
    return f"{news.ms / 1000:6.1f} с  {news.title.of(language)}: {shown}"
