"""A form as the provider's: a consumer is signed on one page."""

from common.qt.desk import Desk
from common.qt.form import (
    CheckField,
    ChoiceField,
    DayField,
    Form,
    LongTextField,
    MaskedField,
    MoneyField,
    NumberField,
    PassportField,
    PasswordField,
    RadioField,
    TextField,
)
from common.words import Words

TARIFFS = [("base", Words("Базовый", "Basic")), ("more", Words("Выгодный", "Thrifty"))]


def signing(desk: Desk) -> Form:
    """Name, passport, e-mail, tariff."""
    form = Form(desk, "sign-subscriber")
    form.add(
        TextField(
            "full_name",
            Words("ФИО", "Full name"),
            hint=Words("хотя бы фамилия и имя", "surname and first name at least"),
            required=True,
        )
    )
    form.add(PassportField("passport", Words("Паспорт", "Passport"), required=True))
    form.add(TextField("email", Words("E-mail", "E-mail address"), required=True))
    form.add(ChoiceField("tariff", Words("Тариф", "Tariff"), options=TARIFFS, required=True))
    return form


def of_every_kind(desk: Desk) -> Form:
    """One field of each kind."""
    form = signing(desk)
    form.add(MoneyField("amount", Words("Пополнение", "Top-up"), minimum=5000, maximum=1_500_000))
    form.add(NumberField("share", Words("Комиссия", "Commission"), decimals=2, suffix=Words("%", "%"), step=50))
    form.add(MaskedField("phone", Words("Телефон", "Telephone"), mask="+7 (###) ###-##-##"))
    form.add(PasswordField("password", Words("Пароль", "Password")))
    form.add(LongTextField("note", Words("Примечание", "Note")))
    form.add(CheckField("blocked", Words("Заблокирован", "Blocked")))
    form.add(DayField("from_day", Words("Действует с", "In force from")))
    form.add(
        RadioField(
            "number",
            Words("Номер", "Number"),
            options=[("auto", Words("выдать автоматически", "give one")), ("own", Words("выбрать", "choose"))],
        )
    )
    return form
