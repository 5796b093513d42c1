from winnow import filters

for i in range(2):
    @filters.register(name="twice_in_python")
    def f(query, settings):
        return query
