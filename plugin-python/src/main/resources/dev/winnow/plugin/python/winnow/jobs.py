"""Job handlers: functions that run as jobs on a worker."""

from winnow import _state

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from winnow.inventory import Inventory


class RetryLater(Exception):
    """The job failed for now and shall be tried again no sooner than after a while."""

    def __init__(self, message: str, after_seconds: int = 60):
        super().__init__(message)
        self.after_seconds = int(after_seconds)


class NoRetry(Exception):
    """The job failed and another attempt cannot help."""


class JobCancelled(BaseException):
    """The job shall stop. Let it pass."""


class JobContext:
    """What a running job may use and must heed."""

    def __init__(self, facts: dict):
        self.job_id: int = facts["job_id"]
        self.attempt: int = facts["attempt"]
        self.priority: str = facts["priority"]
        self.idempotency_key: str = facts["idempotency_key"]
        self.arguments: dict = facts["arguments"]
        self.deadline_iso: str = facts["deadline"]

    @property
    def inventory(self) -> "Inventory":
        """Cloud accounts and resources: a ``winnow.inventory.Inventory``."""
        from winnow.inventory import Inventory
        return Inventory()

    @property
    def deadline(self) -> "datetime":
        """After this instant, a datetime in UTC, the job is cancelled."""
        from datetime import datetime
        return datetime.fromisoformat(self.deadline_iso)

    @property
    def is_cancelled(self) -> bool:
        """Whether the job shall stop: cancelled by a person, past its deadline, or its lease is lost."""
        return _state.call("cancelled")

    def check_cancelled(self) -> None:
        """Raises JobCancelled if the job shall stop; for loops."""
        if self.is_cancelled:
            raise JobCancelled("job " + str(self.job_id) + " was asked to stop")

    def progress(self, done: int, total: int = 0, message: str = "") -> None:
        """Says how far the job is; a total of 0 is an unknown one."""
        _state.call("progress", {"done": int(done), "total": int(total), "message": str(message)})

    def log(self, message: str) -> None:
        """Adds a line to the job's log."""
        _state.call("job_log", str(message))

    def request(self, type: str, arguments: dict | None = None, priority: str | None = None,
                unique_key: str | None = None, unique_until: str = "done", delay_seconds: int = 0) -> int:
        """Asks for another job, a child of this one, and returns its id."""
        return _state.call("request", {"type": type, "arguments": arguments or {},
                                       "priority": priority or self.priority, "unique_key": unique_key,
                                       "unique_until": unique_until, "delay_seconds": int(delay_seconds)})


def handler(type: str, resource_action: dict | None = None) -> "Callable":
    """Makes a function ``(context) -> dict or None`` the handler of the jobs of a type.

    What it returns is kept as the job's result. A job runs at least once: use ``context.idempotency_key`` where twice
    would hurt. ``resource_action`` offers it on a resource's page: a dictionary with ``action``, ``title``,
    ``provider``, ``resource_type`` and, if wanted, ``states`` (a list) and ``destructive``; the job then has the
    argument ``resource``, the resource's id.
    """
    if not isinstance(type, str):
        raise TypeError("jobs.handler takes the type of the jobs: @jobs.handler(\"cleanup\")")

    def decorate(function):
        _state.register("job", type, {"resource_action": resource_action})
        _state.jobs[type] = function
        return function

    return decorate
