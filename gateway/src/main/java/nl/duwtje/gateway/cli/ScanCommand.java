package nl.duwtje.gateway.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import nl.duwtje.gateway.isolation.ReaderPool;
import nl.duwtje.gateway.isolation.ReaderSettings;
import nl.duwtje.gateway.observe.Meters;
import nl.duwtje.rules.inspect.PersonalDataSettings;
import nl.duwtje.rules.PolicySettings;
import nl.duwtje.rules.inspect.Scan;
import nl.duwtje.rules.personaldata.OwnData;
import nl.duwtje.rules.settings.SettingsFile;
import nl.duwtje.rules.text.ExtractLimits;
import nl.duwtje.rules.text.Extraction;
import nl.duwtje.rules.text.ReadBefore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code duwtje scan}: personal data in files or texts, as it would be seen if they went to an outsider. */
@Command(name = "scan", mixinStandardHelpOptions = true, description = {
        "Looks for personal data in files, or in the texts of a JSON Lines file, and prints one JSON object per input:",
        "  {\"id\":..., \"findings\":[{\"type\":\"BSN\",\"start\":4,\"end\":13,\"strength\":\"high\"}], \"nudge\":true}",
        "start and end count UTF-16 units of the text (for a file: of the block that \"where\" names).",
        "nudge: what policy.yaml makes of the findings when it goes to an outsider. Values are never printed, only masked samples."})
final class ScanCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_FILE = 150 << 20;

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "files of any kind; their name is their id")
    List<Path> files = new ArrayList<>();

    @Option(names = "--jsonl", paramLabel = "FILE", description = "lines of {\"id\":..., \"text\":...}; - for standard input")
    Path lines;

    @Option(names = "--policy", paramLabel = "FILE", description = "policy.yaml with the limits (default: the shipped one)")
    Path policy;

    @Option(names = "--personal-data", paramLabel = "FILE", description = "personal-data.yaml with your own identifiers and exclusions")
    Path personalData;

    @Override
    public Integer call() throws IOException {
        if (files.isEmpty() == (lines == null)) {
            throw new CommandLine.ParameterException(spec.commandLine(), "give files, or --jsonl FILE");
        }
        PolicySettings settings = policy == null ? PolicySettings.defaults() : SettingsFile.read(policy).as(PolicySettings.class);
        OwnData own = personalData == null
                ? OwnData.none()
                : SettingsFile.read(personalData).as(PersonalDataSettings.class).toOwnData();
        try (ReaderPool readers = new ReaderPool(ReaderSettings.defaults(), new Meters())) {
            Scan scan = new Scan(settings.limits(), new Extraction(ExtractLimits.defaults(), readers, ReadBefore.nothing()), own);
            PrintWriter out = spec.commandLine().getOut();
            int wrong = lines != null ? scanLines(scan, out) : scanFiles(scan, out);
            out.flush();
            return wrong == 0 ? 0 : 1;
        }
    }

    private int scanFiles(Scan scan, PrintWriter out) throws IOException {
        int wrong = 0;
        for (Path file : files) {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_FILE) {
                complain(file + ": " + (Files.isRegularFile(file) ? "is larger than 150 MB" : "no such file"));
                wrong++;
            } else {
                Scan.Result result = scan.file(file.getFileName().toString(), Files.readAllBytes(file));
                ObjectNode line = json(JsonNodeFactory.instance.textNode(file.toString()), result);
                if (!result.notInspected().isEmpty()) {
                    line.put("notInspected", result.notInspected());
                }
                out.println(JSON.writeValueAsString(line));
            }
        }
        return wrong;
    }

    private int scanLines(Scan scan, PrintWriter out) throws IOException {
        int wrong = 0;
        int number = 0;
        boolean stdin = lines.toString().equals("-");
        try (BufferedReader reader = stdin
                ? new BufferedReader(new java.io.InputStreamReader(System.in, java.nio.charset.StandardCharsets.UTF_8))
                : Files.newBufferedReader(lines)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                JsonNode input = parsed(line);
                if (input == null || !input.path("text").isTextual()) {
                    complain(lines + ":" + number + ": is not a JSON object with \"id\" and \"text\"");
                    wrong++;
                } else {
                    JsonNode id = input.path("id").isMissingNode() ? JsonNodeFactory.instance.numberNode(number) : input.get("id");
                    out.println(JSON.writeValueAsString(json(id, scan.text(input.get("text").textValue()))));
                }
            }
        } catch (NoSuchFileException e) {
            complain(lines + ": no such file");
            wrong++;
        } catch (MalformedInputException e) {
            complain(lines + ":" + (number + 1) + ": is not UTF-8");
            wrong++;
        }
        return wrong;
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }

    private static ObjectNode json(JsonNode id, Scan.Result result) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.set("id", id);
        for (Scan.Found found : result.findings()) {
            ObjectNode one = line.withArray("findings").addObject();
            one.put("type", found.type()).put("start", found.start()).put("end", found.end()).put("strength",
                    found.strength().name().toLowerCase(Locale.ROOT));
            if (!found.where().isEmpty()) {
                one.put("where", found.where());
            }
            one.put("sample", found.sample());
        }
        if (result.findings().isEmpty()) {
            line.putArray("findings");
        }
        return line.put("nudge", result.nudge());
    }

    private void complain(String reason) {
        spec.commandLine().getErr().println("duwtje: " + reason);
        spec.commandLine().getErr().flush();
    }
}
