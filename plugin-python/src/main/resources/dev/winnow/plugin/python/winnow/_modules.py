"""Lets a plugin's modules be imported with and without the plugin's name in front, as one and the same module.

``from . import filters``, ``from plugin_name import filters`` and ``import filters`` all give the module
``plugin_name.filters``. Python's own modules win over a plugin's module of the same name, unless it is imported in one
of the first two ways.
"""

import sys

_Spec = type(sys.__spec__)


class _SameModule:
    """Loads a module by loading the one whose second name it is."""

    def __init__(self, name: str):
        self._name = name
        self._spec = None

    def create_module(self, spec):
        __import__(self._name)
        module = sys.modules[self._name]
        self._spec = module.__spec__
        return module

    def exec_module(self, module) -> None:
        module.__spec__ = self._spec


class PluginModules:
    """Finds, after everything else was asked, top-level modules in the plugin's folder."""

    def __init__(self, package: str, top_level: list[str]):
        self._package = package
        self._top_level = frozenset(top_level)

    def find_spec(self, name: str, path=None, target=None):
        """The spec of a second name, or None."""
        if path is not None or name not in self._top_level or name == self._package:
            return None
        return _Spec(name, _SameModule(self._package + "." + name))


class InnerModules:
    """Finds, before anything else is asked, modules inside a package that was imported by a second name."""

    def __init__(self, package: str):
        self._package = package

    def find_spec(self, name: str, path=None, target=None):
        """The spec of a second name, or None."""
        if path is None:
            return None
        parent, _, last = name.rpartition(".")
        real = getattr(sys.modules.get(parent), "__name__", parent)
        if real == parent or not real.startswith(self._package + "."):
            return None
        return _Spec(name, _SameModule(real + "." + last))


class LastResort:
    """Asks the migration layer, after everything else was asked; it is imported at the first miss."""

    def __init__(self):
        self._asking = False

    def find_spec(self, name: str, path=None, target=None):
        """The spec of a module that existing plugins expect, or None."""
        if self._asking or name.startswith("winnow"):
            return None
        self._asking = True
        try:
            import winnow_migration
        finally:
            self._asking = False
        return winnow_migration.find_spec(name)


def install(package: str, top_level: list[str]) -> None:
    """Puts the finders where imports ask them."""
    sys.meta_path.insert(0, InnerModules(package))
    sys.meta_path.append(PluginModules(package, top_level))
    sys.meta_path.append(LastResort())
    sys.path.append("/plugin/" + package + "/lib")


def named(package: str, file: str) -> str:
    """The module's name for a file below the plugin's folder, for example ``a/b.py``."""
    path = file[:-3] if file.endswith(".py") else file
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if parts and parts[-1] == "__init__":
        parts.pop()
    return ".".join([package] + parts)
