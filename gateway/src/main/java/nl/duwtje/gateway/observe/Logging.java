package nl.duwtje.gateway.observe;

import java.net.URL;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import nl.duwtje.gateway.config.GatewaySettings.LogFormat;

/** How log lines look. A {@code -Dlogback.configurationFile} of the operator's own is left alone. */
public final class Logging {

    private Logging() {}

    /** Only what is wrong, for commands that print for people. */
    public static void quiet() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        }
    }

    /** Text or JSON on standard error, from now on. */
    public static void use(LogFormat format) {
        URL shipped = Logging.class.getResource("/logback.xml");
        if (System.getProperty("logback.configurationFile") != null || shipped == null
                || !(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        System.setProperty("duwtje.log", format.name().toLowerCase(java.util.Locale.ROOT));
        context.reset();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(shipped);
        } catch (JoranException e) {
            throw new IllegalStateException("the log cannot be set up", e);
        }
    }
}
