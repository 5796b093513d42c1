"""Resource filters: functions that narrow a query."""

from winnow import _state

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


def register(name: str | None = None, title: str | None = None, description: str | None = None,
             resource_types: list[str] | tuple = (), settings: list | tuple = ()) -> "Callable":
    """Makes a function ``(query, settings) -> query`` a filter.

    ``settings`` are fields from ``winnow.settings``; the function gets a dictionary of their values, in which a field
    that was left empty is None (a list field: an empty list). Name and description default to the function's own.
    The function may run on several threads, each in an interpreter of its own: keep no state between calls.
    """
    if callable(name):
        return register()(name)
    if isinstance(resource_types, str):
        raise TypeError("resource_types takes a list, for example ['instance']")
    fields = list(settings)

    def decorate(function):
        known = name or function.__name__
        _state.register("filter", known, {
            "title": title or known.replace("_", " ").capitalize(),
            "description": (description or function.__doc__ or "").strip(),
            "resource_types": list(resource_types),
            "settings": [field.definition() for field in fields]})
        _state.filters[known] = (function, fields)
        return function

    return decorate
