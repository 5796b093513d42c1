from winnow import DbObjects, filters, plugin


@filters.register(name=plugin.name + ".filter")
def keep(query, settings):
    assert len("abc") == 3 and isinstance("abc", str)
    return query.filter(DbObjects.Resource.region == "good")
