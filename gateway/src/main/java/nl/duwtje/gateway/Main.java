package nl.duwtje.gateway;

import nl.duwtje.gateway.cli.Duwtje;

/** Where {@code bin/duwtje} begins. */
public final class Main {

    private Main() {}

    /** Runs one command and exits with its code: 0 well, 1 not well, 2 wrong use. */
    public static void main(String[] arguments) {
        System.exit(Duwtje.run(arguments));
    }
}
