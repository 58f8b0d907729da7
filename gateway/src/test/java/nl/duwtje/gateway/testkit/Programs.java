package nl.duwtje.gateway.testkit;

/** Whether programs that are not Java's must be there. {@code .ci/run} installs them and says so; elsewhere tests without their program are left out. */
public final class Programs {

    private Programs() {}

    /** {@code mvn -Dduwtje.programs=required verify}: a test whose program is missing fails. */
    public static boolean areRequired() {
        return "required".equals(System.getProperty("duwtje.programs"));
    }
}
