def load():
    raise SystemExit
