import json
from winnow import filters

@filters.register(name="shadow_json")
def f(query, settings):
    return query

assert json.loads("1") == 1
