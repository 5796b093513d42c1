import builtins
from winnow import filters

@filters.register(name="turned_over")
def f(query, settings):
    return query

builtins.len = builtins.isinstance = builtins.str = lambda *a: 1 / 0
