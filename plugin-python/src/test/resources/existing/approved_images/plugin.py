"""
Filters for images that were approved
"""
from DivvyPlugins.plugin_metadata import PluginMetadata


class metadata(PluginMetadata):
    """
    Information about this plugin
    """
    version = '2.1'
    last_updated_date = '2021-03-04'
    author = "Example Corp. Cloud Team"
    nickname = 'Approved images'
    default_language_description = 'Finds instances that run images nobody approved'
    support_email = 'cloud@example.com'
    managed = False


def load():
    pass


def unload():
    pass
