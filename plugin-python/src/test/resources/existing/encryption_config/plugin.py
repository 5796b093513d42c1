from DivvyPlugins.plugin_metadata import PluginMetadata


class metadata(PluginMetadata):
    version = '9.9'
    author = 'Example Corp.'
