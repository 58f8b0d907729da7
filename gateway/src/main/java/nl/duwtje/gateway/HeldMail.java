package nl.duwtje.gateway;

import java.util.List;
import java.util.Optional;

import nl.duwtje.gateway.action.Actions;
import nl.duwtje.gateway.directory.Directory;
import nl.duwtje.gateway.store.Choice;
import nl.duwtje.gateway.store.Hold;
import nl.duwtje.gateway.store.HoldState;
import nl.duwtje.gateway.store.Register;
import nl.duwtje.gateway.store.Store;
import nl.duwtje.gateway.web.Answers;

/** Held mail for the command line: the store and the same {@link Release} as the pages use, without a running gateway. For one thread. */
public final class HeldMail implements AutoCloseable {

    private final Store store;
    private final Directory directory;
    private final Actions actions;
    private final Release release;

    HeldMail(Store store, Directory directory, Actions actions, Release release) {
        this.store = store;
        this.directory = directory;
        this.actions = actions;
        this.release = release;
    }

    /** Newest first. */
    public List<Hold> list(List<HoldState> states, int limit) {
        return store.holds(states, limit);
    }

    public Optional<Hold> find(String id) {
        return store.hold(id);
    }

    /** Decides once, in the sender's place; a running gateway on the same store delivers it within a second or so. */
    public Answers.Answered answer(Hold hold, Choice choice) {
        return release.answer(hold, choice);
    }

    /** What is kept beside held mail: reports of incidents, ratings. */
    public Register register() {
        return store.register();
    }

    @Override
    public void close() {
        actions.close();
        directory.close();
        store.close();
    }
}
