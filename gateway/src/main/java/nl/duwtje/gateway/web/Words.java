package nl.duwtje.gateway.web;

/** The texts in one language, for a template. */
@FunctionalInterface
public interface Words {
    String say(String key, Object... values);
}
