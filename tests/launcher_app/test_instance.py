"""A role as a process: where its logs are, what a second start leaves alone, what the launcher's log never holds."""

import os
from pathlib import Path

import msgspec

from common import settings
from common.clock import SystemClock
from common.http_server import bind
from common.logs import Log
from launcher_app.instance import Instance, logs_of


def test_the_usual_data_folder_has_its_logs_beside_it_and_another_one_inside(tmp_path: Path) -> None:
    assert logs_of(settings.ROOT / "data") == settings.ROOT / "logs"
    assert logs_of(tmp_path) == tmp_path / "logs"


def test_a_second_start_on_the_same_folder_leaves_the_first_one_findable(tmp_path: Path) -> None:
    clock = SystemClock()
    log = Log(tmp_path / "logs", "test", clock, console=False)
    first, second = (Instance("provider", "default", tmp_path, log, clock, port=0) for _ in range(2))
    try:
        first.start()
        first.wait()
        second.start()
        assert second.ended(20) == 5
        assert settings.running(first._settings) is not None
    finally:
        second.stop()
        first.stop()
        log.close()


def test_the_ready_file_of_a_dead_process_is_removed_and_of_a_living_one_kept(tmp_path: Path) -> None:
    clock = SystemClock()
    log = Log(tmp_path / "logs", "test", clock, console=False)
    instance = Instance("provider", "default", tmp_path, log, clock, port=0)
    instance.folder.mkdir(parents=True)
    path = instance.folder / "ready.json"
    for process, kept in ((os.getpid(), True), (2**22 + 1, False)):
        path.write_bytes(msgspec.json.encode(settings.Ready("provider", "default", "http://127.0.0.1:1", process)))
        instance._forget_dead()
        assert path.exists() is kept
    log.close()


def test_behind_a_public_address_it_names_that_address_and_later_answers_there_itself(tmp_path: Path) -> None:
    clock = SystemClock()
    log = Log(tmp_path / "logs", "test", clock, console=False)
    taken = bind(0, listening=False)
    public_url = f"http://127.0.0.1:{taken.getsockname()[1]}"
    provider = Instance("provider", "default", tmp_path, log, clock)
    try:
        provider.public_url = public_url
        provider.start()
        provider.wait()
        behind, named = provider.url, provider.ask("show-provider")["url"]
        provider.stop()
        taken.close()
        provider.public_url = ""
        provider.start()
        provider.wait()
        alone = provider.url
    finally:
        provider.stop()
        taken.close()
        log.close()
    assert named == public_url
    assert behind != public_url
    assert alone == public_url
    assert provider.port == int(public_url.rpartition(":")[2])


def test_what_the_launcher_asks_is_written_without_passports_and_passwords(tmp_path: Path) -> None:
    clock = SystemClock()
    log = Log(tmp_path / "logs", "test", clock, console=False)
    provider = Instance("provider", "default", tmp_path, log, clock, port=0)
    try:
        provider.start()
        provider.wait()
        provider.ask("describe-provider", name_ru="Связь")
        provider.ask("standard-tariffs")
        person = {"full_name": "Иванов Иван Иванович", "passport": "5700 654321", "email": "ivanov@example.org"}
        card = provider.ask("sign-subscriber", tariff="mobile", **person)
    finally:
        provider.stop()
        log.close()
    written = "".join(file.read_text(encoding="utf-8") for file in (tmp_path / "logs").iterdir())
    assert card["number"] in written
    assert "5700 654321" not in written
    assert card["password"] not in written
