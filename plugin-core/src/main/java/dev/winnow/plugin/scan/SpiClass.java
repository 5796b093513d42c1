package dev.winnow.plugin.scan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** One class of the SPI, as its class file has it: super-types, members, and what is deprecated. */
final class SpiClass extends ClassVisitor {
    private static final int API = Opcodes.ASM9;
    private static final String DEPRECATED = "Ljava/lang/Deprecated;";
    private static final String REPLACED_BY = "Ldev/winnow/plugin/spi/ReplacedBy;";
    /** The class itself, among its members. */
    private static final String SELF = "";

    private final List<String> supers = new ArrayList<>();
    private final Map<String, Notes> members = new HashMap<>(Map.of(SELF, new Notes()));

    SpiClass() {
        super(API);
    }

    /** Internal names of its super-class and interfaces. */
    List<String> supers() {
        return List.copyOf(supers);
    }

    boolean declares(String member) {
        return members.containsKey(member);
    }

    /** What it says of a member, or, for null, of itself. */
    Optional<Deprecation> deprecation(@Nullable String member) {
        Notes notes = members.get(member == null ? SELF : member);
        return notes == null || !notes.deprecated
                ? Optional.empty()
                : Optional.of(new Deprecation(notes.since, notes.replacement));
    }

    @Override
    public void visit(int version, int access, String name, @Nullable String signature, @Nullable String superName,
            String @Nullable [] interfaces) {
        if (superName != null) {
            supers.add(superName);
        }
        if (interfaces != null) {
            supers.addAll(List.of(interfaces));
        }
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return notes(SELF).read(descriptor);
    }

    @Override
    public FieldVisitor visitField(int access, String name, String descriptor, @Nullable String signature,
            @Nullable Object value) {
        Notes notes = notes(name);
        return new FieldVisitor(API) {
            @Override
            public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                return notes.read(annotation);
            }
        };
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, @Nullable String signature,
            String @Nullable [] exceptions) {
        Notes notes = notes(name + descriptor);
        return new MethodVisitor(API) {
            @Override
            public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                return notes.read(annotation);
            }
        };
    }

    private Notes notes(String member) {
        return members.computeIfAbsent(member, name -> new Notes());
    }

    /** What annotations say. */
    private static final class Notes {
        private boolean deprecated;
        private String since = "";
        private String replacement = "";

        @Nullable
        AnnotationVisitor read(String annotation) {
            boolean deprecation = annotation.equals(DEPRECATED);
            deprecated |= deprecation;
            if (!deprecation && !annotation.equals(REPLACED_BY)) {
                return null;
            }
            return new AnnotationVisitor(API) {
                @Override
                public void visit(String name, Object value) {
                    if (deprecation && name.equals("since")) {
                        since = value.toString();
                    } else if (!deprecation && name.equals("value")) {
                        replacement = value.toString();
                    }
                }
            };
        }
    }
}
