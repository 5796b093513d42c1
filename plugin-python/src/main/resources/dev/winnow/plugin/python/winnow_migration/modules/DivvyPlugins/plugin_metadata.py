"""What an existing plugin says of itself."""


class PluginMetadata:
    """Base of a plugin's class ``metadata``: Winnow reads version, author and description from its source."""

    version = ""
    author = ""
    nickname = ""
    default_language_description = ""
    managed = False
