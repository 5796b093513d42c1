import os
import boto3
