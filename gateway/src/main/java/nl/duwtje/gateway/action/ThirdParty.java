package nl.duwtje.gateway.action;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.mailet.Mailet;
import org.apache.mailet.MailetContext;

import nl.duwtje.gateway.config.GatewaySettings.MailetSettings;
import nl.duwtje.rules.settings.SettingsException;

/** The mailets an operator appends by class name, loaded once at start. */
final class ThirdParty {

    private ThirdParty() {}

    /** @throws SettingsException naming the class and what is wrong with it */
    static List<Mailet> load(List<MailetSettings> settings, MailetContext context) {
        List<Mailet> mailets = new ArrayList<>();
        for (MailetSettings one : settings) {
            Mailet mailet = make(one.className());
            init(mailet, one.className(), one.parameters(), context);
            mailets.add(mailet);
        }
        return List.copyOf(mailets);
    }

    private static Mailet make(String className) {
        try {
            Class<?> type = Class.forName(className);
            if (!Mailet.class.isAssignableFrom(type)) {
                throw bad(className, "is not a mailet (org.apache.mailet.Mailet)", null);
            }
            return (Mailet) type.getConstructor().newInstance();
        } catch (ClassNotFoundException e) {
            throw bad(className, "is not on the class path; put its jar into lib/", e);
        } catch (NoSuchMethodException | IllegalAccessException | InstantiationException e) {
            throw bad(className, "has no public constructor without parameters", e);
        } catch (java.lang.reflect.InvocationTargetException e) {
            throw bad(className, "cannot be made: " + e.getCause(), e);
        } catch (LinkageError e) {
            throw bad(className, "does not fit the Mailet API 3.9 (jakarta.mail): " + e, e);
        }
    }

    /** Any exception is the mailet's answer to its parameters. */
    static void init(Mailet mailet, String className, Map<String, String> parameters, MailetContext context) {
        try {
            mailet.init(new MailetSetup(className, parameters, context));
        } catch (Exception | LinkageError e) {
            throw bad(className, "does not accept its parameters: " + e.getMessage(), e);
        }
    }

    private static SettingsException bad(String className, String reason, Throwable cause) {
        return new SettingsException("mailets: " + className + " " + reason, cause);
    }
}
