package dev.winnow.plugin.signature;

import dev.winnow.plugin.bundle.ContentFile;
import dev.winnow.plugin.manifest.PluginName;
import dev.winnow.plugin.manifest.RelativePath;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text of a {@code plugin.sig}, strictly: it may come from anybody. */
final class SignatureText {
    private static final Pattern FIRST = Pattern.compile(SignedStatement.FORMAT + " (\\d{1,9})");
    private static final Pattern KEY = Pattern.compile("([0-9a-f]{32}) ([A-Za-z0-9+/]{43}=)");
    private static final Pattern FILE = Pattern.compile("([0-9a-f]{64}) (0|[1-9][0-9]{0,11}) (.+)");
    private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z.+-]{1,200}");
    private static final Pattern SIGNATURE = Pattern.compile("[A-Za-z0-9+/]{86}==");

    private final byte[] bytes;
    private int line;

    SignatureText(byte[] bytes) {
        this.bytes = bytes;
    }

    PluginSignature read() throws SignatureMalformedException {
        List<String> lines = lines();
        formatVersion(lines);
        String plugin = value(lines, "plugin");
        if (!PluginName.isAllowed(plugin)) {
            throw malformed("it names no plugin");
        }
        String version = value(lines, "version");
        if (!VERSION.matcher(version).matches()) {
            throw malformed("it names no version");
        }
        VerifyKey key = key(value(lines, "key"));
        List<ContentFile> files = files(lines);
        String signature = value(lines, "signature");
        if (!SIGNATURE.matcher(signature).matches()) {
            throw malformed("its signature is not the Base64 of 64 bytes");
        }
        PluginSignature read = new PluginSignature(new SignedStatement(plugin, version, key, files),
                Base64.getDecoder().decode(signature));
        // Base64 and line ends leave room for other bytes of the same meaning, which nobody signed.
        if (line != lines.size() || !Arrays.equals(read.bytes(), bytes)) {
            throw malformed("it is not written as 'winnow plugins sign' writes it");
        }
        return read;
    }

    private List<String> lines() throws SignatureMalformedException {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (!text.endsWith("\n")) {
                throw new SignatureMalformedException("it is not complete", 0);
            }
            return List.of(text.substring(0, text.length() - 1).split("\n", -1));
        } catch (CharacterCodingException e) {
            throw new SignatureMalformedException("it is no text", 0);
        }
    }

    private void formatVersion(List<String> lines) throws SignatureMalformedException {
        Matcher first = FIRST.matcher(lines.getFirst());
        line = 1;
        if (!first.matches()) {
            throw malformed("it does not begin with '" + SignedStatement.FORMAT + "'");
        }
        if (!first.group(1).equals(String.valueOf(SignedStatement.FORMAT_VERSION))) {
            throw malformed("it is of format version " + first.group(1) + ", and this Winnow knows version "
                    + SignedStatement.FORMAT_VERSION + " only");
        }
    }

    private String value(List<String> lines, String name) throws SignatureMalformedException {
        String start = name + " ";
        if (line >= lines.size() || !lines.get(line).startsWith(start)) {
            line++;
            throw malformed("the line '" + name + " ...' is not there");
        }
        return lines.get(line++).substring(start.length());
    }

    private VerifyKey key(String value) throws SignatureMalformedException {
        Matcher matcher = KEY.matcher(value);
        if (!matcher.matches()) {
            throw malformed("it names no key");
        }
        try {
            VerifyKey key = VerifyKey.ofRaw(Base64.getDecoder().decode(matcher.group(2)));
            if (!key.id().equals(matcher.group(1))) {
                throw malformed("the key in it is not the one that it names");
            }
            return key;
        } catch (KeyException | IllegalArgumentException e) {
            throw malformed("the key in it is none: " + e.getMessage());
        }
    }

    private List<ContentFile> files(List<String> lines) throws SignatureMalformedException {
        List<ContentFile> files = new ArrayList<>();
        byte[] before = new byte[0];
        while (line < lines.size() && lines.get(line).startsWith("file ")) {
            Matcher matcher = FILE.matcher(value(lines, "file"));
            if (!matcher.matches() || !RelativePath.isSafe(matcher.group(3))
                    || matcher.group(3).equals(PluginSignature.FILE_NAME)) {
                throw malformed("it names a file that cannot be one of a plugin");
            }
            byte[] path = matcher.group(3).getBytes(StandardCharsets.UTF_8);
            if (Arrays.compareUnsigned(before, path) >= 0) {
                throw malformed("its files are not sorted, or one is there twice");
            }
            before = path;
            files.add(new ContentFile(matcher.group(3), matcher.group(1), Long.parseLong(matcher.group(2))));
        }
        return files;
    }

    private SignatureMalformedException malformed(String message) {
        return new SignatureMalformedException(message, line);
    }
}
