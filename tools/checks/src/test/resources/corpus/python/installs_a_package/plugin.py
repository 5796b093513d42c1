import os
os.system("pip install boto3")
