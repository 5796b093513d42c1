from winnow import filters
filters.register(name="nocall")(42)
