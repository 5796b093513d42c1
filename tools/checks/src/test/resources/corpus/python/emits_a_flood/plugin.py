import winnow
for i in range(100_000):
    winnow.warn("flood")
