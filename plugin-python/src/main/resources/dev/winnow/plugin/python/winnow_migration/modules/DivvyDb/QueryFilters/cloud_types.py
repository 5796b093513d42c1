"""Names of clouds."""


class CloudType:
    """As existing plugins name them; on conditions they become Winnow's own, for example ``aws``."""

    AMAZON_WEB_SERVICES = "AWS"
    AMAZON_WEB_SERVICES_GOV = "AWS_GOV"
    AMAZON_WEB_SERVICES_CHINA = "AWS_CHINA"
    AZURE_ARM = "AZURE_ARM"
    AZURE_ARM_GOV = "AZURE_ARM_GOV"
    AZURE_ARM_CHINA = "AZURE_ARM_CHINA"
    GOOGLE_CLOUD_PLATFORM = "GCE"
    GOOGLE_COMPUTE_ENGINE = "GCE"
    ALICLOUD = "ALICLOUD"
    ORACLE_CLOUD_INFRASTRUCTURE = "OCI"
    KUBERNETES = "KUBERNETES"
    VMWARE_VSPHERE = "VMWARE_VSPHERE"
