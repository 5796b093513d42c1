"""Stands where something is missing: quiet while the plugin loads, an error that says so when it is reached later."""

import sys

from winnow import _notes, _state

_Module = type(sys)
_Function = type(lambda: None)


class MigrationGap(RuntimeError):
    """The plugin reached something that is not offered here."""

    def __init__(self, name: str):
        super().__init__("'" + name + "' is not offered here: port this part of the plugin to the winnow package, as "
                         "docs/plugins/migration.md says")


class AbsentBase:
    """Base of classes that derive from something absent."""

    def __init__(self, *arguments, **options):
        raise MigrationGap(type(self).__name__)


class Absent:
    """Something absent: each of its members is absent too."""

    def __init__(self, name: str):
        self._name = name

    def __getattr__(self, name: str):
        if name.startswith("__"):
            raise AttributeError(name)
        return Absent(self._name + "." + name)

    def __call__(self, *arguments, **options):
        if not _state.loading:
            raise MigrationGap(self._name)
        if len(arguments) == 1 and not options and isinstance(arguments[0], (_Function, type)):
            return arguments[0]
        return Absent(self._name + "()")

    def __mro_entries__(self, bases):
        return (AbsentBase,)

    def __bool__(self) -> bool:
        return False

    def __iter__(self):
        return self._empty(())

    def __enter__(self):
        return self._empty(self)

    def __exit__(self, *failure):
        return None

    def __getitem__(self, key):
        return self._empty(self)

    def _empty(self, value):
        if not _state.loading:
            raise MigrationGap(self._name)
        return iter(value) if value == () else value

    def __repr__(self) -> str:
        return "<" + self._name + ", which is not offered here>"


class AbsentModule(_Module):
    """A module whose members are absent."""

    def __getattr__(self, name: str):
        if name.startswith("__"):
            raise AttributeError(name)
        return Absent(self.__name__ + "." + name)


class AbsentModules:
    """Loads modules that are not there."""

    def create_module(self, spec):
        """An empty module, noted as missing."""
        _notes.note(_notes.gap(spec.name))
        return AbsentModule(spec.name)

    def exec_module(self, module) -> None:
        """Nothing is in it."""
        module.__path__ = []


def members_of(module: str):
    """For ``__getattr__`` of an offered module: its submodules, and what it lacks."""
    def missing(name: str):
        if name.startswith("__"):
            raise AttributeError(name)
        full = module + "." + name
        if hasattr(sys.modules[module], "__path__"):
            try:
                __import__(full)
            except ModuleNotFoundError:
                pass
            else:
                return sys.modules[full]
        return member(full)

    return missing


def member(name: str) -> Absent:
    """An absent member of something that is there."""
    if not _state.loading:
        raise MigrationGap(name)
    _notes.note(_notes.gap(name))
    return Absent(name)
