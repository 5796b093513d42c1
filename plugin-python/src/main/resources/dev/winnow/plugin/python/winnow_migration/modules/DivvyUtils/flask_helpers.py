"""Answers of existing plugins' routes."""

from winnow_migration._absent import members_of
from winnow_migration._web import json_response as JsonResponse

__all__ = ["JsonResponse"]
__getattr__ = members_of(__name__)
