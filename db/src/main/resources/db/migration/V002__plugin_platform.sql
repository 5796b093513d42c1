-- What came of trying a plugin's content before it was published. By digest: content is tried once for each SPI version.
CREATE TABLE plugin_probe (
    digest CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    spi_version VARCHAR(60) NOT NULL,
    passed TINYINT NOT NULL,
    extensions LONGTEXT NOT NULL,               -- JSON: [{"kind": "filter", "name": "..."}]
    warnings LONGTEXT NOT NULL,                 -- JSON: plugin warnings
    load_millis BIGINT NOT NULL,
    tries INT NOT NULL,                         -- how often it was tried with this SPI version
    probed_at DATETIME(3) NOT NULL
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Operators' values for the settings that a plugin's manifest declares; secrets are references only.
CREATE TABLE plugin_setting (
    plugin VARCHAR(100) NOT NULL PRIMARY KEY,
    settings LONGTEXT NOT NULL,                 -- JSON object
    changed_by VARCHAR(190) NOT NULL,
    changed_at DATETIME(3) NOT NULL
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Who signed a content, for people: the key's fingerprint. Whether it is trusted is told at publishing and at loading.
ALTER TABLE plugin_content ADD COLUMN signed_by VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL;

-- Whether any generation names a content: asked for each when old ones are cleared away.
ALTER TABLE generation_plugin ADD KEY generation_plugin_by_digest (digest);
