package nl.duwtje.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The shipped rules, linted and compiled when the program is built and packed with it: linting and compiling them takes seven seconds of CPU time,
 * which would otherwise be most of a start. Who has other rules gets those compiled at the start.
 */
final class ShippedRules {

    private static final String FILE = "shipped-rules.zip";
    private static final String DIGEST = "digest";
    private static final String MADE_FROM = "made-from";

    private ShippedRules() {}

    /** The compiled rules, when the texts with that digest are the ones that were packed. */
    static Optional<RuleClasses> of(String digest) {
        try (InputStream in = ShippedRules.class.getResourceAsStream(FILE)) {
            if (in == null) {
                return Optional.empty();
            }
            Map<String, String> notes = new HashMap<>();
            RuleClasses classes = RuleClasses.read(in, notes);
            return digest.equals(notes.get(DIGEST)) ? Optional.of(classes) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For the build: compiles what is in the folder of classes and packs it there. @param arguments that folder */
    public static void main(String[] arguments) throws IOException {
        Path target = Path.of(arguments[0], "nl/duwtje/rules");
        Path file = target.resolve(FILE);
        List<RuleFolder.Text> texts = new RuleFolder(Optional.of(target.resolve("policy"))).read();
        String digest = RuleFolder.digest(texts);
        String madeFrom = digest + " " + facts(target);
        if (Files.exists(file)) {
            Map<String, String> notes = new HashMap<>();
            try (InputStream in = Files.newInputStream(file)) {
                RuleClasses.read(in, notes);
            }
            if (madeFrom.equals(notes.get(MADE_FROM))) {
                return;
            }
        }
        List<RuleFile> files = texts.stream().map(text -> RuleFile.cut(text.name(), text.text())).toList();
        List<PolicyError> errors = RuleLint.check(files).errors();
        if (!errors.isEmpty()) {
            throw new PolicyException(errors);
        }
        RuleCompiler.Result result = RuleCompiler.compile(files.stream().flatMap(f -> f.blocks().stream()).toList());
        RuleClasses classes = result.rules().orElseThrow(() -> new PolicyException(result.errors())).classes();
        try (OutputStream out = Files.newOutputStream(file)) {
            classes.writeTo(out, Map.of(DIGEST, digest, MADE_FROM, madeFrom));
        }
    }

    /** What rules are compiled against: when that changes they must be compiled again. */
    private static String facts(Path target) throws IOException {
        try (Stream<Path> all = Stream.concat(Files.list(target.resolve("fact")), Files.list(target.resolve("decision")))) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (Path file : all.sorted().toList()) {
                sha256.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
