"""The sample plugin's entry: what it brings is in the modules beside it."""

from winnow import log, plugin

from . import filters  # noqa: F401  registers the filter


def load() -> None:
    """Called once in each daemon when it starts, after all initial modules are imported."""
    log.info(plugin.name + " " + plugin.version + " looks for instance types that are not allowed")


def unload() -> None:
    """Called when the daemon stops. Nothing was taken that must be given back."""
