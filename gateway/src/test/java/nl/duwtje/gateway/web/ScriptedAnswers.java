package nl.duwtje.gateway.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import nl.duwtje.gateway.store.Choice;
import nl.duwtje.gateway.store.Commit;
import nl.duwtje.gateway.store.Hold;
import nl.duwtje.gateway.store.HoldState;
import nl.duwtje.gateway.store.Store;
import nl.duwtje.gateway.testkit.HoldSample;

/** Holds in memory, decided once each: what the pages need of the gateway, and a record of what they asked. */
final class ScriptedAnswers implements Answers {

    final Map<String, HoldSample> holds = new ConcurrentHashMap<>();
    final List<String> answered = new CopyOnWriteArrayList<>();
    volatile boolean broken;
    volatile Visit visit = Visit.PLAIN;
    volatile Again again = Again.NO;

    @Override
    public Optional<Store.Link> find(String token) {
        if (broken) {
            throw new IllegalStateException("the store is away");
        }
        return Optional.ofNullable(holds.get(token))
                .map(sample -> new Store.Link(new Commit.Token(token, sample.hold().id(), "", "", ""), sample.hold()));
    }

    /** The token "list" leads to all there are. */
    @Override
    public List<Hold> list(String token) {
        return token.equals("list") ? holds.values().stream().map(HoldSample::hold).toList() : List.of();
    }

    @Override
    public Visit visit(String token, Hold hold) {
        return visit;
    }

    @Override
    public Optional<Answered> undo(String token) {
        return find(token).map(Store.Link::hold).map(hold -> {
            boolean inTime = visit.canUndo(hold);
            if (inTime) {
                holds.put(token, holds.get(token).with(HoldState.HELD, new Hold.Answer("undo", "link", HoldSample.HELD_AT)));
            }
            return new Answered(hold, inTime);
        });
    }

    @Override
    public Optional<Hold> rate(String token, boolean useful, String because) {
        answered.add("useful " + useful + " " + because);
        return find(token).map(Store.Link::hold);
    }

    @Override
    public Optional<Hold> report(String token, Told told) {
        answered.add("report " + told);
        return find(token).map(Store.Link::hold);
    }

    @Override
    public synchronized Answered answer(Store.Link link, Given given) {
        Choice choice = given.choice();
        String token = link.token().tokenHash();
        HoldSample sample = holds.get(token);
        if (again != Again.NO) {
            return new Answered(sample.hold(), false, again);
        }
        boolean now = sample.state() == HoldState.HELD || sample.state() == HoldState.EXPIRED && choice != Choice.CANCEL;
        if (now) {
            answered.add(token + " " + choice.written());
            HoldState to = choice == Choice.CANCEL ? HoldState.CANCELLED : choice == Choice.SEND ? HoldState.RELEASED : HoldState.AMENDED;
            holds.put(token, sample.with(to, new Hold.Answer(choice.written(), "link", HoldSample.HELD_AT.plusSeconds(600))));
        }
        return new Answered(holds.get(token).hold(), now);
    }
}
