"""«Сервер и журнал»: the state of the HTTP server, its last exchanges, refused logins, and the role's log."""

from common.qt.server_screen.screen import ServerScreen

__all__ = ["ServerScreen"]
