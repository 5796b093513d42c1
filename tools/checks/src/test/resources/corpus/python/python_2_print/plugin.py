import os
print "hello"
