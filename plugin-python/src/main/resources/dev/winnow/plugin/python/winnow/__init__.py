"""What plugins of Winnow import.

* ``filters.register``: resource filters, which narrow a query
* ``DbObjects``, ``select``, ``and_``, ``or_``, ``not_``: conditions on what is in the inventory
* ``settings``: the fields of a filter's form
* ``jobs.handler``, ``schedules.define``, ``insights.define``: jobs, when they run, and what is scored
* ``harvesters.provider``, ``harvesters.register``: new kinds of cloud accounts and what is read from them
* ``routes.get``, ``routes.post``...: an API below ``/plugin/<this plugin>/``
* ``plugin``: this plugin's own name, version and settings
* ``warn`` and ``log``: what the operator sees

A filter in full::

    from winnow import DbObjects, filters

    @filters.register(name="in_frankfurt", title="Instances in Frankfurt", resource_types=["instance"])
    def in_frankfurt(query, settings):
        return query.filter(DbObjects.Resource.region == "eu-central-1")
"""

from winnow import _state

__version__ = "1.0"
__all__ = ["DbObjects", "Query", "and_", "filters", "harvesters", "insights", "jobs", "log", "not_", "or_", "plugin",
           "routes", "schedules", "select", "settings", "warn"]

_IN_QUERY = frozenset(("Column", "Condition", "DbObjects", "Query", "Subquery", "and_", "not_", "or_", "select"))


def warn(message: str) -> None:
    """Leaves a warning on this plugin, which the operator sees on its Manage Plugin page."""
    _state.call("warn", str(message))


def __getattr__(name: str):
    if name in _IN_QUERY:
        from winnow import query
        return getattr(query, name)
    raise AttributeError("winnow has no '" + name + "'; it has " + ", ".join(__all__))
