package nl.duwtje.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.Model;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.KieServices;

/**
 * Compiled rules as class files: what Drools' generator and the Java compiler made of them, and the name of the class that describes them all. Can be
 * written and read again. Immutable as long as nobody writes to the arrays.
 *
 * @param model  the class that implements {@link Model}
 * @param byName class files by the name of their class
 */
record RuleClasses(String model, Map<String, byte[]> byName) {

    private static final String MODEL = "model";
    private static final String CLASS = ".class";

    RuleClasses {
        byName = Map.copyOf(byName);
    }

    /** Those of a finished build; the project's own description is left out, it is only there for containers. */
    static RuleClasses of(InternalKieModule module) {
        Map<String, byte[]> classes = new TreeMap<>();
        String model = "";
        for (String file : module.getFileNames()) {
            if (file.endsWith(CLASS) && !file.startsWith("org/drools/project/model/")) {
                classes.put(file.substring(0, file.length() - CLASS.length()).replace('/', '.'), module.getBytes(file));
            } else if (file.endsWith("/drools-model")) {
                // a line with the version, then one name: all rules are in one package
                model = new String(module.getBytes(file), StandardCharsets.UTF_8).strip().lines().skip(1).findFirst().orElse("").strip();
            }
        }
        return new RuleClasses(model, classes);
    }

    /** Loads them behind the wall that rules live behind. */
    KieBase base() {
        ClassLoader loader = new Loader(new FilteredLoader(RuleClasses.class.getClassLoader()));
        try {
            Model rules = (Model) loader.loadClass(model).getConstructor().newInstance();
            return KieBaseBuilder.createKieBaseFromModel(rules, KieServices.get().newKieBaseConfiguration());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("compiled rules without a model: " + model, e);
        }
    }

    /** As a zip, the same bytes for the same classes. */
    void writeTo(OutputStream out, Map<String, String> notes) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> note : new TreeMap<>(notes).entrySet()) {
                put(zip, note.getKey(), note.getValue().getBytes(StandardCharsets.UTF_8));
            }
            put(zip, MODEL, model.getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, byte[]> one : new TreeMap<>(byName).entrySet()) {
                put(zip, one.getKey() + CLASS, one.getValue());
            }
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    /** @param notes filled with what was written beside the classes */
    static RuleClasses read(InputStream in, Map<String, String> notes) throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        String model = "";
        try (ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                byte[] bytes = zip.readAllBytes();
                if (name.endsWith(CLASS)) {
                    classes.put(name.substring(0, name.length() - CLASS.length()), bytes);
                } else if (name.equals(MODEL)) {
                    model = new String(bytes, StandardCharsets.UTF_8);
                } else {
                    notes.put(name, new String(bytes, StandardCharsets.UTF_8));
                }
            }
        }
        return new RuleClasses(model, classes);
    }

    /** Knows the rules' own classes; everything else comes through the filter. */
    private final class Loader extends ClassLoader {

        Loader(ClassLoader parent) {
            super("rules", parent);
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
