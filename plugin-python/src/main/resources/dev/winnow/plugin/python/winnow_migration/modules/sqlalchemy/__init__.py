"""As much of this library as existing plugins' filters need."""

from winnow_migration._absent import members_of
from winnow_migration._query import and_, not_, or_

__all__ = ["and_", "not_", "or_"]
__getattr__ = members_of(__name__)
