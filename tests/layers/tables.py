"""The tables of the design: who may import what, and the one home of every library."""

from typing import NamedTuple

ROLES = ("consumer_app", "provider_app", "processing_app", "agent_terminal")
TOPS = (*ROLES, "launcher_app", "common", "tests", "run_all")

# The first part of a path -> what of the project its modules may import. The longest matching part counts.
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    **{role: (role, "common") for role in ROLES},
    "common": ("common",),
    "common/setup": ("common.setup",),
    "launcher_app": ("launcher_app", "common"),
    "run_all": ("common.setup",),
    "tests": TOPS,
    "tests/protocol": ("tests", "common"),
    "tests/strangers": ("tests", "common"),
}

# Inside a role: a layer -> the layers it must not see. Names that are not layers (ccnet, settings) are not held here.
MUST_NOT_SEE: dict[str, tuple[str, ...]] = {
    "core": ("store", "reports", "service", "server", "worker", "ui", "app"),
    "store": ("reports", "service", "server", "worker", "ui", "app"),
    "reports": ("service", "server", "worker", "ui", "app"),
    "service": ("server", "worker", "ui", "app"),
    "server": ("store", "reports", "worker", "ui", "app"),
    "worker": ("store", "reports", "server", "ui", "app"),
    "vault": ("store", "reports", "service", "server", "worker", "ui", "app"),
    "ui": ("store", "reports", "server", "worker", "app"),
    "ccnet": ("store", "service", "server", "worker", "ui", "app"),
    "printer": ("store", "service", "server", "worker", "ui", "app"),
}

# A layer -> what of common it must not see.
MUST_NOT_SEE_IN_COMMON: dict[str, tuple[str, ...]] = {
    "store": ("common.http_client", "common.http_server"),
    "reports": ("common.http_client", "common.http_server"),
    "service": ("common.http_server",),
    "worker": ("common.http_server",),
    "vault": ("common.http_client", "common.queue"),
    "ui": ("common.database", "common.queue", "common.http_server", "common.http_client"),
    "ccnet": ("common.database", "common.queue", "common.http_server", "common.http_client"),
    "printer": ("common.database", "common.queue", "common.http_server", "common.http_client"),
}

# What only some may see, by whom: a card's number, and what the vault keeps of it.
ONLY_FOR: dict[str, tuple[str, ...]] = {
    "processing_app.bank.contract.Card": (
        "processing_app/vault",
        "processing_app/bank",
        "processing_app/service/intents/cards",  # the promise of the vault to whoever hands a card to an adapter
    ),
    "common.protocol.shop.tokens.CardData": ("common/protocol/shop", "processing_app/vault"),
    "common.protocol.shop.tokens.Tokenise": ("common/protocol/shop", "processing_app/vault"),
    **{
        f"processing_app.vault.{inner}": ("processing_app/vault",)
        for inner in ("cards", "keyring", "limits", "sessions", "store", "tokens")
    },
}

# The core: rules without I/O, without a clock, without chance. Nothing outside these lists; what it takes from common
# is held to the same rule.
CORE_OF_COMMON = (
    "common.money",
    "common.errors",
    "common.fields",  # the rules of what a payer types are rules of the business
    "common.luhn",  # a check digit of numbers that people type
    "common.protocol.codes",  # a reason as people read it
    "common.shown_status",  # the one list of states that people are shown
    "common.status",  # the words for a payment's state, shared with the wire
    "common.words",  # a reason in both languages
)
CORE_OF_LIBRARIES = ("msgspec",)  # a stored event and its class are one definition, not two
CORE_OF_PYTHON = (
    "__future__", "abc", "bisect", "collections", "contextlib", "copy", "dataclasses", "datetime", "enum", "fractions",
    "functools", "hashlib", "heapq", "itertools", "operator", "re", "string", "typing", "unicodedata", "zlib",
)  # fmt: skip

# A library -> its homes: a module or a folder, with * for any name.
HOMES: dict[str, tuple[str, ...]] = {
    "time": ("common/clock",),
    "sched": (),
    "random": ("common/ids",),
    "uuid": ("common/ids",),
    "secrets": ("common/ids", "common/secrets"),
    "threading": ("common/spawn",),
    "subprocess": ("common/spawn",),
    "multiprocessing": ("common/spawn",),
    "concurrent.futures": ("common/spawn",),
    "signal": ("common/spawn", "common/role"),
    "asyncio": ("common/http_server",),
    "socket": ("common/http_server", "common/http_client"),
    "ssl": ("common/http_server", "common/http_client", "common/mail"),
    "http.client": ("common/http_client",),
    "http.server": (),
    "urllib.request": (),
    "requests": ("common/http_client",),
    "urllib3": ("common/http_client",),
    "uvicorn": ("common/http_server",),
    "httptools": ("common/http_server",),
    "uvloop": ("common/http_server",),
    "sqlite3": ("common/database",),
    "sqlalchemy": (
        "*/store*",
        "processing_app/vault/store",
        "common/database",
        "common/queue",
        "common/credentials",
        "common/reporting/tables",
        "common/reporting/store",
        "processing_app/bank/simulated/store*",
    ),
    "serial": ("agent_terminal/ccnet/port",),
    "re2": ("common/fields",),
    "argon2": ("common/secrets",),
    "cryptography": ("common/secrets", "common/pay_codes/signing", "processing_app/vault", "launcher_app/certificates"),
    "jwt": ("processing_app/tokens",),
    "filelock": ("common/role",),
    "psutil": ("common/spawn", "launcher_app"),
    "smtplib": ("common/mail",),
    "redis": ("processing_app/store/barcodes*",),
    "qrcode": ("common/qr",),
    "zxingcpp": ("common/qr",),
    "PIL": ("common/photo",),
    "xlsxwriter": ("common/excel",),
    "openpyxl": ("common/excel",),
    "holidays": ("common/reporting/calendar",),
    "PySide6": ("*/ui", "common/qt"),
    "cefpython3": ("agent_terminal/ui/browser*",),
    "cef_capi": ("agent_terminal/ui/browser*",),
    "ctypes": ("agent_terminal/ui/browser*", "common/secrets_windows", "common/wiping"),
    "escpos": ("agent_terminal/printer/escpos",),
    "fpdf": ("agent_terminal/printer/pdf", "provider_app/reports/qr_sheet"),
}

# A name that is used with a dot -> its homes, written as above.
USES: dict[str, tuple[str, ...]] = {
    "datetime.now": ("common/clock",),
    "datetime.utcnow": ("common/clock",),
    "datetime.today": ("common/clock",),
    "datetime.datetime.now": ("common/clock",),
    "datetime.datetime.utcnow": ("common/clock",),
    "date.today": ("common/clock",),
    "datetime.date.today": ("common/clock",),
    "os.urandom": ("common/ids", "common/secrets"),
    "os.system": (),
    "os.popen": (),
    "importlib.import_module": (),
}


class Visit(NamedTuple):
    """A library seen outside its home, and why that is right."""

    library: str
    module: str
    reason: str


VISITS = (
    Visit("threading", "agent_terminal/ui/browser_cefpython_process", "an older Python cannot import common/spawn"),
    Visit("threading", "common/clock", "the virtual clock is moved and read by several threads of one test"),
    Visit("psutil", "common/http_server", "says who holds a busy port"),
    Visit("subprocess", "common/setup", "runs before any library is installed: pip, venv, apt-get"),
    Visit("time", "common/setup", "waits for the lock of another set-up, where no clock can be passed in"),
    Visit("sqlite3", "launcher_app/checks", "asks whether this Python's SQLite can do what we need"),
    Visit("serial", "launcher_app/checks", "lists the serial ports of this machine"),
    Visit("socket", "launcher_app/checks", "asks whether the roles' ports are free"),
    Visit("socket", "agent_terminal/ccnet/simulator/line", "the simulated device's end of the line is a TCP socket"),
    Visit("socket", "agent_terminal/printer/network", "a printer on the network takes raw bytes on its port 9100"),
    Visit("serial", "agent_terminal/printer/com_port", "a receipt printer on a COM port of its own"),
    Visit("asyncio", "launcher_app/proxy", "a proxy is sockets and nothing else: it stands before any role's server"),
    Visit("time", "launcher_app/grading/fast", "hurries the clock of a program whose timers are graded"),
    Visit("threading", "launcher_app/grading/fast", "shortens the long waits of that program"),
    Visit("signal", "launcher_app/__main__", "Ctrl+C stops the whole network"),
    Visit("signal", "launcher_app/qr/__main__", "Ctrl+C closes the window in order"),
    Visit("sqlite3", "launcher_app/demo/tamper", "deletes a row behind the provider's back, on purpose"),
    Visit("common.http_server", "agent_terminal/ccnet/simulator", "a process of its own, driven over a control door"),
)

POSIX_ONLY = (
    "fcntl", "pty", "termios", "tty", "pwd", "grp", "resource",
    "os.fork", "os.forkpty", "os.openpty", "os.killpg", "os.setsid", "os.getpgid", "os.mkfifo", "signal.SIGKILL",
)  # fmt: skip
WINDOWS_ONLY = ("msvcrt", "winreg", "winsound", "_winapi", "ctypes.windll", "ctypes.WinDLL")

# Where a sum of money is computed or carried: no float, no round(), no division with a point.
MONEY = ("common/money", "common/protocol/dialects", "*/core")

NO_NAMES = ("manager", "helper", "helpers", "util", "utils", "base", "impl", "misc")
NO_MODULES = (*NO_NAMES, "types")

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
