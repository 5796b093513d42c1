"""Job handlers: functions that run as jobs on a worker."""

from winnow import _state

_LONGEST_SECONDS = 366 * 24 * 3600
_MOST_SECONDS = 2 ** 63 - 1
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from winnow.inventory import Inventory


class RetryLater(Exception):
    """The job failed for now and shall be tried again no sooner than after a while: more than 366 days are cut to that,
    with a warning in the job's log."""

    def __init__(self, message: str, after_seconds: float = 60):
        super().__init__(message)
        if not 0 <= _number("after_seconds", after_seconds) < float("inf"):
            raise ValueError("after_seconds is a number of seconds, 0 or more, got " + repr(after_seconds))
        self.after_seconds = min(int(after_seconds), _MOST_SECONDS)


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
                unique_key: str | None = None, unique_until: str = "done", delay_seconds: float = 0,
                **options) -> int:
        """Asks for another job, a child of this one, and returns its id; the options are those of ``Request``.

        Where the unique key is taken it is the id of the job that has it.
        """
        wanted = Request(type, arguments, priority, unique_key, unique_until, delay_seconds, **options)
        return _state.call("request", wanted._wanted(self.priority))

    def request_batch(self, requests: "list[Request]", completion: "Request") -> int:
        """Asks for jobs that run at the same time, and one more that runs when all of them are finished, however they
        ended; its handler reads ``context.batch``. Returns the batch's id."""
        return _state.call("request_batch", {"requests": self._all(requests),
                                             "completion": self._all([completion])[0]})

    def request_chain(self, requests: "list[Request]") -> list[int]:
        """Asks for jobs that run one after the other, each when the one before has succeeded; when one ends otherwise,
        those after it are cancelled. Returns their ids, in order."""
        return _state.call("request_chain", {"requests": self._all(requests)})

    @property
    def batch(self) -> "Batch | None":
        """For the completion job of a batch: how the batch ended. None for any other job."""
        found = _state.call("batch")
        return None if found is None else Batch(found["id"], found["total"], found["succeeded"])

    def _all(self, requests) -> list[dict]:
        for request in requests:
            if not isinstance(request, Request):
                raise TypeError("a batch or a chain is made of jobs.Request(...), got " + repr(request))
        return [request._wanted(self.priority) for request in requests]


class Batch:
    """How a batch of jobs ended: ``total`` jobs, of which ``succeeded`` did; the others failed, are dead, were
    cancelled or expired."""

    def __init__(self, id: int, total: int, succeeded: int):
        self.id = id
        self.total = total
        self.succeeded = succeeded


class Request:
    """A job that is wanted: for ``context.request_batch`` and ``context.request_chain``.

    - ``priority``: "p0", "p1" or "p2"; without it the asking job's.
    - ``unique_key``: a second request with the same key is the job that has it already. It keeps the key until it
      starts or is finished, as ``unique_until`` says ("start", "done"), or for ``unique_for_seconds`` from the request
      on, finished or not.
    - ``idempotency_key``: the same request made again by the same requester within a day is the job that was made then.
    - ``delay_seconds``: it is started no sooner than after this.
    - ``expires_after_seconds``: it is not started any more after this; it ends as expired.
    - ``deadline_seconds``: an attempt that runs for longer is cancelled, be it shorter or longer than the handler's
      policy says; without it as the policy says.
    - ``concurrency``: ``(key, most)``, at most so many jobs of the key at once; the others wait.
    - ``rate``: ``(key, most, per_seconds)``, at most so many jobs of the key started in a time; the others wait.
    """

    def __init__(self, type: str, arguments: dict | None = None, priority: str | None = None,
                 unique_key: str | None = None, unique_until: str = "done", delay_seconds: float = 0, *,
                 unique_for_seconds: float | None = None, idempotency_key: str | None = None,
                 expires_after_seconds: float | None = None, deadline_seconds: float | None = None,
                 concurrency: "tuple[str, int] | None" = None, rate: "tuple[str, int, float] | None" = None):
        if unique_for_seconds is not None and unique_key is None:
            raise ValueError("unique_for_seconds needs a unique_key")
        self.type = type
        self.priority = priority
        self._options = {"arguments": arguments or {}, "unique_key": unique_key, "unique_until": unique_until,
                         "unique_for": _millis("unique_for_seconds", unique_for_seconds),
                         "idempotency_key": idempotency_key, "delay": _millis("delay_seconds", delay_seconds, 0),
                         "expires_after": _millis("expires_after_seconds", expires_after_seconds),
                         "deadline": _millis("deadline_seconds", deadline_seconds),
                         "concurrency": None if concurrency is None else _concurrency(concurrency),
                         "rate": None if rate is None else _rate(rate)}

    def _wanted(self, usual_priority: str) -> dict:
        return {"type": self.type, "priority": self.priority or usual_priority, **self._options}


def _millis(name: str, seconds, least: float = 0.001) -> int | None:
    return None if seconds is None else _given_millis(name, seconds, least)


def _given_millis(name: str, seconds, least: float = 0.001) -> int:
    if not least <= _number(name, seconds) <= _LONGEST_SECONDS:
        raise ValueError(name + " is from " + str(least) + " to " + str(_LONGEST_SECONDS) + " seconds, got "
                         + repr(seconds))
    return round(seconds * 1000)


def _number(name: str, seconds) -> float:
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)):
        raise TypeError(name + " is a number of seconds, got " + repr(seconds))
    return seconds


def _most(name: str, most) -> int:
    if isinstance(most, bool) or not isinstance(most, int) or most < 1:
        raise ValueError(name + " needs a whole number of jobs, 1 at least, got " + repr(most))
    return most


def _parts(name: str, limit, form: str) -> list:
    if not isinstance(limit, (tuple, list)) or len(limit) != form.count(",") + 1 or not isinstance(limit[0], str):
        raise TypeError(name + " is " + form + ", got " + repr(limit))
    return list(limit)


def _concurrency(limit) -> dict:
    key, most = _parts("concurrency", limit, "(key, most)")
    return {"key": key, "most": _most("concurrency", most)}


def _rate(limit) -> dict:
    key, most, per = _parts("rate", limit, "(key, most, per_seconds)")
    return {"key": key, "most": _most("rate", most), "per": _given_millis("rate", per)}


def handler(type: str, resource_action: dict | None = None, attempts: int | None = None,
            first_delay_seconds: float | None = None, longest_delay_seconds: float | None = None,
            deadline_seconds: float | None = None) -> "Callable":
    """Makes a function ``(context) -> dict or None`` the handler of the jobs of a type.

    What it returns is kept as the job's result. A job runs at least once: use ``context.idempotency_key`` where twice
    would hurt. ``resource_action`` offers it on a resource's page: a dictionary with ``action``, ``title``,
    ``provider``, ``resource_type`` and, if wanted, ``states`` (a list) and ``destructive``; the job then has the
    argument ``resource``, the resource's id.

    The rest is the jobs' policy: how often one may fail before it failed for good (5), the wait after the first failure
    (5 s), which doubles with each further one up to a longest (600 s), and how long an attempt may run (3600 s).
    """
    if not isinstance(type, str):
        raise TypeError("jobs.handler takes the type of the jobs: @jobs.handler(\"cleanup\")")

    policy = {"attempts": None if attempts is None else _most("attempts", attempts),
              "first_delay": _millis("first_delay_seconds", first_delay_seconds, 0),
              "longest_delay": _millis("longest_delay_seconds", longest_delay_seconds, 0),
              "deadline": _millis("deadline_seconds", deadline_seconds)}

    def decorate(function):
        _state.register("job", type, {"resource_action": resource_action, "policy": policy})
        _state.jobs[type] = function
        return function

    return decorate
