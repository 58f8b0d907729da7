/**
 * Child JVMs that run the readers of risky formats, so that an endless loop, a full heap or a crash in a parser costs one attachment its verdict and
 * nothing else. A child reads one attachment at a time, gets nothing but its bytes and its limits, and is killed and replaced when it takes too long
 * or breaks.
 *
 * <p>What is prevented: more memory than its heap, more time than its limit (also by itself, should its parent be gone), host names, sockets and URLs
 * of the network, the parent's environment, and anything it prints. What is not: it runs as the same user, so code that took over the JVM itself
 * could read that user's files and, with system calls of its own, reach the network. Who wants that wall too runs the gateway in a container or unit
 * without a route but to its next hop.
 *
 * <p>And one that compiles rules, so that its work and its garbage stay away from the mail. It is trusted as far as the rules are: their files belong
 * to root.
 *
 * <p>Not here: the readers ({@code rules/text/risky}), the judgement of what they find, and the compiler ({@code rules}).
 */
package nl.duwtje.gateway.isolation;
