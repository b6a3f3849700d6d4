"""The doctor on the kiosk's second browser: is there a Python old enough for `cefpython3` 66?"""

from common.setup import cefpython, cefpython_words, debian, interpreters
from common.words import Words, same
from launcher_app.checks.finding import Finding, Level

WHAT = Words("Второй движок киоска", "Kiosk's second engine")
ONLY_FOR = Words("Нужен только для terminal --cef cefpython3. ", "Needed only by terminal --cef cefpython3. ")
FIRST_TIME = Words(
    "cefpython3 66 поставится при первом запуске: {found}",
    "cefpython3 66 will be installed at the first start: {found}",
)


def second_engine() -> Finding:
    """Ready, possible, or why there is none: the kiosk's own engine does not need it."""
    missing = debian.missing_libraries(cefpython.LIBRARIES)
    if missing:
        command = debian.command(cefpython.LIBRARIES[name] for name in missing)
        return _none(same(", ".join(missing)), command, command)
    ready = cefpython.ready()
    if ready is not None:
        return Finding(WHAT, same(f"cefpython3 66: {ready}"))
    found = interpreters.best(cefpython_words.VERSIONS) if cefpython_words.possible() else None
    if found is not None:
        return Finding(WHAT, FIRST_TIME.format(found=found))
    return _none(Words(*cefpython_words.needed()), *cefpython_words.why_none())


def _none(seen: Words, ru: str, en: str) -> Finding:
    remedy = Words(f"{ONLY_FOR.ru}{ru}".replace("\n", " "), f"{ONLY_FOR.en}{en}".replace("\n", " "))
    return Finding(WHAT, seen, Level.NOTE, remedy)


CHECKS = (second_engine,)
