package io.tierwise.campaign.journey;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks where steps lead. */
final class StepGraph {
  private final Flaws flaws;
  private final List<Step> steps;
  private final Map<String, Integer> index = new HashMap<>();

  StepGraph(Flaws flaws, List<Step> steps) {
    this.flaws = flaws;
    this.steps = steps;
    for (int i = 0; i < steps.size(); i++) {
      index.put(steps.get(i).id(), i);
    }
  }

  void check() {
    unknown();
    unreachable();
    loops();
  }

  private void unknown() {
    for (int i = 0; i < steps.size(); i++) {
      int at = i;
      steps
          .get(i)
          .followers()
          .distinct()
          .filter(next -> !next.isEmpty() && !next.equals(JourneyPlan.END))
          .filter(next -> !index.containsKey(next))
          .forEach(
              next ->
                  flaws.add(
                      "steps[" + at + "]",
                      "unknown-step",
                      "leads to '" + next + "', which is none"));
    }
  }

  private void unreachable() {
    Set<Integer> reached = new HashSet<>(Set.of(0));
    Deque<Integer> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      for (int next : followers(open.pop())) {
        if (reached.add(next)) {
          open.push(next);
        }
      }
    }
    for (int i = 0; i < steps.size(); i++) {
      if (!reached.contains(i)) {
        flaws.add(
            "steps[" + i + "]", "unreachable-step", "no way leads to '" + steps.get(i).id() + "'");
      }
    }
  }

  private List<Integer> followers(int step) {
    return steps.get(step).followers().filter(index::containsKey).map(index::get).toList();
  }

  /** Reports the first step of each round that can be gone without time passing. */
  private void loops() {
    int[] state = new int[steps.size()];
    for (int i = 0; i < steps.size(); i++) {
      visit(i, state);
    }
  }

  private void visit(int step, int[] state) {
    if (state[step] != 0 || steps.get(step) instanceof Step.Pause) {
      return;
    }
    state[step] = 1;
    for (int next : followers(step)) {
      if (state[next] == 1) {
        flaws.add(
            "steps[" + next + "]",
            "loop-without-wait",
            "'" + steps.get(step).id() + "' leads back to it without any wait between");
      }
      visit(next, state);
    }
    state[step] = 2;
  }
}
