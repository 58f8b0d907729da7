package nl.duwtje.gateway.directory;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import nl.duwtje.gateway.directory.Departments.Department;
import nl.duwtje.gateway.directory.LdapPeople.Entry;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.settings.SettingsException;
import nl.duwtje.rules.settings.SettingsFile;

/**
 * Who a person of ours is: by an address in departments.yaml, else by LDAP, else by a domain in the file. Asks LDAP at most once an hour for
 * each person, and only waits for that, a moment, the first time. Safe for all threads.
 */
public final class Directory implements AutoCloseable {

    private final Departments settings;
    private final Matching<Department> members = new Matching<>();
    private final Map<String, Department> byName = new HashMap<>();
    private final Optional<Acquaintances> acquaintances;
    private final Matching<Boolean> serviceAccounts = new Matching<>();
    private final Matching<String> languages = new Matching<>();

    /** Without LDAP, or with the system's clock. */
    public Directory(Departments settings) {
        this(settings, Clock.systemUTC());
    }

    Directory(Departments settings, Clock clock) {
        this.settings = settings;
        this.acquaintances = settings.ldap() == null ? Optional.empty() : Optional.of(new Acquaintances(settings.ldap(), clock));
        settings.departments().forEach(department -> byName.put(department.name().toLowerCase(Locale.ROOT), department));
        settings.departments().forEach(department -> department.members().values().forEach(entry -> members.add(entry, department)));
        settings.serviceAccounts().values().forEach(entry -> serviceAccounts.add(entry, true));
        settings.languages().nl().values().forEach(entry -> languages.add(entry, "nl"));
        settings.languages().en().values().forEach(entry -> languages.add(entry, "en"));
    }

    /**
     * @param file departments.yaml; null when there is none, then nothing is known of anybody
     * @throws SettingsException when something in it is wrong
     */
    public static Directory read(Path file) {
        return new Directory(file == null ? Departments.none() : SettingsFile.read(file).as(Departments.class));
    }

    /** What is known, with the general ambassador and language where the department names none; never null. */
    public Person of(MailAddress address) {
        Optional<Department> named = members.byAddress(address);
        Optional<Entry> entry = named.isPresent() ? Optional.empty() : acquaintances.flatMap(known -> known.of(address));
        String theirs = entry.map(Entry::department).orElse("");
        Optional<Department> department = named.or(() -> theirs.isEmpty()
                ? members.byDomain(address)
                : Optional.ofNullable(byName.get(theirs.toLowerCase(Locale.ROOT))));
        Ambassador ambassador = department.map(Department::ambassador).filter(Ambassador::isPresent).orElse(settings.ambassador());
        return new Person(department.map(Department::name).orElse(theirs), ambassador, language(address, entry, department),
                serviceAccounts.of(address).isPresent());
    }

    private String language(MailAddress address, Optional<Entry> entry, Optional<Department> department) {
        return languages.of(address).or(() -> entry.map(Entry::language).filter(set -> !set.isEmpty()))
                .or(() -> department.map(Department::language).filter(set -> !set.isEmpty())).orElse(settings.language());
    }

    @Override
    public void close() {
        acquaintances.ifPresent(Acquaintances::close);
    }
}
