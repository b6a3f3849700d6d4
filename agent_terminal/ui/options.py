"""What a terminal's window can be asked for on the command line. Nothing of Qt is loaded for it."""

from common.settings import Option
from common.words import Words

CAPI, CEFPYTHON = "cef-capi-py", "cefpython3"
ENGINES = (CAPI, CEFPYTHON)
OPTIONS = (
    Option("--cef", Words("чем рисовать страницу киоска", "what draws the kiosk's page"), ENGINES),
    Option("--cef-python", Words("Python 3.7 для cefpython3", "a Python 3.7 for cefpython3")),
    Option("--kiosk", Words("сразу во весь экран", "full screen at once"), takes_value=False),
)
