package nl.duwtje.gateway.signin;

import java.net.URI;

/** What a step of signing in leads to. */
public sealed interface Step {

    /**
     * To the provider, with a cookie that the browser must bring back.
     *
     * @param cookie its value
     */
    record ToProvider(URI at, String cookie) implements Step {}

    /**
     * Somebody signed in.
     *
     * @param forWhat what was given to {@link SignIn#begin}
     * @param cookie  the session's value
     */
    record SignedIn(String forWhat, String cookie) implements Step {}

    /** The provider cannot be reached or does not answer as it should: later it may. */
    record Away(String why) implements Step {}

    /** Nobody signed in: cancelled, too late, in another browser, or a token that does not hold. */
    record Refused(String why) implements Step {}
}
