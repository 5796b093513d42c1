"""Recurring jobs of existing plugins."""

from winnow_migration._absent import members_of
from winnow_migration._jobs import periodic as add_periodic_job

__all__ = ["add_periodic_job"]
__getattr__ = members_of(__name__)
