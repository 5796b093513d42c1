"""Filters of existing plugins: functions ``(query, db_cls, settings_config) -> query``."""

from winnow import _notes, _state
from winnow.query import Query as _Plain
from winnow.query import or_
from winnow_migration import _fields, _tables
from winnow_migration._query import Query


def known_as(query_id: str) -> str:
    """The filter's name here: names are lower-case."""
    return "".join(letter if letter.isascii() and (letter.isalnum() or letter in "._-") else "_"
                   for letter in str(query_id).lower())


def register(query_id, name, description, clouds, resources, fields):
    """Makes a function a filter."""
    known = known_as(query_id)
    if known != query_id:
        _notes.note(_notes.differs("the filter '" + str(query_id) + "' is known as '" + known + "' here."))
    shown = [_fields.checked(field) for field in fields]
    types = [str(type) for type in resources]

    def decorate(function):
        def filter(query, settings):
            entity = _tables.of_type(_state.resource_type or (types[0] if len(types) == 1 else ""))
            narrowed = function(Query(entity, _clouds(clouds)), entity, _fields.values(shown, settings))
            return _Plain(narrowed.conditions) if isinstance(narrowed, Query) else narrowed

        _state.register("filter", known, {"title": str(name or query_id), "description": str(description or ""),
                                          "resource_types": types,
                                          "settings": [field.real.definition() for field in shown]})
        _state.filters[known] = (filter, [field.real for field in shown])
        return function

    return decorate


def unregister(query_id) -> None:
    """Forgets a filter; done anyway when the plugin is unloaded."""
    known = known_as(query_id)
    if _state.loading and known in _state.filters:
        del _state.filters[known]
        _state.registered[:] = [each for each in _state.registered
                                if (each["kind"], each["name"]) != ("filter", known)]


def _clouds(clouds) -> tuple:
    """A filter that was made for some clouds keeps no resources of others."""
    names = sorted({_tables.provider(cloud) for cloud in clouds if isinstance(cloud, str)})
    return (or_(_tables.of_type("").cloud_type_id.in_(names)),) if names else ()
