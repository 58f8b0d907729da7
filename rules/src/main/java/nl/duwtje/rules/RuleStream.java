package nl.duwtje.rules;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Rule files and compiled rules as bytes: for the file that is packed with the program, and between two processes of one version of it. The same
 * bytes for the same things.
 */
final class RuleStream {

    private RuleStream() {}

    /** What is to be built, and what need not be. */
    record Request(List<RuleFolder.Text> texts, Set<String> known) {}

    static byte[] request(Request request) {
        return bytes(out -> {
            out.writeInt(request.texts().size());
            for (RuleFolder.Text text : request.texts()) {
                write(out, text.name());
                write(out, text.text());
            }
            out.writeInt(request.known().size());
            for (String key : new TreeSet<>(request.known())) {
                write(out, key);
            }
        });
    }

    static Request request(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        List<RuleFolder.Text> texts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            texts.add(new RuleFolder.Text(text(in), text(in)));
        }
        Set<String> known = new TreeSet<>();
        for (int left = in.readInt(); left > 0; left--) {
            known.add(text(in));
        }
        return new Request(texts, known);
    }

    static byte[] build(RuleBuild build) {
        return bytes(out -> {
            out.writeInt(build.errors().size());
            for (PolicyError error : build.errors()) {
                write(out, error.file());
                out.writeInt(error.line());
                write(out, error.rule());
                write(out, error.reason());
            }
            out.writeInt(build.rules().size());
            for (Map.Entry<String, RuleClasses> rule : new TreeMap<>(build.rules()).entrySet()) {
                write(out, rule.getKey());
                write(out, rule.getValue().model());
                out.writeInt(rule.getValue().byName().size());
                for (Map.Entry<String, byte[]> one : new TreeMap<>(rule.getValue().byName()).entrySet()) {
                    write(out, one.getKey());
                    write(out, one.getValue());
                }
            }
        });
    }

    static RuleBuild build(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        List<PolicyError> errors = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            errors.add(new PolicyError(text(in), in.readInt(), text(in), text(in)));
        }
        Map<String, RuleClasses> rules = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String key = text(in);
            String model = text(in);
            Map<String, byte[]> classes = new TreeMap<>();
            for (int more = in.readInt(); more > 0; more--) {
                classes.put(text(in), piece(in));
            }
            rules.put(key, new RuleClasses(model, classes));
        }
        return new RuleBuild(rules, errors);
    }

    private interface Writer {
        void write(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writer.write(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        write(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(piece(in), StandardCharsets.UTF_8);
    }

    private static byte[] piece(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] bytes = length < 0 ? new byte[0] : in.readNBytes(length);
        if (bytes.length != length) {
            throw new IOException("ends before its end");
        }
        return bytes;
    }
}
