def load():
    while True:
        import json
