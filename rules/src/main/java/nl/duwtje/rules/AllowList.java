package nl.duwtje.rules;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the constant pool of a compiled rule (JVMS section 4.4) and names the first class or member in it that rules have no business with,
 * before anything of it is loaded. What an ordinary rule refers to was written down once from compiled rules and is a closed list.
 */
final class AllowList {

    /** Everything in here may be used: our facts and nudges, what the engine's generator writes. */
    private static final List<String> OPEN = List.of("nl/duwtje/policy/", "nl/duwtje/rules/fact/", "nl/duwtje/rules/decision/Nudge",
            "org/drools/model/", "org/drools/modelcompiler/dsl/pattern/", "org/drools/modelcompiler/util/EvaluationUtil");
    private static final Set<String> CLASSES = Set.of("java/lang/Boolean", "java/lang/CharSequence", "java/lang/Character",
            "java/lang/Comparable", "java/lang/Double", "java/lang/Enum", "java/lang/Exception", "java/lang/IllegalArgumentException",
            "java/lang/Integer", "java/lang/Long", "java/lang/Math", "java/lang/Number", "java/lang/RuntimeException", "java/lang/String",
            "java/time/format/DateTimeFormatterBuilder", "java/math/BigDecimal", "org/drools/util/DateUtils");
    /** Of these only the named members; an empty set: it may be named, nothing of it may be used. */
    private static final Map<String, Set<String>> MEMBERS = Map.ofEntries(
            Map.entry("java/lang/Object", Set.of("<init>", "equals", "hashCode", "toString")),
            Map.entry("java/lang/System", Set.of("arraycopy")),
            Map.entry("java/lang/invoke/StringConcatFactory", Set.of("makeConcatWithConstants")),
            Map.entry("java/lang/invoke/MethodHandles", Set.of()), Map.entry("java/lang/invoke/MethodHandles$Lookup", Set.of()),
            Map.entry("java/util/Arrays", Set.of("asList")), Map.entry("java/util/Collections", Set.of("emptyList")),
            Map.entry("java/util/Locale", Set.of("ENGLISH", "ROOT")),
            Map.entry("java/util/Collection", Set.of("contains", "containsAll", "size", "isEmpty")),
            Map.entry("java/util/List", Set.of("contains", "containsAll", "size", "isEmpty", "get")),
            Map.entry("java/util/regex/Pattern", Set.of("compile", "matcher")),
            Map.entry("java/util/regex/Matcher", Set.of("matches")),
            Map.entry("java/util/Map", Set.of("containsKey", "get", "getOrDefault", "size", "isEmpty")));
    /** Never, on whatever class. */
    private static final Set<String> NEVER = Set.of("getClass", "wait", "notify", "notifyAll", "forName", "getInteger", "getLong",
            "getBoolean", "repeat", "format", "formatted", "describeConstable", "resolveConstantDesc", "getDeclaringClass");
    /** Of the engine's own language only what a consequence of one insert needs. */
    private static final Map<String, Set<String>> ENGINE = Map.of("org/drools/model/Drools", Set.of("insert"));

    private AllowList() {}

    /** The first thing in the class file that is not allowed, as "java.lang.Runtime.getRuntime"; empty when all is well. */
    static Optional<String> offence(byte[] classFile) {
        try {
            return new Pool(classFile).offence();
        } catch (IOException | RuntimeException e) {
            return Optional.of("unreadable class file");
        }
    }

    private static boolean mayName(String type) {
        String element = type.replaceFirst("^\\[+L?", "").replaceFirst(";$", "");
        return element.length() == 1 || MEMBERS.containsKey(element) || CLASSES.contains(element)
                || OPEN.stream().anyMatch(element::startsWith);
    }

    private static boolean mayUse(String type, String member) {
        if (NEVER.contains(member)) {
            return false;
        }
        Set<String> members = MEMBERS.getOrDefault(type, ENGINE.get(type));
        return members == null ? mayName(type) : members.contains(member);
    }

    /** The constant pool of one class file, as far as it matters here. */
    private static final class Pool {
        private final String[] texts;
        private final int[] first;
        private final int[] second;
        private final List<Integer> classes = new ArrayList<>();
        private final List<Integer> members = new ArrayList<>();

        Pool(byte[] classFile) throws IOException {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
            if (in.readInt() != 0xCAFEBABE) {
                throw new IOException("no class file");
            }
            in.readInt();
            int count = in.readUnsignedShort();
            texts = new String[count];
            first = new int[count];
            second = new int[count];
            for (int i = 1; i < count; i++) {
                i += read(in, i);
            }
        }

        /** Reads one entry; 1 when it takes two places. */
        private int read(DataInputStream in, int i) throws IOException {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts[i] = in.readUTF();
                case 3, 4 -> in.readInt();
                case 5, 6 -> {
                    in.readLong();
                    return 1;
                }
                case 7 -> {
                    first[i] = in.readUnsignedShort();
                    classes.add(i);
                }
                case 8, 16, 19, 20 -> first[i] = in.readUnsignedShort();
                case 9, 10, 11 -> {
                    members.add(i);
                    pair(in, i);
                }
                case 12, 17, 18 -> pair(in, i);
                case 15 -> {
                    in.readUnsignedByte();
                    in.readUnsignedShort();
                }
                default -> throw new IOException("constant " + tag);
            }
            return 0;
        }

        private void pair(DataInputStream in, int i) throws IOException {
            first[i] = in.readUnsignedShort();
            second[i] = in.readUnsignedShort();
        }

        Optional<String> offence() {
            for (int member : members) {
                String type = texts[first[first[member]]];
                String name = texts[first[second[member]]];
                if (!type.startsWith("[") && !mayUse(type, name)) {
                    return Optional.of(type.replace('/', '.') + "." + name);
                }
            }
            for (int type : classes) {
                String name = texts[first[type]];
                if (!mayName(name)) {
                    return Optional.of(name.replace('/', '.'));
                }
            }
            return Optional.empty();
        }
    }
}
