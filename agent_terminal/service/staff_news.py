"""News of the acceptor in words for the staff, as the journal keeps them."""

from collections.abc import Callable
from typing import Any

from agent_terminal.ccnet import happenings as h
from agent_terminal.ccnet.reasons import FAILURES
from common.words import Words

PLACES = {
    h.Place.NOWHERE: Words("купюры внутри нет", "no note inside"),
    h.Place.VALIDATOR: Words("купюра осталась в валидаторе", "a note was left in the validator"),
    h.Place.STACKER: Words("купюра ушла в кассету", "a note went into the cassette"),
}
WORDS: dict[type, Callable[[Any], Words]] = {
    h.CassetteOut: lambda _: Words("кассета вынута", "the cassette is out"),
    h.CassetteBack: lambda _: Words("кассета на месте", "the cassette is back"),
    h.CassetteFull: lambda _: Words("кассета полна", "the cassette is full"),
    h.Jammed: lambda news: (
        Words("купюра застряла в кассете", "a note is stuck in the cassette")
        if news.in_cassette
        else Words("купюра застряла в приёмнике", "a note is stuck in the acceptor")
    ),
    h.Failed: lambda news: _failure(news.code),
    h.Offline: lambda news: Words(
        f"приёмник молчит {news.silent_seconds:.0f} с", f"the acceptor has been silent for {news.silent_seconds:.0f} s"
    ),
    h.PortLost: lambda news: news.why or Words(f"порт пропал: {news.reason}", f"the port is gone: {news.reason}"),
    h.PoweredUp: lambda news: Words(
        f"питание пропадало, {PLACES[news.note].ru}", f"power came back, {PLACES[news.note].en}"
    ),
    h.InitializeOverdue: lambda _: Words("приёмник слишком долго готовится", "the acceptor prepares for too long"),
    h.StackOverdue: lambda _: Words("укладка купюры не подтверждена", "stacking a note is not confirmed"),
    h.ReturnOverdue: lambda _: Words("возврат купюры не подтверждён", "returning a note is not confirmed"),
    h.Suspicious: lambda news: (
        Words("подозрительная купюра удержана", "a suspicious note is held")
        if news.held
        else Words("подозрительная купюра", "a suspicious note")
    ),
}


def said(news: h.Happening) -> Words:
    """What to tell the staff; its name for what has no words of its own."""
    words = WORDS.get(type(news))
    return words(news) if words is not None else Words(type(news).__name__, type(news).__name__)


def _failure(code: int | None) -> Words:
    known = FAILURES.get(code) if code is not None else None
    shown = "—" if code is None else f"{code:02X}"
    if known is None:
        return Words(f"неисправность {shown}", f"failure {shown}")
    return Words(f"неисправность {shown}: {known.ru}", f"failure {shown}: {known.en}")
