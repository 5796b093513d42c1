load = 42
