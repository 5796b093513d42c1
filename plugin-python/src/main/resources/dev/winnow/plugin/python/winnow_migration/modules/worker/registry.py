"""Jobs of existing plugins."""

from winnow_migration import _jobs
from winnow_migration._absent import members_of


class Router:
    """Known jobs."""

    @staticmethod
    def add_job(job, *more) -> None:
        """Makes a class the handler of the jobs of its name."""
        _jobs.add(job)


__getattr__ = members_of(__name__)
