from winnow import filters

@filters.register(name="bad_settings", settings=[{"name": 1}])
def f(query, settings):
    return query
