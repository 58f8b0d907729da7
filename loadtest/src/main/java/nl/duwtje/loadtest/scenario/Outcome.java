package nl.duwtje.loadtest.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a scenario has to tell, collected while it runs. For one thread. */
public final class Outcome {

    static final String LOST = "messages lost";
    static final String TWICE = "messages twice";

    private final String scenario;
    private final String about;
    private final List<Figures> figures = new ArrayList<>();
    private final Map<String, Double> numbers = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<Picture> pictures = new ArrayList<>();
    private final List<Limits.Verdict> verdicts = new ArrayList<>();
    private double seconds;

    public Outcome(String scenario, String about) {
        this.scenario = scenario;
        this.about = about;
    }

    /** Of a scenario that has nothing else to tell. */
    public static Outcome failed(String scenario, String about, String remark) {
        Outcome outcome = new Outcome(scenario, about);
        outcome.remark(remark);
        return outcome;
    }

    public String scenario() {
        return scenario;
    }

    public String about() {
        return about;
    }

    /** A row of the table whose messages must all have arrived, once. */
    Figures add(Figures row) {
        count(row);
        return show(row);
    }

    /** A row of the table, of a server that is not ours or of messages that were counted before. */
    Figures show(Figures row) {
        figures.add(row);
        return row;
    }

    /** Messages that must all have arrived, once, without a row of their own. */
    void count(Figures row) {
        numbers.merge(LOST, (double) row.missing(), Double::sum);
        numbers.merge(TWICE, (double) row.arrived().duplicates(), Double::sum);
    }

    /** A named result: what {@code limits.yaml} can hold to. */
    void number(String name, double value) {
        numbers.put(name, value);
    }

    void remark(String sentence) {
        remarks.add(sentence);
    }

    void picture(Picture picture) {
        pictures.add(picture);
    }

    /** Ends it: how long it took, and how it stands by the limits. */
    void end(double tookSeconds, Limits limits) {
        seconds = tookSeconds;
        verdicts.addAll(limits.judge(scenario, numbers));
    }

    /** How long the whole scenario took, warm-up included. */
    public double seconds() {
        return seconds;
    }

    public List<Figures> figures() {
        return List.copyOf(figures);
    }

    public Map<String, Double> numbers() {
        return new LinkedHashMap<>(numbers);
    }

    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    public List<Picture> pictures() {
        return List.copyOf(pictures);
    }

    public List<Limits.Verdict> verdicts() {
        return List.copyOf(verdicts);
    }
}
