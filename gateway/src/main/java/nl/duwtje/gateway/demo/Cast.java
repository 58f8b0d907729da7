package nl.duwtje.gateway.demo;

import java.util.List;
import java.util.Map;

/** Who plays in the demo: people of a municipality that does not exist. */
record Cast(String name, String address, String department) {

    static final String DOMAIN = "duinrade.test";
    static final Cast SANNE = new Cast("Sanne de Vries", "sanne.devries@" + DOMAIN, "Sociaal domein");
    static final List<Cast> ALL = List.of(SANNE, new Cast("Karim Bouzid", "karim.bouzid@" + DOMAIN, "Burgerzaken"),
            new Cast("Els Vermeer", "els.vermeer@" + DOMAIN, "Ruimte en wonen"));

    private static final Map<String, String> AMBASSADORS = Map.of("Sociaal domein", "Fatima el Idrissi", "Burgerzaken", "Tom Bakker",
            "Ruimte en wonen", "Noor Jansen");

    static Cast of(String address) {
        return ALL.stream().filter(one -> one.address.equals(address)).findFirst().orElse(SANNE);
    }

    String firstName() {
        return name.substring(0, name.indexOf(' '));
    }

    /** A colleague, who was not asked. */
    Cast other() {
        return ALL.get((ALL.indexOf(this) + 1) % ALL.size());
    }

    /** As departments.yaml, for the gateway's directory. */
    static String departmentsYaml() {
        StringBuilder yaml = new StringBuilder("departments:\n");
        for (Cast one : ALL) {
            String ambassador = AMBASSADORS.get(one.department);
            yaml.append("  - name: ").append(one.department).append("\n    members: [").append(one.address).append("]\n")
                    .append("    ambassador:\n      name: ").append(ambassador).append("\n      contact: ")
                    .append(ambassador.toLowerCase(java.util.Locale.ROOT).replace(' ', '.')).append('@').append(DOMAIN).append('\n');
        }
        return yaml.toString();
    }
}
