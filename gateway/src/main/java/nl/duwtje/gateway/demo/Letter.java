package nl.duwtje.gateway.demo;

import java.util.List;

/**
 * A mail before it is one: what somebody would fill in.
 *
 * @param from       one of the {@link Cast}
 * @param to         mail addresses, all in To
 * @param attachment what goes with it
 */
record Letter(String from, List<String> to, String subject, String text, Attachment attachment) {

    /** What can go with a letter. */
    enum Attachment {
        NONE, PUPILS, PLAN
    }

    Letter {
        to = List.copyOf(to);
    }
}
