package dev.winnow.plugin.python;

import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Sources of Python 2 are called that, and what is merely wrong is not. */
class Python2Test extends PythonTest {
    @ParameterizedTest
    @ValueSource(strings = {"print 'hello'", "print name", "print >>sys.stderr, 'x'",
            "try:\n    pass\nexcept ValueError, e:\n    pass", "exec 'x = 1'", "exec code in scope", "x = `5`",
            "raise ValueError, 'wrong'", "x = ur'text'", "if 1 <> 2: pass", "mode = 0777", "big = 5L",
            "def f(a, (b, c)): pass", "import sys\nprint >>sys.stderr, 'x'", "for i in xrange(3): pass",
            "import urllib2", "import ConfigParser",
            "from StringIO import StringIO", "isinstance('', basestring)", "x = unicode('a')",
            "{}.has_key('a')", "for k, v in {}.iteritems(): pass", "from itertools import izip",
            "from urllib import urlencode"})
    void sourcesOfPython2AreNamedWithFileAndLine(String source) throws IOException {
        PluginWarning warning = explained(
                plugin("old").module("plugin.py", "from . import inner").file("inner.py", "import sys\n\n" + source));
        assertThat(warning.code()).as(warning.message()).isEqualTo(WarningCode.LOAD_PYTHON2);
        assertThat(warning.file()).isEqualTo("inner.py");
        assertThat(warning.line()).isGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x = = 2", "print('a' 5)", "x = 'a <> b' +", "# print 'x'\nx = (", "def f(:", "x = '`' '",
            "x = [1, 2", "import nothing_such", "undefined", "{}.has_keys", "from itertools import nothing"})
    void whatIsMerelyWrongIsNot(String source) throws IOException {
        PluginWarning warning = explained(plugin("wrong").module("plugin.py", source));
        assertThat(warning.code()).as(warning.message()).isIn(WarningCode.LOAD_SYNTAX, WarningCode.LOAD_FAILED,
                WarningCode.LOAD_MISSING_CLASS);
    }
}
