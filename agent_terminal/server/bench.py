"""The training bench: a simulated acceptor, a scanner, and the network cable."""

from agent_terminal.service.messages import Intent
from agent_terminal.service.messages import bench as m
from common.operation import Operation
from common.words import Words

PART = "bench"
OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "bench-do",
        "call",
        m.BenchDo,
        m.BenchDone,
        Words("Стенд: сделать что-то с имитатором купюроприёмника", "Bench: do something to the simulated acceptor"),
        within=PART,
    ),
    Operation(
        "bench-state",
        "call",
        m.AskBench,
        m.BenchState,
        Words("Стенд: что с приёмником, кабелем, бумагой", "Bench: acceptor, cable, paper as they are"),
        within=PART,
    ),
    Operation(
        "cable",
        "call",
        m.Cable,
        m.CableShown,
        Words("Стенд: вынуть или вставить сетевой кабель", "Bench: pull the network cable out, or put it in"),
        within=PART,
    ),
    Operation(
        "scan",
        "call",
        m.Scan,
        m.Scanned,
        Words("Сканер прочитал текст", "A scanner has read a text"),
        within=PART,
    ),
    Operation(
        "press",
        "call",
        Intent,
        m.Pressed,
        Words("Нажать кнопку киоска за плательщика", "Press a button of the kiosk in a payer's place"),
        within="fingers",
    ),
    Operation(
        "ask-now",
        "call",
        m.AskNow,
        m.BenchState,
        Words("Спросить депозит или справочник сейчас", "Ask for the deposit or the directory now"),
        within=PART,
    ),
)
