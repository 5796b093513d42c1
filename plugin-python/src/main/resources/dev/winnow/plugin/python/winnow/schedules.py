"""Schedules: jobs that recur. The same can be said in ``processes/*.yaml`` without a line of Python."""

from winnow import _state


def define(name: str, job: str, priority: str = "p2", cron: str | None = None, interval: str | None = None,
           zone: str = "UTC", jitter: str = "0s", arguments: dict | None = None, catch_up: str = "fire-once",
           overlap: str = "skip") -> None:
    """Lets a job recur, by a six-field ``cron`` expression or at an ``interval`` such as ``"15m"``.

    ``catch_up`` (skip, fire-once, fire-all) says what becomes of ticks that passed while nothing ran, ``overlap``
    (allow, skip) what becomes of a tick while the last one's job is unfinished.
    """
    if (cron is None) == (interval is None):
        raise ValueError("schedule '" + str(name) + "' needs either cron or interval")
    _state.register("schedule", name, {"job": job, "priority": priority, "cron": cron, "interval": interval,
                                       "zone": zone, "jitter": jitter, "arguments": arguments or {},
                                       "catch_up": catch_up, "overlap": overlap})
