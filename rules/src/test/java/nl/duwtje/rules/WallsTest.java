package nl.duwtje.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import nl.duwtje.rules.fact.Message;
import nl.duwtje.rules.fact.Recipient;

/** The two walls around compiled rules, each on its own: what they may load, and what their class files may name. */
class WallsTest {

    private final FilteredLoader loader = new FilteredLoader(WallsTest.class.getClassLoader());

    @ParameterizedTest
    @ValueSource(strings = {"java.lang.Runtime", "java.lang.ProcessBuilder", "java.lang.System", "java.lang.Thread",
            "java.lang.ClassLoader",
            "java.lang.reflect.Method", "java.io.File", "java.net.Socket", "java.nio.file.Files", "java.sql.DriverManager",
            "java.util.concurrent.Executors", "java.util.Timer", "java.util.Scanner", "javax.naming.InitialContext",
            "jdk.internal.misc.Unsafe",
            "sun.misc.Unsafe", "nl.duwtje.rules.Policy", "nl.duwtje.rules.mail.FileMessage", "com.fasterxml.jackson.databind.ObjectMapper"})
    void shut(String name) {
        assertThatThrownBy(() -> loader.loadClass(name)).isInstanceOf(ClassNotFoundException.class)
                .hasMessageContaining("not open to rules");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.lang.String", "java.lang.Math", "java.util.List", "java.util.regex.Pattern",
            "nl.duwtje.rules.fact.Message",
            "nl.duwtje.rules.decision.Nudge", "org.drools.model.Drools"})
    void open(String name) {
        assertThatCode(() -> loader.loadClass(name)).doesNotThrowAnyException();
    }

    /** Stands for a rule that got past all other checks. */
    static final class Escapes {
        static Object run() throws IOException {
            return Runtime.getRuntime().exec(new String[]{"id"});
        }
    }

    /** The way round every list of class names. */
    static final class Reflects {
        static Object run(Message message) {
            return message.getClass().getClassLoader();
        }
    }

    /** As harmless as a rule. */
    static final class Plain {
        static boolean run(Recipient recipient) {
            return recipient.address().toLowerCase(java.util.Locale.ROOT).contains("x") && recipient.isOutside();
        }
    }

    @Test
    void classFilesAreReadBeforeAnythingIsLoaded() throws IOException {
        assertThat(AllowList.offence(bytes(Escapes.class))).hasValueSatisfying(o -> assertThat(o).contains("java.lang.Runtime"));
        assertThat(AllowList.offence(bytes(Reflects.class))).hasValueSatisfying(o -> assertThat(o).contains("getClass"));
        assertThat(AllowList.offence(bytes(Plain.class))).hasValueSatisfying(o -> assertThat(o).contains("WallsTest"));
        assertThat(AllowList.offence(bytes(Recipient.class))).as("a record's own bootstrap").hasValue("java.lang.Record.<init>");
        assertThat(AllowList.offence(new byte[]{1, 2, 3})).hasValue("unreadable class file");
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream(type.getName().substring(type.getPackageName().length() + 1) + ".class")) {
            return in.readAllBytes();
        }
    }
}
