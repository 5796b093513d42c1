"""What existing plugins say by Python's ``logging`` goes where ``winnow.log`` and a job's own log go."""

import logging

from winnow import _state

_LEVELS = {logging.DEBUG: "debug", logging.INFO: "info", logging.WARNING: "warning"}


class _ToHost(logging.Handler):
    def emit(self, record) -> None:
        """Hands a record to the host; to the job that runs, if one does."""
        try:
            message = self.format(record)
            if _state.job_runs:
                _state.call("job_log", record.levelname.lower() + " " + message)
            else:
                _state.call("log", {"level": _LEVELS.get(record.levelno, "error"), "message": message})
        except Exception:
            self.handleError(record)


def install() -> None:
    """Once; a plugin's own handlers stay."""
    root = logging.getLogger()
    if not any(isinstance(handler, _ToHost) for handler in root.handlers):
        root.addHandler(_ToHost())
        root.setLevel(logging.INFO)
