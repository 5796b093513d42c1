def load():
    raise KeyError("no good")
