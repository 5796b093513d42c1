import winnow
for i in range(1_000):
    winnow.warn("flood")
