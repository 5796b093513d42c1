"""This plugin, as its manifest and its operator have it."""

from winnow import _state

name: str = _state.plugin["name"]
version: str = _state.plugin["version"]
settings: dict = _state.plugin["settings"]
work_folder: str = _state.plugin["work_folder"]
"""The folder that this plugin may write, with the permission ``files``; empty without it."""


def secret(setting: str) -> str:
    """The secret behind the reference that the operator gave for one of this plugin's settings."""
    return _state.call("secret", setting)
