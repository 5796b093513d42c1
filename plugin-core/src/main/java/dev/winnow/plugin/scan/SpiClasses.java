package dev.winnow.plugin.scan;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/** The SPI, read from its class files when it is asked for: nothing of it is written down twice. */
final class SpiClasses {
    private static final String PACKAGE = "dev/winnow/plugin/spi/";

    private final ClassLoader host;
    private final Map<String, Optional<SpiClass>> read = new HashMap<>();

    /** @param host has the SPI's class files as resources */
    SpiClasses(ClassLoader host) {
        this.host = host;
    }

    static boolean isSpi(String internalName) {
        return internalName.startsWith(PACKAGE);
    }

    /** The class; none where this SPI has no such class. */
    Optional<SpiClass> find(String internalName) {
        return read.computeIfAbsent(internalName, this::load);
    }

    /** The class or super-type that declares a member; none where there is none among them. */
    Optional<String> declaring(String owner, String member) {
        Deque<String> left = new ArrayDeque<>(Set.of(owner));
        Set<String> seen = new HashSet<>();
        while (!left.isEmpty()) {
            String name = left.remove();
            if (!seen.add(name)) {
                continue;
            }
            if (!isSpi(name)) {
                if (isJavas(name, member)) {
                    return Optional.of(name);
                }
                continue;
            }
            Optional<SpiClass> found = find(name);
            if (found.isPresent() && found.get().declares(member)) {
                return Optional.of(name);
            }
            found.ifPresent(type -> left.addAll(type.supers()));
            // What an interface's value can do it has from Object.
            left.add("java/lang/Object");
        }
        return Optional.empty();
    }

    /** Whether a class of Java has a method of this name, looked for without its descriptor. */
    private static boolean isJavas(String internalName, String member) {
        int descriptor = member.indexOf('(');
        String name = descriptor < 0 ? member : member.substring(0, descriptor);
        try {
            for (Class<?> type = Class.forName(internalName.replace('/', '.'), false,
                    ClassLoader.getPlatformClassLoader()); type != null; type = type.getSuperclass()) {
                if (declares(type, name)) {
                    return true;
                }
            }
        } catch (ClassNotFoundException e) {
            return false;
        }
        return false;
    }

    private static boolean declares(Class<?> type, String name) {
        return Arrays.stream(type.getDeclaredMethods()).map(Method::getName).anyMatch(name::equals)
                || Arrays.stream(type.getInterfaces()).flatMap(each -> Arrays.stream(each.getMethods()))
                        .map(Method::getName).anyMatch(name::equals);
    }

    private Optional<SpiClass> load(String internalName) {
        @Nullable
        InputStream resource = host.getResourceAsStream(internalName + ".class");
        if (resource == null) {
            return Optional.empty();
        }
        try (InputStream in = resource) {
            SpiClass type = new SpiClass();
            new ClassReader(in.readAllBytes()).accept(type,
                    ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            return Optional.of(type);
        } catch (IOException e) {
            throw new IllegalStateException("the SPI's class " + internalName + " cannot be read", e);
        }
    }
}
