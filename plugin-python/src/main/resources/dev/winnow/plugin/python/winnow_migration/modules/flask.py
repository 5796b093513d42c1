"""As much of this library as existing plugins' routes need."""

from winnow.routes import Response as _Response
from winnow_migration._absent import members_of
from winnow_migration._web import Blueprint, CurrentRequest
from winnow_migration._web import json_response as jsonify

request = CurrentRequest()


def Response(response="", status: int = 200, headers=None, mimetype=None, content_type=None, **more) -> _Response:
    """An answer; headers other than its type are not sent."""
    return _Response(response, status, content_type or mimetype or "text/html; charset=utf-8")


def make_response(answered="", status: int = 200) -> _Response:
    """An answer."""
    return answered if isinstance(answered, _Response) else Response(answered, status)


__all__ = ["Blueprint", "Response", "jsonify", "make_response", "request"]
__getattr__ = members_of(__name__)
