#!/usr/bin/env python3
"""Writes the quickstart's demo account: what `aws ec2 describe-instances` would print for a made-up company.

Deterministic: the same files at each run. Usage: generate.py FOLDER
One file a region; the largest region's is two pages one after the other, as people append them.
"""
import json
import pathlib
import random
import sys

REGIONS = {"us-east-1": 210, "eu-central-1": 150, "eu-west-1": 90, "us-west-2": 70, "ap-southeast-2": 40, "sa-east-1": 12}
TYPES = ["m7g.large"] * 9 + ["m7g.xlarge"] * 5 + ["c7g.large"] * 6 + ["c7i.2xlarge"] * 3 + ["r7g.xlarge"] * 3 + \
    ["t4g.small"] * 6 + ["t3.micro"] * 5 + ["t2.micro"] * 3 + ["t2.medium"] * 2 + ["m3.large", "m1.small", "c3.xlarge", "t1.micro"] + \
    ["g6.xlarge", "i4i.large", "x2idn.16xlarge", "u7i-12tb.224xlarge"]
STATES = ["running"] * 14 + ["stopped"] * 4 + ["stopping", "pending", "terminated", "shutting-down"]
CODES = {"pending": 0, "running": 16, "shutting-down": 32, "terminated": 48, "stopping": 64, "stopped": 80}
TEAMS = ["checkout", "search", "payments", "identity", "data-platform", "mobile-api", "warehouse", "growth"]
ROLES = ["web", "api", "worker", "db-replica", "cache", "batch", "bastion", "build"]
STAGES = ["production"] * 5 + ["staging"] * 3 + ["development"] * 3
OWNERS = ["amara@example.com", "jonas@example.com", "mei@example.com", "priya@example.com", "tomas@example.com"]


def hexes(dice, count):
    return "".join(dice.choice("0123456789abcdef") for _ in range(count))


def instance(dice, region, number):
    zone = region + dice.choice("abc")
    kind = dice.choice(TYPES)
    state = dice.choice(STATES)
    team, role, stage = dice.choice(TEAMS), dice.choice(ROLES), dice.choice(STAGES)
    private = f"10.{dice.randrange(16, 32)}.{dice.randrange(256)}.{dice.randrange(4, 250)}"
    subnet = "subnet-0" + hexes(random.Random(zone + team), 16)
    vpc = "vpc-0" + hexes(random.Random(region), 16)
    launched = f"202{dice.choice('345566')}-{dice.randrange(1, 11):02}-{dice.randrange(1, 29):02}T{dice.randrange(24):02}:{dice.randrange(60):02}:{dice.randrange(60):02}+00:00"
    arm = "g." in kind
    tags = [{"Key": "Name", "Value": f"{team}-{role}-{number:03}"}, {"Key": "team", "Value": team}, {"Key": "stage", "Value": stage}]
    if dice.random() < 0.82:
        tags.append({"Key": "owner", "Value": dice.choice(OWNERS)})
    if dice.random() < 0.25:
        tags.append({"Key": "cost-center", "Value": str(4000 + dice.randrange(60))})
    if dice.random() < 0.03:
        tags = [{"Key": "Name", "Value": ""}, {"Key": "überprüft", "Value": "ja – 確認済み"}]
    one = {
        "AmiLaunchIndex": 0,
        "ImageId": "ami-0" + hexes(random.Random(region + role), 16),
        "InstanceId": "i-0" + hexes(dice, 16),
        "InstanceType": kind,
        "LaunchTime": launched,
        "Monitoring": {"State": dice.choice(["disabled", "disabled", "enabled"])},
        "Placement": {"AvailabilityZone": zone, "GroupName": "", "Tenancy": "default"},
        "PrivateDnsName": "ip-" + private.replace(".", "-") + ".ec2.internal",
        "PrivateIpAddress": private,
        "State": {"Code": CODES[state], "Name": state},
        "SubnetId": subnet,
        "VpcId": vpc,
        "Architecture": "arm64" if arm else "x86_64",
        "BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {"AttachTime": launched, "DeleteOnTermination": True, "Status": "attached", "VolumeId": "vol-0" + hexes(dice, 16)}}],
        "EbsOptimized": not kind.startswith("t"),
        "EnaSupport": not kind.startswith(("t1", "m1", "m3")),
        "Hypervisor": "xen" if kind[:2] in ("t1", "t2", "m1", "m3", "c3") else "nitro",
        "RootDeviceName": "/dev/xvda",
        "RootDeviceType": "ebs",
        "SecurityGroups": [{"GroupName": f"{team}-{role}", "GroupId": "sg-0" + hexes(random.Random(team + role), 16)}],
        "Tags": tags,
        "VirtualizationType": "hvm",
        "MetadataOptions": {"State": "applied", "HttpTokens": dice.choice(["required", "required", "optional"]), "HttpEndpoint": "enabled"},
    }
    if role in ("web", "bastion") and state == "running":
        one["PublicIpAddress"] = f"203.0.113.{dice.randrange(1, 255)}"
        one["PublicDnsName"] = f"ec2-203-0-113-{one['PublicIpAddress'].rsplit('.', 1)[1]}.compute.amazonaws.com"
    if state in ("stopped", "terminated"):
        one["StateReason"] = {"Code": "Client.UserInitiatedShutdown", "Message": "Client.UserInitiatedShutdown: User initiated shutdown"}
    if state == "terminated":
        for gone in ("VpcId", "SubnetId", "PrivateIpAddress", "PrivateDnsName"):
            one.pop(gone, None)
    return one


def page(dice, instances, token):
    reservations = []
    while instances:
        size = dice.choice([1, 1, 1, 2, 4])
        chunk, instances = instances[:size], instances[size:]
        reservations.append({"ReservationId": "r-0" + hexes(dice, 16), "OwnerId": "123456789012", "Groups": [], "Instances": chunk})
    answer = {"Reservations": reservations}
    if token:
        answer["NextToken"] = token
    return answer


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for region, count in REGIONS.items():
        dice = random.Random("winnow " + region)
        instances = [instance(dice, region, number) for number in range(1, count + 1)]
        if region == "ap-southeast-2":
            instances[0]["InstanceType"] = "m11q.hyperlarge"
            instances[1]["State"] = {"Code": 96, "Name": "hibernating-deeply"}
        pages = [page(dice, instances, None)]
        if count > 200:
            pages = [page(dice, instances[:120], "eyJwYWdlIjogMn0="), page(dice, instances[120:], None)]
        text = "\n".join(json.dumps(p, ensure_ascii=False, separators=(",", ":")) for p in pages)
        (folder / f"{region}.json").write_text(text + "\n", encoding="utf-8")


main()
