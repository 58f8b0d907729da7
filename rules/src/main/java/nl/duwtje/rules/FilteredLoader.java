package nl.duwtje.rules;

import java.util.List;
import java.util.Set;

/**
 * The only classes compiled rules can reach at run time: the facts, nudges, the rule engine and the plain part of java.lang and java.util.
 * No files, network, processes, threads or reflection. (Java has no security manager any more, so this and {@link AllowList} are the walls.)
 */
final class FilteredLoader extends ClassLoader {

    private static final List<String> OPEN = List.of("nl.duwtje.rules.fact.", "nl.duwtje.rules.decision.", "org.drools.", "org.kie.");
    private static final Set<String> PLAIN = Set.of("java.lang", "java.lang.invoke", "java.lang.annotation", "java.util",
            "java.util.function", "java.util.regex", "java.math", "java.time", "java.time.format", "java.text");
    private static final List<String> SHUT = List.of("java.lang.Runtime", "java.lang.Process", "java.lang.Thread", "java.lang.System",
            "java.lang.ClassLoader", "java.lang.Module", "java.lang.Shutdown", "java.lang.StackWalker", "java.util.Scanner",
            "java.util.Timer", "java.util.ServiceLoader", "java.util.ResourceBundle", "java.util.Formatter");

    static {
        registerAsParallelCapable();
    }

    FilteredLoader(ClassLoader parent) {
        super("rules", parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!open(name)) {
            throw new ClassNotFoundException(name + " is not open to rules");
        }
        return super.loadClass(name, resolve);
    }

    private static boolean open(String name) {
        for (String prefix : OPEN) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        int dot = name.lastIndexOf('.');
        if (dot < 0 || !PLAIN.contains(name.substring(0, dot))) {
            return false;
        }
        for (String prefix : SHUT) {
            if (name.startsWith(prefix) && !name.endsWith("Exception")) {
                return false;
            }
        }
        return true;
    }
}
