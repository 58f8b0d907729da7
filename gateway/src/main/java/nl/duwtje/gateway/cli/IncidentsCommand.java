package nl.duwtje.gateway.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import nl.duwtje.gateway.Gateway;
import nl.duwtje.gateway.HeldMail;
import nl.duwtje.gateway.store.Incident;
import nl.duwtje.gateway.store.Rating;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code duwtje incidents} and {@code duwtje feedback}: what people told us, for the privacy officer and the CISO. */
final class IncidentsCommand {

    private static final ObjectMapper JSON = new ObjectMapper();

    private IncidentsCommand() {}

    /** {@code duwtje incidents}. */
    @Command(name = "incidents", mixinStandardHelpOptions = true, description = "Reports of incidents and near misses.", subcommands = Export.class)
    static final class Incidents {}

    /** {@code duwtje feedback}. */
    @Command(name = "feedback", mixinStandardHelpOptions = true, description = "Whether people found warnings useful.", subcommands = Ratings.class)
    static final class Feedback {}

    /** What the two have in common: rows with named cells. */
    abstract static class Exporting implements Callable<Integer> {
        @Spec
        CommandSpec spec;
        @Mixin
        ConfigOptions options;
        @Option(names = "--csv", description = "comma-separated with a line of names (the default)")
        boolean csv;
        @Option(names = "--json", description = "one JSON object per line")
        boolean json;
        @Option(names = "--limit", paramLabel = "N", defaultValue = "100000", description = "at most this many, newest first (default ${DEFAULT-VALUE})")
        int limit;

        abstract List<String> names();

        abstract List<Map<String, Object>> rows(HeldMail held);

        @Override
        public final Integer call() throws Exception {
            PrintWriter out = spec.commandLine().getOut();
            try (HeldMail held = Gateway.heldMail(options.readFor(List.of("next-hop.address=127.0.0.1:25")))) {
                if (!json) {
                    out.print(Csv.line(names()) + "\r\n");
                }
                for (Map<String, Object> row : rows(held)) {
                    out.print(json ? json(row) + "\n" : Csv.line(row.values().stream().map(Exporting::cell).toList()) + "\r\n");
                }
            }
            out.flush();
            return 0;
        }

        private static String cell(Object value) {
            return value instanceof List<?> list ? String.join("; ", list.stream().map(String::valueOf).toList()) : String.valueOf(value);
        }

        private static String json(Map<String, Object> row) {
            try {
                return JSON.writeValueAsString(row);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** {@code duwtje incidents export}. */
    @Command(name = "export", mixinStandardHelpOptions = true, description = {
            "The register of incidents and near misses (GDPR article 33(5)): facts, effects and measures. Masked.",
            "Works on the store that gateway.yaml names, while the gateway runs or not."})
    static final class Export extends Exporting {
        @Override
        List<String> names() {
            return List.of("id", "kind", "reportedAt", "sentAt", "reporter", "department", "subject", "messageId", "recipients",
                    "moreRecipients", "data", "rules", "facts", "effects", "measures");
        }

        @Override
        List<Map<String, Object>> rows(HeldMail held) {
            return held.register().incidents(limit).stream().map(Export::row).toList();
        }

        private static Map<String, Object> row(Incident incident) {
            Incident.Report report = incident.report();
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", incident.id());
            row.put("kind", incident.kind() == Incident.Kind.INCIDENT ? "incident" : "near-miss");
            row.put("reportedAt", incident.reportedAt().toString());
            row.put("sentAt", report.sentAt());
            row.put("reporter", report.reporter());
            row.put("department", report.department());
            row.put("subject", report.subject());
            row.put("messageId", report.messageId());
            row.put("recipients", report.recipients());
            row.put("moreRecipients", report.more());
            row.put("data", report.data());
            row.put("rules", report.rules());
            row.put("facts", report.facts());
            row.put("effects", report.effects());
            row.put("measures", report.measures());
            return row;
        }
    }

    /** {@code duwtje feedback export}. */
    @Command(name = "export", mixinStandardHelpOptions = true, description = {
            "Answers to \"was this warning useful?\", by month, rule and department; never by person.",
            "Works on the store that gateway.yaml names, while the gateway runs or not."})
    static final class Ratings extends Exporting {
        @Override
        List<String> names() {
            return List.of("month", "rule", "department", "useful", "because");
        }

        @Override
        List<Map<String, Object>> rows(HeldMail held) {
            return held.register().ratings(limit).stream().map(Ratings::row).toList();
        }

        private static Map<String, Object> row(Rating.Kept rating) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("month", rating.month());
            row.put("rule", rating.rule());
            row.put("department", rating.department());
            row.put("useful", rating.useful());
            row.put("because", rating.because());
            return row;
        }
    }
}
