"""The old name of DbObjects."""

from winnow import _deprecation
from winnow_migration import _absent, _tables

__deprecation__ = _deprecation.module(__name__, since="22.4.7 (release date August 24, 2022)",
                                      replacement="DivvyDb.DbObjects")


def __getattr__(name: str):
    if name.startswith("__"):
        raise AttributeError(name)
    table = _tables.found(name)
    return _absent.member("DivvyDb.DbObjects." + name) if table is None else table
