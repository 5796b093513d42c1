"""Sessions, as existing plugins open them."""

from winnow_migration._absent import members_of
from winnow_migration._session import Scope as NewSession
from winnow_migration._session import Scope as NewSessionScope
from winnow_migration._session import Scope as SharedSession
from winnow_migration._session import Scope as SharedSessionScope

__all__ = ["NewSession", "NewSessionScope", "SharedSession", "SharedSessionScope"]
__getattr__ = members_of(__name__)
