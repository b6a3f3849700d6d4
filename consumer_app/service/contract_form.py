"""What is wrong with a contract as a person filled it in: each mistake beside its field, all at once."""

from common.errors import OplataError, Rejected
from common.http_client import trust
from common.protocol import codes
from common.protocol.mistake import Mistake
from common.words import Words
from consumer_app import core, messages
from consumer_app.store.contracts import Contract

LONGEST = 200
EMPTY = {
    "provider": Words("Напишите, как называется поставщик.", "Write the provider's name."),
    "number": Words(
        "Напишите номер или договор: по нему поставщик вас узнаёт.",
        "Write your number or contract: the provider knows you by it.",
    ),
    "login": Words("Напишите логин, который выдал поставщик.", "Write the login that the provider gave out."),
    "password": Words("Напишите пароль, который выдал поставщик.", "Write the password that the provider gave out."),
}
TOO_LONG = Words("Слишком длинно: {length} знаков, можно до {most}.", "Too long: {length} characters, {most} at most.")
WRONG_LOGIN = Words("В логине не может быть двоеточия.", "A login cannot hold a colon.")
WRONG_PATH = Words(
    "Путь начинается с «/» и не содержит пробелов, например /v1/use.",
    'A path begins with "/" and holds no spaces, for example /v1/use.',
)
KNOWN_ALREADY = Words(
    "Такой договор уже есть: «{name}», {number}. Измените его или удалите.",
    "There is such a contract already: {name}, {number}. Edit or delete it.",
)


def mistakes_of(form: messages.TryContract, contracts: tuple[Contract, ...]) -> list[Mistake]:
    """Everything to correct; `contracts` are those that are not deleted."""
    found = {
        "provider": _length("provider", form.provider),
        "number": _length("number", form.number) or _known_already(form, contracts),
        "url": trust.mistake(form.url.strip()),
        "path": None if _is_path(form.posting.path) else WRONG_PATH,
        "template": _wrong_template(form),
        "login": _length("login", form.login) or (WRONG_LOGIN if ":" in form.login else None),
        "password": None if form.contract else _length("password", form.password),
        "title": _length("title", form.title),
    }
    return [Mistake(field=name, words=words) for name, words in found.items() if words is not None]


def demand_none(mistakes: list[Mistake]) -> None:
    """Rejected `wrong_value` with the words of all mistakes, where there are any."""
    if not mistakes:
        return
    refusal = Rejected("wrong_value", ", ".join(one.field for one in mistakes))
    refusal.heard = Words(" ".join(one.words.ru for one in mistakes), " ".join(one.words.en for one in mistakes))
    raise refusal


def like(one: Contract, issuer: str, number: str, url: str) -> bool:
    """Whether a contract is the one of this provider and number: by the provider's uid, by its address if unknown."""
    same = one.issuer == issuer if one.issuer and issuer else one.url == url.rstrip("/")
    return same and one.number == number


def _length(field: str, text: str) -> Words | None:
    if not text.strip():
        return EMPTY.get(field)
    return TOO_LONG.format(length=len(text), most=LONGEST) if len(text) > LONGEST else None


def _known_already(form: messages.TryContract, contracts: tuple[Contract, ...]) -> Words | None:
    """By the address only: what is typed names no uid. The contract that is edited may stay as it is."""
    edited = next((one for one in contracts if one.id == form.contract), None)
    issuer = edited.issuer if edited is not None else ""
    for one in contracts:
        if one is not edited and like(one, issuer, form.number.strip(), form.url.strip()):
            return KNOWN_ALREADY.format(name=one.title or one.name.ru, number=one.number)
    return None


def _is_path(path: str) -> bool:
    return path.startswith("/") and not any(letter.isspace() for letter in path) and len(path) <= LONGEST


def _wrong_template(form: messages.TryContract) -> Words | None:
    try:
        core.demand_template(form.posting.template)
    except OplataError as no:
        return codes.words_of(no)
    return None
