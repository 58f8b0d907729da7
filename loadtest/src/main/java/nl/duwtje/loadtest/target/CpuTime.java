package nl.duwtje.loadtest.target;

/**
 * Processor time in seconds, to 10 ms.
 *
 * @param user   of the program's own code
 * @param system of the kernel on its behalf: what sockets and files take
 */
public record CpuTime(double user, double system) {

    public static final CpuTime NONE = new CpuTime(0, 0);

    public CpuTime plus(CpuTime more) {
        return new CpuTime(user + more.user, system + more.system);
    }

    public CpuTime minus(CpuTime before) {
        return new CpuTime(user - before.user, system - before.system);
    }

    public double seconds() {
        return user + system;
    }
}
