package nl.duwtje.rules.mime;

/** Collects the reasons why two mail programs could see different parts; only the first one is kept. */
final class Oddities {

    private String first = "";

    void add(String reason) {
        if (first.isEmpty()) {
            first = reason;
        }
    }

    String first() {
        return first;
    }
}
