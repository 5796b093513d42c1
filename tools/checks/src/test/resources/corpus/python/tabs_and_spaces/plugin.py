def load():
        x = 1
	y = 2
