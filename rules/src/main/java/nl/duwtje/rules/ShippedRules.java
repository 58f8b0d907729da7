package nl.duwtje.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The shipped rules, linted and compiled when the program is built and packed with it: linting and compiling them takes seconds of CPU time,
 * which would otherwise be most of a start. Who has other rules gets those compiled at the start, and of edited ones only those that were edited.
 */
final class ShippedRules {

    private static final String FILE = "shipped-rules.bin";
    private static final String MADE_FROM = "shipped-rules.from";

    private ShippedRules() {}

    /** The compiled rules by their {@link RuleCompiler#key}. */
    static Map<String, RuleClasses> all() {
        try (InputStream in = ShippedRules.class.getResourceAsStream(FILE)) {
            return in == null ? Map.of() : RuleStream.build(in.readAllBytes()).rules();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For the build: compiles what is in the folder of classes and packs it there. @param arguments that folder */
    public static void main(String[] arguments) throws IOException {
        Path target = Path.of(arguments[0], "nl/duwtje/rules");
        Path file = target.resolve(FILE);
        Path from = target.resolve(MADE_FROM);
        List<RuleFolder.Text> texts = new RuleFolder(Optional.of(target.resolve("policy"))).read();
        String madeFrom = RuleFolder.digest(texts) + " " + code(target);
        if (Files.exists(file) && Files.exists(from) && Files.readString(from).equals(madeFrom)) {
            return;
        }
        RuleBuild build = RuleBuild.of(texts, Set.of());
        if (!build.errors().isEmpty()) {
            throw new PolicyException(build.errors());
        }
        Files.deleteIfExists(from);
        Files.write(file, RuleStream.build(build));
        Files.writeString(from, madeFrom);
    }

    /** What rules are compiled against, and by: when that changes they must be compiled again. */
    private static String code(Path target) throws IOException {
        try (Stream<Path> facts = Files.list(target.resolve("fact"));
                Stream<Path> decisions = Files.list(target.resolve("decision"));
                Stream<Path> ours = Files.list(target).filter(file -> file.getFileName().toString().startsWith("Rule"))) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (Path file : Stream.of(facts, decisions, ours).flatMap(all -> all).sorted().toList()) {
                sha256.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
