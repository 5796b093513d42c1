"""The database, as existing plugins get at it."""

from winnow_migration._absent import members_of
from winnow_migration._session import Database as DivvyCloudGatewayORM
from winnow_migration._session import Scope as NewSession
from winnow_migration._session import Scope as SharedSessionScope

__all__ = ["DivvyCloudGatewayORM", "NewSession", "SharedSessionScope"]
__getattr__ = members_of(__name__)
