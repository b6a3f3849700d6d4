"""The colours by what they mean, light and dark; their contrasts were computed and are tested."""

from enum import StrEnum


class Token(StrEnum):
    """What a colour is for."""

    TEXT = "text"
    PLACEHOLDER = "placeholder"
    DISABLED = "disabled"
    SELECTION = "selection"
    SELECTED_TEXT = "selected_text"
    BORDER = "border"
    LINE = "line"
    OK = "ok"
    RUNNING = "running"
    WAITING = "waiting"
    ERROR = "error"
    NEUTRAL = "neutral"
    ROLE_CONSUMER = "role_consumer"
    ROLE_AGENT = "role_agent"
    ROLE_PROCESSING = "role_processing"
    ROLE_PROVIDER = "role_provider"
    STRIP = "strip"
    STRIP_TEXT = "strip_text"
    FAULT = "fault"
    FAULT_TEXT = "fault_text"
    BASE = "base"
    ALTERNATE = "alternate"
    WINDOW = "window"
    RAISED = "raised"
    FLASH = "flash"


LIGHT: dict[Token, str] = {
    Token.TEXT: "#14202B",
    Token.PLACEHOLDER: "#5A6875",
    Token.DISABLED: "#6B7885",
    Token.SELECTION: "#0B57A4",
    Token.SELECTED_TEXT: "#FFFFFF",
    Token.BORDER: "#6B7885",
    Token.LINE: "#D5DBE1",
    Token.OK: "#0C6B3A",
    Token.RUNNING: "#0B57A4",
    Token.WAITING: "#7A4B00",
    Token.ERROR: "#A8201A",
    Token.NEUTRAL: "#4C5A67",
    Token.ROLE_CONSUMER: "#A619CC",
    Token.ROLE_AGENT: "#744A1E",
    Token.ROLE_PROCESSING: "#012570",
    Token.ROLE_PROVIDER: "#1A776D",
    Token.STRIP: "#FFD98A",
    Token.STRIP_TEXT: "#3D2A00",
    Token.FAULT: "#FF9A3C",
    Token.FAULT_TEXT: "#2B1400",
    Token.BASE: "#FFFFFF",
    Token.ALTERNATE: "#F8FAFC",
    Token.WINDOW: "#F4F6F9",
    Token.RAISED: "#FFFFFF",
    Token.FLASH: "#FFF1CC",
}
DARK: dict[Token, str] = {
    Token.TEXT: "#E8EDF2",
    Token.PLACEHOLDER: "#9AA7B3",
    Token.DISABLED: "#8794A0",
    Token.SELECTION: "#1F6FBF",
    Token.SELECTED_TEXT: "#FFFFFF",
    Token.BORDER: "#75828E",
    Token.LINE: "#3A4149",
    Token.OK: "#6FDC9A",
    Token.RUNNING: "#7DB8F5",
    Token.WAITING: "#F2B84B",
    Token.ERROR: "#FF8A80",
    Token.NEUTRAL: "#A9B6C2",
    Token.ROLE_CONSUMER: "#C67EF6",
    Token.ROLE_AGENT: "#DC863A",
    Token.ROLE_PROCESSING: "#88AECB",
    Token.ROLE_PROVIDER: "#45CFA8",
    Token.STRIP: "#FFD98A",
    Token.STRIP_TEXT: "#3D2A00",
    Token.FAULT: "#FF9A3C",
    Token.FAULT_TEXT: "#2B1400",
    Token.BASE: "#1E2226",
    Token.ALTERNATE: "#22272C",
    Token.WINDOW: "#24292E",
    Token.RAISED: "#2A2F35",
    Token.FLASH: "#3A3213",
}
