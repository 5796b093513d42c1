# Jörg
x = 1
