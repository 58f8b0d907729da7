package nl.duwtje.gateway.directory;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import nl.duwtje.rules.settings.BadValue;
import nl.duwtje.rules.settings.CommaList;

/**
 * departments.yaml; {@code config/departments.yaml} names and explains every key.
 *
 * @param ambassador      for who has no other; may be absent
 * @param language        "nl" or "en", for who has no other; may be absent: then the message's own
 * @param departments     in any order; an address or domain belongs to one of them
 * @param serviceAccounts addresses and domains that are observed only
 * @param languages       people who read another language than their department
 * @param ldap            where people whom no address here names are looked up; null when nowhere
 */
public record Departments(Ambassador ambassador, String language, List<Department> departments, CommaList serviceAccounts,
        Languages languages, LdapSettings ldap) {

    public Departments {
        ambassador = ambassador == null ? Ambassador.NONE : ambassador;
        language = language("language", language);
        departments = departments == null ? List.of() : List.copyOf(departments);
        serviceAccounts = serviceAccounts == null ? CommaList.of() : serviceAccounts;
        languages = languages == null ? new Languages(null, null) : languages;
        Set<String> names = new HashSet<>();
        Matching<String> members = new Matching<>();
        for (int i = 0; i < departments.size(); i++) {
            Department department = departments.get(i);
            if (!names.add(department.name().toLowerCase(Locale.ROOT))) {
                throw new BadValue("departments[" + i + "].name", "is there twice");
            }
            fill("departments[" + i + "].members", department.members(), members);
        }
        fill("service-accounts", serviceAccounts, new Matching<>());
        Matching<String> readers = new Matching<>();
        fill("languages.nl", languages.nl(), readers);
        fill("languages.en", languages.en(), readers);
    }

    /** Nothing is set. */
    public static Departments none() {
        return new Departments(null, null, null, null, null, null);
    }

    /**
     * One department.
     *
     * @param name       at most 80 characters
     * @param members    addresses, domains (example.org) and what is below a domain (.example.org)
     * @param ambassador the general one when absent
     * @param language   the general one when absent
     */
    public record Department(String name, CommaList members, Ambassador ambassador, String language) {
        public Department {
            if (name == null || name.isBlank() || name.length() > 80) {
                throw new BadValue("name", name == null ? "is missing" : "must be 1 to 80 characters");
            }
            members = members == null ? CommaList.of() : members;
            ambassador = ambassador == null ? Ambassador.NONE : ambassador;
            language = Departments.language("language", language);
        }
    }

    /** Addresses and domains by the language they read. */
    public record Languages(CommaList nl, CommaList en) {
        public Languages {
            nl = nl == null ? CommaList.of() : nl;
            en = en == null ? CommaList.of() : en;
        }
    }

    private static String language(String key, String language) {
        if (language != null && !language.equals("nl") && !language.equals("en")) {
            throw new BadValue(key, "must be nl or en");
        }
        return language == null ? "" : language;
    }

    private static void fill(String key, CommaList entries, Matching<String> into) {
        for (String entry : entries.values()) {
            try {
                into.add(entry, key);
            } catch (IllegalArgumentException e) {
                throw new BadValue(key, e.getMessage());
            }
        }
    }
}
