package dev.winnow.plugin.registry;

/** Stable codes of plugin warnings; {@code docs/plugins/warnings.md} says of each what it means and what to do. */
public enum WarningCode {
    /** The manifest is not JSON or not of the right shape. The plugin is broken. */
    MANIFEST_UNREADABLE("P101"),
    /** The manifest has a key nobody knows. */
    MANIFEST_UNKNOWN_KEY("P102"),
    /** There is no manifest; name and modules were taken from the folder. */
    MANIFEST_MISSING("P103"),
    /** Something the manifest should say was completed from elsewhere. */
    MANIFEST_INCOMPLETE("P104"),
    /** The manifest asks for another version of the SPI. */
    HOST_VERSION("P105"),
    /** A plugin it depends on is missing, of the wrong version, broken, or depends on it in turn. */
    DEPENDENCY("P106"),
    /** A saved value of a setting does not fit its field, or a required setting has no value. */
    SETTING_UNFIT("P107"),
    /** A file is too large, too many, of a forbidden kind or name. */
    CONTENT_REFUSED("P201"),
    /** The folder kept changing while it was read. */
    CONTENT_UNSTABLE("P202"),
    /** A file or folder cannot be read. */
    CONTENT_UNREADABLE("P203"),
    /** Two sources have a plugin of this name. */
    NAME_TAKEN("P204"),
    /** A file's bytes are not those that were published. */
    DIGEST_MISMATCH("P205"),
    /** It is not signed, and signatures are looked at. */
    SIGNATURE_MISSING("P206"),
    /** Its signature does not fit its content: something was changed, added or taken away after signing. */
    SIGNATURE_WRONG("P207"),
    /** It is signed by a key that is not among the trusted ones. */
    SIGNATURE_UNTRUSTED("P208"),
    /** Its version is lower than the one that is published under the same name. */
    VERSION_LOWERED("P209"),
    /** Loading threw. */
    LOAD_FAILED("P301"),
    /** Loading was not done in time. */
    LOAD_TIMEOUT("P302"),
    /** A class or module that the plugin needs is not there. */
    LOAD_MISSING_CLASS("P303"),
    /** The source text has a syntax error. */
    LOAD_SYNTAX("P304"),
    /** The plugin tried to end the process. */
    LOAD_EXIT("P305"),
    /** The plugin registered nothing. */
    NOTHING_REGISTERED("P306"),
    /** An extension was refused: its name is taken or malformed. Or a job handler's policy was. */
    EXTENSION_REFUSED("P307"),
    /** A process file or insight of the plugin is wrong. */
    DEFINITION_REFUSED("P308"),
    /** It is written for Python 2. */
    LOAD_PYTHON2("P309"),
    /** It uses up the memory that a load may take, or takes the process that tries it down in another way. */
    LOAD_EXHAUSTED("P310"),
    /** It leaves threads running after loading. */
    LOAD_THREADS("P311"),
    /** It starts another process while loading. */
    LOAD_PROCESS("P312"),
    /** It uses the network while loading. */
    LOAD_NETWORK("P313"),
    /** It could not be tried before publishing, for a reason that is not the plugin's; it is published untried. */
    PROBE_SKIPPED("P314"),
    /** The plugin said so itself while loading. */
    EMITTED("P401"),
    /** A deprecated member of the SPI is used. */
    DEPRECATED_API("P402"),
    /** It uses something that the migration layer for existing plugins does not offer. */
    MIGRATION_GAP("P403"),
    /** It asks for a permission: what is opened to it is named. */
    PERMISSION("P404"),
    /** A source cannot be reached; what it published stays. */
    SOURCE_UNREACHABLE("P501"),
    /** A source seems to have lost everything; nothing was removed. */
    SOURCE_GUARD("P502"),
    /** Plugins were removed from a folder that never held a marker. */
    SOURCE_NO_MARKER("P503"),
    /** A source is configured no more; its plugins were removed. */
    SOURCE_DROPPED("P504"),
    /** A generation could not be loaded; an earlier one runs. */
    SAFE_MODE("P601");

    private final String code;

    WarningCode(String code) {
        this.code = code;
    }

    /** {@code P} and three digits. */
    public String code() {
        return code;
    }
}
