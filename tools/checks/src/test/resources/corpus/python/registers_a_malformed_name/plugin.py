from winnow import filters

@filters.register(name="No Good")
def f(query, settings):
    return query
