"""Lines in the log of the daemon that runs this plugin."""

from winnow import _state


def debug(message: str) -> None:
    """For people who look for a mistake."""
    _state.call("log", {"level": "debug", "message": str(message)})


def info(message: str) -> None:
    """What happened."""
    _state.call("log", {"level": "info", "message": str(message)})


def warning(message: str) -> None:
    """What an operator may want to look at."""
    _state.call("log", {"level": "warning", "message": str(message)})


def error(message: str) -> None:
    """What went wrong."""
    _state.call("log", {"level": "error", "message": str(message)})
