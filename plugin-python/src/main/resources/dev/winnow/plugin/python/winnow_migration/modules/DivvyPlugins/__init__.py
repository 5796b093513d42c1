"""Modules that existing plugins import."""

from winnow_migration._absent import members_of

__getattr__ = members_of(__name__)
