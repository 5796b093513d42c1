"""Routes of existing plugins."""

from winnow_migration._absent import members_of
from winnow_migration._web import Blueprint

__all__ = ["Blueprint"]
__getattr__ = members_of(__name__)
