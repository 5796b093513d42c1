from winnow import filters

@filters.register(name="a_good_java.filter")
def f(query, settings):
    return query
