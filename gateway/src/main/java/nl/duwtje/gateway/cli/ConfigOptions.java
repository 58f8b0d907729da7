package nl.duwtje.gateway.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import nl.duwtje.gateway.config.GatewaySettings;
import nl.duwtje.rules.settings.SettingsException;
import nl.duwtje.rules.settings.SettingsFile;
import picocli.CommandLine.Option;

/** {@code --config FILE} and {@code --set key=value}, the same for every command that needs the gateway's settings. */
final class ConfigOptions {

    @Option(names = "--config", paramLabel = "FILE", description = "gateway.yaml; what it does not name has its default")
    Path config;

    @Option(names = "--set", paramLabel = "key=value", description = "one setting on top of the file, like smtp.listen=127.0.0.1:2525")
    List<String> set = new ArrayList<>();

    /** @throws SettingsException when something is wrong, as one line */
    GatewaySettings read() {
        return readFor(List.of());
    }

    /**
     * For commands that need only some of the settings.
     *
     * @param otherwise key=value, used where neither file nor --set names the key
     */
    GatewaySettings readFor(List<String> otherwise) {
        SettingsFile file = config == null ? SettingsFile.empty("--set") : SettingsFile.read(config);
        for (String assignment : otherwise) {
            String key = assignment.substring(0, assignment.indexOf('='));
            if (file.keys().stream().noneMatch(known -> known.equals(key) || known.startsWith(key + "."))) {
                file.set(key, assignment.substring(key.length() + 1));
            }
        }
        for (String assignment : set) {
            int equals = assignment.indexOf('=');
            if (equals <= 0) {
                throw new SettingsException("--set " + assignment + ": write --set key=value");
            }
            file.set(assignment.substring(0, equals).strip(), assignment.substring(equals + 1).strip());
        }
        return file.as(GatewaySettings.class);
    }
}
