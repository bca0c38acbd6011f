"""gunicorn's log without what could tell who asked for what: no network address, no address bar."""

from typing import Any

from gunicorn.glogging import Logger


class NamelessLogger(Logger):
    """Says that a request failed, and never whose it was or what stood in it."""

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """gunicorn names the sender of a request it cannot read; here only the fact is kept."""
        if "ip=" in msg:
            msg, args = "A request that could not be read was refused.", ()
        super().warning(msg, *args, **kwargs)

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """gunicorn quotes the address that was asked for, and exceptions can quote what was typed."""
        if msg.startswith("Error handling request"):
            super().error("A request could not be answered.")
            return
        super().exception(msg, *args, **kwargs)
