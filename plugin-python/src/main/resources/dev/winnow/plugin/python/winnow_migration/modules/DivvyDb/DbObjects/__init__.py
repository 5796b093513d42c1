"""Tables, by the names that existing plugins know."""

from winnow_migration import _absent, _tables


def __getattr__(name: str):
    if name.startswith("__"):
        raise AttributeError(name)
    table = _tables.found(name)
    return _absent.member(__name__ + "." + name) if table is None else table
