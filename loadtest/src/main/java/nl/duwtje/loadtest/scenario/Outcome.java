package nl.duwtje.loadtest.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a scenario has to tell, collected while it runs. For one thread. */
public final class Outcome {

    private final String scenario;
    private final String about;
    private final List<Figures> figures = new ArrayList<>();
    private final Map<String, Double> numbers = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<Plot> plots = new ArrayList<>();

    public Outcome(String scenario, String about) {
        this.scenario = scenario;
        this.about = about;
    }

    public String scenario() {
        return scenario;
    }

    public String about() {
        return about;
    }

    Figures add(Figures row) {
        figures.add(row);
        return row;
    }

    /** A named result: what {@code limits.yaml} can hold to. */
    void number(String name, double value) {
        numbers.put(name, value);
    }

    void remark(String sentence) {
        remarks.add(sentence);
    }

    void plot(Plot plot) {
        plots.add(plot);
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

    public List<Plot> plots() {
        return List.copyOf(plots);
    }
}
