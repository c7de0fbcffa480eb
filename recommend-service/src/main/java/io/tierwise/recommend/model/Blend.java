package io.tierwise.recommend.model;

import io.tierwise.recommend.interaction.Strengths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several models as one: the sum of their scores, each times a factor. Costs a request as much as
 * its parts together.
 */
public final class Blend implements PersonalModel {
  /**
   * @param model no blend itself
   */
  record Part(double factor, PersonalModel model) {
    Part {
      if (model instanceof Blend) {
        throw new IllegalArgumentException("a blend of blends");
      }
    }
  }

  private final List<Part> parts;

  Blend(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  @Override
  public void score(Strengths user, Scores scores) {
    for (Part part : parts) {
      scores.times(part.factor(), () -> part.model().score(user, scores));
    }
  }

  /** The shares of a history item in the parts, added up. */
  @Override
  public List<List<Contribution>> explain(Strengths user, int[] asked, Scores places) {
    List<Map<Integer, Contribution>> sums = new ArrayList<>();
    for (int i = 0; i < asked.length; i++) {
      sums.add(new LinkedHashMap<>());
    }
    for (Part part : parts) {
      places.clear();
      List<List<Contribution>> explained = part.model().explain(user, asked, places);
      for (int i = 0; i < asked.length; i++) {
        for (Contribution each : explained.get(i)) {
          sums.get(i).merge(each.item(), each.times(part.factor()), Contribution::plus);
        }
      }
    }
    return sums.stream().<List<Contribution>>map(sum -> new ArrayList<>(sum.values())).toList();
  }

  @Override
  public Blend renumbered(int[] numbers) {
    return new Blend(
        parts.stream()
            .map(part -> new Part(part.factor(), part.model().renumbered(numbers)))
            .toList());
  }

  List<Part> parts() {
    return parts;
  }
}
