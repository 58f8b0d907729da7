package nl.duwtje.gateway.hostile;

/**
 * An attachment and what must come of it.
 *
 * @param name    what it is, for people who read a failure
 * @param type    its declared Content-Type
 * @param mayPass whether it may go out: there is nothing in it that anyone could read, or it is read to its end
 */
record HostileFile(String name, String type, byte[] bytes, boolean mayPass) {

    static HostileFile held(String name, byte[] bytes) {
        return new HostileFile(name, "application/octet-stream", bytes, false);
    }

    static HostileFile any(String name, byte[] bytes) {
        return new HostileFile(name, "application/octet-stream", bytes, true);
    }
}
