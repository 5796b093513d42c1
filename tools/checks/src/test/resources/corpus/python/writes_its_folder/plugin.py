open(__file__, "w").write("x = 1")
