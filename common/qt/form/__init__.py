"""Forms: fields that say all their mistakes at once, drafts that survive a crash, a dialog and a page around them."""

from common.qt.form.body import FormBody
from common.qt.form.choice import CheckField, ChoiceField, RadioField
from common.qt.form.day import DayField
from common.qt.form.failure import Failure
from common.qt.form.field import FormField
from common.qt.form.form import Form
from common.qt.form.form_dialog import FormDialog
from common.qt.form.form_page import FormPage
from common.qt.form.multi import MultiField
from common.qt.form.number import MoneyField, NumberField
from common.qt.form.password import PasswordField
from common.qt.form.text import LongTextField, MaskedField, PassportField, TextField

__all__ = [
    "CheckField",
    "ChoiceField",
    "DayField",
    "Failure",
    "Form",
    "FormBody",
    "FormDialog",
    "FormField",
    "FormPage",
    "LongTextField",
    "MaskedField",
    "MoneyField",
    "MultiField",
    "NumberField",
    "PassportField",
    "PasswordField",
    "RadioField",
    "TextField",
]
