"""Schedules: jobs that recur. The same can be said in ``processes/*.yaml`` without a line of Python."""

from winnow import _state


def define(name: str, job: str, priority: str = "p2", cron: str | None = None, interval: str | None = None,
           zone: str = "UTC", jitter: str = "0s", arguments: dict | None = None, catch_up: str = "fire-once",
           overlap: str = "skip", window: str = "0s", catch_up_within: str | None = None, paused: bool = False,
           starts: str | None = None, ends: str | None = None, deadline: str | None = None,
           expires_after: str | None = None, concurrency: dict | None = None, rate: dict | None = None) -> None:
    """Lets a job recur, by a six-field ``cron`` expression or at an ``interval`` such as ``"15m"``.

    ``catch_up`` (skip, fire-once, fire-all) says what becomes of ticks that passed while nothing ran, as long as they
    are not older than ``catch_up_within``; ``overlap`` (allow, skip, queue-one, cancel) what becomes of a tick while
    the last one's job is unfinished. ``jitter`` delays each job by a random time, ``window`` each schedule's jobs by
    one that stays the same. A ``paused`` schedule begins when somebody resumes it. ``starts`` and ``ends`` are dates
    or times of the zone, such as ``"2026-12-01"``. Each job is given ``deadline``, ``expires_after``, and the limits
    ``concurrency={"key": "aws", "most": 4}`` and ``rate={"key": "aws", "most": 10, "per": "1m"}``.
    """
    if (cron is None) == (interval is None):
        raise ValueError("schedule '" + str(name) + "' needs either cron or interval")
    _state.register("schedule", name, {"job": job, "priority": priority, "cron": cron, "interval": interval,
                                       "zone": zone, "jitter": jitter, "arguments": arguments or {},
                                       "catch_up": catch_up, "overlap": overlap, "window": window,
                                       "catch_up_within": catch_up_within, "paused": paused, "starts": starts,
                                       "ends": ends, "deadline": deadline, "expires_after": expires_after,
                                       "concurrency": concurrency, "rate": rate})
