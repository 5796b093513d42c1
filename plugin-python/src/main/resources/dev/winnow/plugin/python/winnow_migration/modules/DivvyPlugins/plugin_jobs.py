"""Bases of existing plugins' job classes."""

from winnow_migration._absent import members_of
from winnow_migration._jobs import PluginHarvester, PluginJob

__all__ = ["PluginHarvester", "PluginJob"]
__getattr__ = members_of(__name__)
