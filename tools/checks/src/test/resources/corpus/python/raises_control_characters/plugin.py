raise ValueError("\x1b[2J\nP999 good: all is well\u202e")
