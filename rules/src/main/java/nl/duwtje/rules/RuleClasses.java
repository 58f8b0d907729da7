package nl.duwtje.rules;

import java.util.Map;

import org.drools.model.Model;

/**
 * One compiled rule as class files: what Drools' generator and the Java compiler made of it, in a package of its own. Immutable as long as nobody
 * writes to the arrays.
 *
 * @param model  the class that implements {@link Model}
 * @param byName class files by the name of their class
 */
record RuleClasses(String model, Map<String, byte[]> byName) {

    RuleClasses {
        byName = Map.copyOf(byName);
    }

    /** Loads it behind the wall that rules live behind. What comes back can be part of many bases, and stays loaded as long as one of them does. */
    Model load() {
        ClassLoader loader = new Loader(new FilteredLoader(RuleClasses.class.getClassLoader()));
        try {
            return (Model) loader.loadClass(model).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a compiled rule without a model: " + model, e);
        }
    }

    /** Knows the rule's own classes; everything else comes through the filter. */
    private final class Loader extends ClassLoader {

        Loader(ClassLoader parent) {
            super("rule", parent);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = byName.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
