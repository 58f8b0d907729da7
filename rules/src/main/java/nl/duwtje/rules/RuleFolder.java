package nl.duwtje.rules;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the rule files are: a folder on disk, or the shipped ones in our jar. Reads the {@code *.drl} in it, in order of their names. */
final class RuleFolder {

    private static final int MAX_FILES = 200;
    private static final long MAX_SIZE = 256 * 1024;

    private final Optional<Path> folder;

    RuleFolder(Optional<Path> folder) {
        this.folder = folder;
    }

    /** One file: its name and text. */
    record Text(String name, String text) {}

    /** @throws PolicyException when the folder or a file in it cannot be read */
    List<Text> read() {
        if (folder.isPresent()) {
            return read(folder.get());
        }
        return Packed.with("policy", RuleFolder::read);
    }

    /** Names, sizes and times of change, cheap to compare; empty for the shipped rules, which never change. */
    String stamp() {
        if (folder.isEmpty()) {
            return "";
        }
        StringBuilder stamp = new StringBuilder();
        try {
            for (Path file : files(folder.get())) {
                stamp.append(file.getFileName()).append(' ').append(Files.size(file)).append(' ')
                        .append(Files.getLastModifiedTime(file).toMillis()).append('\n');
            }
        } catch (IOException e) {
            stamp.append(e.getClass().getSimpleName());
        }
        return stamp.toString();
    }

    static String digest(List<Text> texts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (Text text : texts) {
                byte[] bytes = text.text().getBytes(StandardCharsets.UTF_8);
                sha.update((text.name() + "\n" + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
                sha.update(bytes);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static List<Text> read(Path folder) {
        List<Text> texts = new ArrayList<>();
        List<PolicyError> errors = new ArrayList<>();
        try {
            List<Path> files = files(folder);
            if (files.isEmpty()) {
                throw wrong(folder, "has no *.drl files");
            }
            if (files.size() > MAX_FILES) {
                throw wrong(folder, "has more than " + MAX_FILES + " rule files");
            }
            for (Path file : files) {
                read(file, texts, errors);
            }
        } catch (NoSuchFileException e) {
            throw wrong(folder, "no such folder");
        } catch (IOException e) {
            throw wrong(folder, "cannot be read: " + e);
        }
        if (!errors.isEmpty()) {
            throw new PolicyException(errors);
        }
        return texts;
    }

    private static void read(Path file, List<Text> texts, List<PolicyError> errors) {
        String name = file.getFileName().toString();
        try {
            if (Files.size(file) > MAX_SIZE) {
                errors.add(new PolicyError(name, 0, "", "is larger than " + MAX_SIZE / 1024 + " KB"));
            } else {
                texts.add(new Text(name, Files.readString(file)));
            }
        } catch (MalformedInputException e) {
            errors.add(new PolicyError(name, 0, "", "is not UTF-8 text"));
        } catch (IOException e) {
            errors.add(new PolicyError(name, 0, "", "cannot be read: " + e));
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(f -> f.toString().endsWith(".drl") && !f.getFileName().toString().startsWith(".")).sorted().toList();
        }
    }

    private static PolicyException wrong(Path folder, String reason) {
        return new PolicyException(List.of(new PolicyError(folder.toString(), 0, "", reason)));
    }
}
