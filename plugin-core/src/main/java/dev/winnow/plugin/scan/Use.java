package dev.winnow.plugin.scan;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * A place in a plugin that uses a class or one of its members.
 *
 * @param owner the class's internal name
 * @param member name and descriptor of a method, name of a field; null for the class itself
 * @param place where
 */
record Use(String owner, @Nullable String member, Place place) {
    /** What people read, for example {@code ResourceFilter.apply(ResourceQuery, Settings)}. */
    String title(String declaringClass) {
        String type = simple(declaringClass.replace('/', '.'));
        if (member == null) {
            return type;
        }
        int descriptor = member.indexOf('(');
        if (descriptor < 0) {
            return type + "." + member;
        }
        StringBuilder parameters = new StringBuilder();
        for (Type parameter : Type.getArgumentTypes(member.substring(descriptor))) {
            parameters.append(parameters.isEmpty() ? "" : ", ").append(simple(parameter.getClassName()));
        }
        String name = member.startsWith("<init>") ? "new " + type : type + "." + member.substring(0, descriptor);
        return name + "(" + parameters + ")";
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
    }

    /**
     * A line of a plugin's source.
     *
     * @param className the plugin's class
     * @param file its source file's name; null where the compiler left it out
     * @param line counted from 1; 0 where unknown
     */
    record Place(String className, @Nullable String file, int line) {
    }
}
