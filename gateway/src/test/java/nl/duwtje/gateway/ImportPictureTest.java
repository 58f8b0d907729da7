package nl.duwtje.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** Holds the picture of {@code gateway/docs/architecture.md}: which room may import which, and where each library lives. */
class ImportPictureTest {

    private static final String GATEWAY = "nl.duwtje.gateway.";
    private static final String RULES = "nl.duwtje.rules.";
    private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("nl.duwtje.rules", "nl.duwtje.gateway");

    /** What each room may import of the other rooms of the gateway. The root, cli and demo put the house together and may import all. */
    private static final Map<String, String> ROOMS = Map.ofEntries(entry("smtp", "config observe"), entry("delivery", "config observe"),
            entry("dsn", "delivery"), entry("store", "config"), entry("isolation", "observe config"), entry("directory", "config"),
            entry("action", "config"), entry("notice", "store config directory"),
            entry("signin", "config"),
            entry("web", "store notice config observe directory signin"), entry("observe", "config"), entry("config", ""));
    /** The same for rules; "policy" is the root package, where Policy is. */
    private static final Map<String, String> RULE_ROOMS = Map.of("mail", "", "mime", "mail", "fact", "", "decision", "mail fact policy",
            "settings", "",
            "personaldata", "mail fact text", "text", "mail fact personaldata mime", "inspect", "mail mime fact personaldata text settings",
            "scenario",
            "policy mail mime fact decision inspect settings text personaldata", "policy", "mail fact decision settings inspect");

    @Test
    void roomsImportOnlyWhatThePictureShows() {
        TreeSet<String> strays = new TreeSet<>();
        for (JavaClass one : CLASSES) {
            for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
                String from = one.getPackageName();
                String to = dependency.getTargetClass().getPackageName();
                check(from, to, GATEWAY, ROOMS, strays);
                check(from, to, RULES, RULE_ROOMS, strays);
                if (from.startsWith("nl.duwtje.rules") && to.startsWith("nl.duwtje.gateway")) {
                    strays.add("rules imports " + to + ": rules decide, they never act");
                }
            }
        }
        assertThat(strays).isEmpty();
    }

    private static void check(String from, String to, String base, Map<String, String> rooms, TreeSet<String> strays) {
        if (!from.concat(".").startsWith(base) || !to.concat(".").startsWith(base) || from.equals(to)) {
            return;
        }
        String room = room(from, base);
        String other = room(to, base);
        if (rooms.containsKey(room) && !room.equals(other) && !other.equals("jte")
                && !Arrays.asList(rooms.get(room).split(" ")).contains(other)) {
            strays.add(room + " imports " + (other.isEmpty() ? "the root" : other) + ": not in the picture");
        }
    }

    private static String room(String name, String base) {
        String rest = name.concat(".").substring(base.length());
        String first = rest.isEmpty() ? "" : rest.substring(0, rest.indexOf('.'));
        return first.isEmpty() && base.equals(RULES) ? "policy" : first;
    }

    @Test
    void eachBigLibraryHasOneRoom() {
        only("org.subethamail..", "nl.duwtje.gateway.smtp");
        only("org.kie..", "nl.duwtje.rules");
        only("org.drools..", "nl.duwtje.rules");
        only("org.apache.mailet..", "nl.duwtje.gateway.action");
        only("org.apache.james.core..", "nl.duwtje.gateway.action");
        only("org.apache.james.mime4j..", "nl.duwtje.rules.mime");
        only("java.sql..", "nl.duwtje.gateway.store");
        only("org.eclipse.jetty..", "nl.duwtje.gateway.web");
        only("io.micrometer..", "nl.duwtje.gateway.observe");
        only("org.apache.pdfbox..", "nl.duwtje.rules.text.risky");
        only("org.apache.poi..", "nl.duwtje.rules.text.risky");
        only("org.apache.commons.compress..", "nl.duwtje.rules.text.risky");
        only("com.nimbusds..", "nl.duwtje.gateway.signin");
        only("com.unboundid..", "nl.duwtje.gateway.directory");
        only("picocli..", "nl.duwtje.gateway.cli");
    }

    private static void only(String library, String room) {
        noClasses().that().resideOutsideOfPackage(room).should().dependOnClassesThat().resideInAPackage(library).check(CLASSES);
    }
}
