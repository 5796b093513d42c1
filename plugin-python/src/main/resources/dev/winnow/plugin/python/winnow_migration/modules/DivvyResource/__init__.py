"""Modules that existing plugins import."""

from DivvyResource.resource_types import ResourceIds, ResourceType
from winnow_migration._absent import members_of

__all__ = ["ResourceIds", "ResourceType"]
__getattr__ = members_of(__name__)
