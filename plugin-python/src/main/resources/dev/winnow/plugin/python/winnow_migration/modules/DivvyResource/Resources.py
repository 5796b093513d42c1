"""The plugin itself, as existing plugins ask for it."""

from winnow import plugin
from winnow_migration._absent import members_of


class DivvyPlugin:
    """This plugin."""

    def __init__(self):
        self.name = plugin.name

    @classmethod
    def get_current_plugin(cls) -> "DivvyPlugin":
        """This plugin."""
        return cls()


__getattr__ = members_of(__name__)
