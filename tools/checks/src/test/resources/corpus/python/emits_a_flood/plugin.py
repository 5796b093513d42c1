import winnow
for i in range(5_000):
    winnow.warn("flood")
