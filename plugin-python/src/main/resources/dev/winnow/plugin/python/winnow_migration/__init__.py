"""The migration layer: plugins that were written for another product load as they are.

``modules`` holds the modules that such plugins import, each a thin layer over the ``winnow`` package. What is missing
there is an absent module or member: it is noted as a warning with file and line, and fails only when it is reached
outside of loading. None of this is imported unless a plugin asks for a module that nothing else has.
"""

import sys

from winnow import _state

MODULES = "/winnow/winnow_migration/modules"
_PREFIX = "Divvy"
_OFFERED = frozenset(("scheduler", "worker", "flask", "simplejson", "sqlalchemy"))
_KNOWN = frozenset(("boto", "boto3", "botocore", "dateutil", "elasticsearch", "jinja2", "ldap", "onelogin", "pytz",
                    "redis", "requests", "werkzeug", "yaml", "botfactory"))
_TABLES = _PREFIX + "Db.DbObjects"
_Spec = type(sys.__spec__)
_migrated: bool | None = None


def find_spec(name: str):
    """The spec of a module that an existing plugin may expect; None for all others."""
    top = name.partition(".")[0]
    if not top.startswith(_PREFIX) and not (top in _OFFERED or top in _KNOWN) or not _is_migrated():
        return None
    if name == top and (top.startswith(_PREFIX) or top in _OFFERED):
        offered = _path_finder().find_spec(name, [MODULES])
        if offered is not None:
            _hear_logging()
            return offered
    if name.startswith(_TABLES + "."):
        from winnow_migration import _tables
        return _Spec(name, _tables.SameTables(_TABLES))
    from winnow_migration import _absent
    return _Spec(name, _absent.AbsentModules(), is_package=True)


def _path_finder():
    for finder in sys.meta_path:
        if getattr(finder, "__name__", "") == "PathFinder":
            return finder
    raise ImportError("Python's own finder of modules is gone")


def _is_migrated() -> bool:
    """Whether a source of the plugin imports a module of that product: libraries it brought count only then."""
    global _migrated
    if _migrated is None:
        import re
        from winnow import _sources
        pattern = re.compile(r"^\s*(?:from|import)\s+" + _PREFIX + r"\w", re.MULTILINE)
        _migrated = any(pattern.search(text) for _, text in _sources.of("/plugin/" + _state.plugin["package"]))
    return _migrated


def _hear_logging() -> None:
    from winnow_migration import _logging
    _logging.install()


def absent_name(value) -> str | None:
    """The name of something that is not offered; None for everything else."""
    layer = sys.modules.get("winnow_migration._absent")
    if layer is None:
        return None
    if isinstance(value, layer.AbsentModule):
        return value.__name__
    return value._name if isinstance(value, layer.Absent) else None


def arguments_of(decorator) -> tuple:
    """What a function gets, argument by argument, that is decorated by this; None for what is not known."""
    if getattr(decorator, "registers_filter", False):
        from winnow_migration import _tables
        return None, _tables.of_type("")
    return ()
