def load(registry):
    pass
