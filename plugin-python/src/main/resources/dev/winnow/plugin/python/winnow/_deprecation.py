"""Marks what is deprecated. The mark is the one place: calls are noted by it, and so is what a scan of sources finds."""

from winnow import _notes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


class Deprecation:
    """What a mark says."""

    def __init__(self, member: str, since: str, replacement: str):
        self.member = member
        self.since = since
        self.replacement = replacement
        self._noted = False

    def fact(self) -> dict:
        """For the operator."""
        return _notes.deprecated(self.member, self.since, self.replacement)

    def used(self) -> None:
        """Notes a use, the first time."""
        if not self._noted:
            self._noted = True
            _notes.note(self.fact())


def deprecated(since: str, replacement: str) -> "Callable":
    """Marks a function: its first call in an interpreter is noted with the place of the call."""
    def decorate(function):
        mark = Deprecation(function.__module__ + "." + function.__qualname__, since, replacement)

        def noted(*arguments, **options):
            mark.used()
            return function(*arguments, **options)

        noted.__name__, noted.__qualname__ = function.__name__, function.__qualname__
        noted.__module__, noted.__doc__ = function.__module__, function.__doc__
        noted.__deprecation__ = mark
        return noted

    return decorate


def module(name: str, since: str, replacement: str) -> Deprecation:
    """The mark of a module, which it keeps as ``__deprecation__``: its import is noted with the place."""
    mark = Deprecation(name, since, replacement)
    mark.used()
    return mark


def of(value) -> Deprecation | None:
    """The mark that a function or module bears; None where it bears none."""
    mark = getattr(value, "__dict__", {}).get("__deprecation__")
    return mark if isinstance(mark, Deprecation) else None
