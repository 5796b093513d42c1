package dev.winnow.plugin.scan;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Tells every class and member that one class of a plugin uses, extends, implements, overrides or is annotated by. */
final class UseCollector extends ClassVisitor {
    private static final int API = Opcodes.ASM9;

    private final Consumer<Use> uses;
    private String className = "";
    private @Nullable String source;

    UseCollector(Consumer<Use> uses) {
        super(API);
        this.uses = uses;
    }

    @Override
    public void visit(int version, int access, String name, @Nullable String signature, @Nullable String superName,
            String @Nullable [] interfaces) {
        className = name.replace('/', '.');
        type(superName, 0);
        for (String each : interfaces == null ? new String[0] : interfaces) {
            type(each, 0);
        }
    }

    @Override
    public void visitSource(@Nullable String file, @Nullable String debug) {
        source = file;
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        types(Type.getType(descriptor), 0);
        return null;
    }

    @Override
    public FieldVisitor visitField(int access, String name, String descriptor, @Nullable String signature,
            @Nullable Object value) {
        types(Type.getType(descriptor), 0);
        return new FieldVisitor(API) {
            @Override
            public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                types(Type.getType(annotation), 0);
                return null;
            }
        };
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, @Nullable String signature,
            String @Nullable [] exceptions) {
        return new Code(name, descriptor, access);
    }

    private void type(@Nullable String internalName, int line) {
        if (internalName != null) {
            types(Type.getObjectType(internalName), line);
        }
    }

    private void types(Type type, int line) {
        switch (type.getSort()) {
            case Type.ARRAY -> types(type.getElementType(), line);
            case Type.OBJECT -> use(type.getInternalName(), null, line);
            case Type.METHOD -> {
                types(type.getReturnType(), line);
                for (Type parameter : type.getArgumentTypes()) {
                    types(parameter, line);
                }
            }
            default -> {
                // A primitive.
            }
        }
    }

    private void use(String owner, @Nullable String member, int line) {
        uses.accept(new Use(owner, member, new Use.Place(className, source, line)));
    }

    /** What a method's code uses. */
    private final class Code extends MethodVisitor {
        private final String overriding;
        private final boolean canOverride;
        private boolean reported;
        private int line;

        Code(String name, String descriptor, int access) {
            super(API);
            this.overriding = name + descriptor;
            this.canOverride = (access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)) == 0 && !name.startsWith("<");
            types(Type.getMethodType(descriptor), 0);
        }

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            types(Type.getType(descriptor), line);
            return null;
        }

        @Override
        public @Nullable AnnotationVisitor visitParameterAnnotation(int parameter, String descriptor,
                boolean visible) {
            types(Type.getType(descriptor), line);
            return null;
        }

        @Override
        public void visitLineNumber(int number, Label start) {
            line = number;
            override();
        }

        @Override
        public void visitEnd() {
            override();
        }

        /** At the method's first line, which only its code knows. */
        private void override() {
            if (canOverride && !reported) {
                reported = true;
                use(className.replace('.', '/'), overriding, line);
            }
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            type(type, line);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            use(owner, name, line);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (!owner.startsWith("[")) {
                use(owner, name + descriptor, line);
            }
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            types(Type.getMethodType(descriptor), line);
            for (Object argument : arguments) {
                constant(argument);
            }
        }

        @Override
        public void visitLdcInsn(Object value) {
            constant(value);
        }

        @Override
        public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
            types(Type.getType(descriptor), line);
        }

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
            type(type, line);
        }

        private void constant(Object value) {
            switch (value) {
                case Type type -> types(type, line);
                case Handle handle -> use(handle.getOwner(), handle.getTag() <= Opcodes.H_PUTSTATIC
                        ? handle.getName()
                        : handle.getName() + handle.getDesc(), line);
                case ConstantDynamic dynamic -> {
                    for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
                        constant(dynamic.getBootstrapMethodArgument(i));
                    }
                }
                default -> {
                    // A number or a text.
                }
            }
        }
    }
}
