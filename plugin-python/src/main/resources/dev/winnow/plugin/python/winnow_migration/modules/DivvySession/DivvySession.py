"""Rights, as existing plugins take them: a job here has those of its worker."""

from winnow_migration._absent import members_of
from winnow_migration._session import Scope as EscalatePermissions

__all__ = ["EscalatePermissions"]
__getattr__ = members_of(__name__)
