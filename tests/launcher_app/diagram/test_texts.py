"""Mermaid and PlantUML: the grammar of both is kept whatever the words are."""

import re

import pytest

from common.words import Language
from launcher_app.diagram import mermaid, plantuml
from launcher_app.diagram.sequence import sequenced
from tests.launcher_app.diagram.sample import hop, payment

NASTY = (
    "a; end\nEnd of \"x\" #35; %% <b> {c} `d` $$e$$ \\n -->> l1: @enduml /' ' ** // __ ~~ [[x]] |y| !include"
    " \r\n%%{init}%%"
)
MERMAID = (
    r"sequenceDiagram",
    r"    title [^;\n]+",
    r"    participant l\d+ as [^;\n]+",
    r"    Note over l\d+(,l\d+)?: [^;\n]+",
    r"    l\d+(->>|-->>|-x|--x)l\d+: [^;\n]+",
)
ENTITY = re.compile(r"#\d+;")
PLANTUML = (
    r"@startuml",
    r"title \S.*",
    r"hide footbox",
    r'participant "[^"]+" as l\d+',
    r"== [^=]+ ==",
    r"\.\.\. .+ \.\.\.",
    r"l\d+ (-|--)?(-?\[#[0-9A-F]{6}\]-?)?>?x? ?.*l\d+ : .+",
    r"note right : .+",
    r"@enduml",
)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_mermaid_keeps_its_grammar_line_by_line(language: Language) -> None:
    hops = [*payment(), hop(10, 60_000, "terminal", "processing", "/x", verb=NASTY, fault=NASTY)]

    text = mermaid.written(sequenced(hops), NASTY, language)

    for line in text.splitlines():
        bare = ENTITY.sub("", line)
        assert any(re.fullmatch(rule, bare) for rule in MERMAID), line
        assert not re.search(r"[#;<>{}%`$\"\\]|\bend\b", bare.replace("->>", ""), re.IGNORECASE), line


def test_what_mermaid_shows_is_what_was_said() -> None:
    shown = ENTITY.sub(lambda found: chr(int(found[0][1:-1])), mermaid.text(NASTY))

    assert shown == " ".join(NASTY.split())


def test_mermaid_says_who_asked_whom_and_what_was_lost() -> None:
    text = mermaid.written(sequenced(payment()), "Платёж 7F3K-92QD", "ru")

    assert "participant l3 as Процессинговый центр" in text
    assert "l4--xl3: ✕ ответ 200 потерян · ⚡ сбой включён нарочно" in text
    assert "l3-xl4: 6. что с платежом" in text
    assert "Note over l1,l4: Зачисление" in text


@pytest.mark.parametrize("language", ["ru", "en"])
def test_plantuml_keeps_its_grammar_line_by_line(language: Language) -> None:
    hops = [*payment(), hop(10, 60_000, "terminal", "processing", "/x", verb=NASTY, fault=NASTY)]

    lines = plantuml.written(sequenced(hops), NASTY, language).splitlines()

    assert (lines[0], lines[-1]) == ("@startuml", "@enduml")
    assert all(any(re.fullmatch(rule, line) for rule in PLANTUML) for line in lines)
    assert sum("enduml" in line and "@" in line for line in lines) == 1


def test_what_plantuml_shows_is_what_was_said() -> None:
    text = plantuml.text(NASTY)

    shown = re.sub(r"<U\+([0-9A-F]{4})>", lambda found: chr(int(found[1], 16)), text)

    assert shown == " ".join(NASTY.split())
    assert not re.search(r"\*\*|//|__|~~|\[\[|\"|'|\\", re.sub(r"<U\+[0-9A-F]{4}>", "", text))


@pytest.mark.parametrize("written", [mermaid.written, plantuml.written])
def test_a_diagram_of_one_lane_is_still_a_diagram(written: object) -> None:
    assert callable(written)

    text = written(sequenced([hop(1, 0, "provider", "provider", "/v1/credit")]), "", "en")

    assert "l1" in text
