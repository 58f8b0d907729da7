package nl.duwtje.gateway.action;

import java.util.Map;

/** Jakarta Mail reads these once, as system properties, when its classes load: with them fewer real messages make a mailet fail. */
final class Leniency {

    private static final Map<String, String> PROPERTIES = Map.of("mail.mime.parameters.strict", "false", "mail.mime.base64.ignoreerrors",
            "true", "mail.mime.ignoreunknownencoding", "true", "mail.mime.uudecode.ignoreerrors", "true", "mail.mime.multipart.allowempty",
            "true", "mail.mime.address.strict", "false");

    private Leniency() {}

    /** What the operator set on the command line stays. */
    static void set() {
        PROPERTIES.forEach((key, value) -> {
            if (System.getProperty(key) == null) {
                System.setProperty(key, value);
            }
        });
    }
}
