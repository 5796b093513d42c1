"""Insights: saved filter chains that keep score. The same can be said in ``insights/*.yaml``."""

from winnow import _state


def define(name: str, title: str, resource_type: str, filters: list, description: str = "",
           severity: str = "medium") -> None:
    """Scores the resources of a type: each that passes all filters is a finding.

    ``filters`` are pairs of a filter's name and its settings, or names alone. ``severity`` is info, low, medium, high
    or critical.
    """
    uses = []
    for use in filters:
        filter_name, values = (use, {}) if isinstance(use, str) else use
        uses.append({"filter": filter_name, "settings": dict(values)})
    _state.register("insight", name, {"title": title, "description": description, "severity": severity,
                                      "resource_type": resource_type, "filters": uses})
