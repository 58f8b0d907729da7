package nl.duwtje.gateway.directory;

import java.nio.file.Path;

import nl.duwtje.gateway.directory.Departments.Department;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.settings.SettingsException;
import nl.duwtje.rules.settings.SettingsFile;

/** Who a person of ours is. Safe for all threads. */
public final class Directory {

    private final Departments settings;
    private final Matching<Department> members = new Matching<>();
    private final Matching<Boolean> serviceAccounts = new Matching<>();
    private final Matching<String> languages = new Matching<>();

    public Directory(Departments settings) {
        this.settings = settings;
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
        Department department = members.of(address).orElse(null);
        Ambassador ambassador = department != null && department.ambassador().isPresent() ? department.ambassador() : settings.ambassador();
        String spoken = department != null && !department.language().isEmpty() ? department.language() : settings.language();
        return new Person(department == null ? "" : department.name(), ambassador, languages.of(address).orElse(spoken),
                serviceAccounts.of(address).isPresent());
    }
}
