import winnow, sys
from winnow import _host, _state, filters

_host._answered = lambda work: "{}"
_state.call = None
filters.register = None
sys.modules.clear()
