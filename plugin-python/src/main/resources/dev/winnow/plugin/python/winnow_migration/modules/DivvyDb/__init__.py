"""Modules that existing plugins import."""

from winnow_migration._absent import members_of
from winnow_migration._session import Scope as NewSession
from winnow_migration._session import Scope as NewSessionScope
from winnow_migration._session import Scope as SharedSessionScope

__all__ = ["NewSession", "NewSessionScope", "SharedSessionScope"]
__getattr__ = members_of(__name__)
