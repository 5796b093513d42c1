from winnow import filters

@filters.register(name=["a"])
def f(query, settings):
    return query
