import subprocess
subprocess.run(["touch", "/tmp/winnow-corpus-slipped"])
