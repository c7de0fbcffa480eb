package io.tierwise.recommend.model;

import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.interaction.Strengths;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Several models as one: s(u, i) = Σ_m w_m s_m(u, i) / c_m, with c_m the mean over users of the
 * best score that model m gives, so that a weight does not depend on a model's units.
 *
 * <p>Members that are weights between items are added up to one model of that kind, which costs a
 * request no more than one of them; others stay beside it in a {@link Blend}. The share of a
 * history item is the sum of its shares in the members.
 */
public final class HybridTrainer implements ModelTrainer {
  private static final int NEIGHBOURS = 200;
  private static final int SCALE_USERS = 1_000;
  private static final String BETWEEN = " + ";

  /**
   * @param weight above 0, relative to the others
   */
  public record Member(double weight, ModelTrainer trainer) {
    public Member {
      if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("weight " + weight + " is not positive");
      }
      if (!Algorithm.MEMBERS.contains(trainer.algorithm())) {
        throw new IllegalArgumentException(trainer.algorithm().id() + " is no part of a hybrid");
      }
    }
  }

  private final List<Member> members;
  private final StrengthWeights weights;

  public HybridTrainer(List<Member> members, StrengthWeights weights) {
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a hybrid of nothing");
    }
    this.members = List.copyOf(members);
    this.weights = weights;
  }

  /** All members alike: where there is nothing to fit weights on. */
  public static HybridTrainer even(List<ModelTrainer> trainers, StrengthWeights weights) {
    return new HybridTrainer(
        trainers.stream().map(trainer -> new Member(1.0 / trainers.size(), trainer)).toList(),
        weights);
  }

  /**
   * @param trainerOf finds the trainer of a member's recipe
   * @return empty for a recipe that is not a hybrid's
   */
  public static Optional<HybridTrainer> of(
      String recipe, Function<String, ModelTrainer> trainerOf, StrengthWeights weights) {
    String start = Algorithm.HYBRID.id() + " ";
    if (!recipe.startsWith(start)) {
      return Optional.empty();
    }
    try {
      List<Member> members = new ArrayList<>();
      for (String part : recipe.substring(start.length()).split(Pattern.quote(BETWEEN))) {
        String[] weightAndRecipe = part.split(" ", 2);
        members.add(
            new Member(
                Double.parseDouble(weightAndRecipe[0]), trainerOf.apply(weightAndRecipe[1])));
      }
      return Optional.of(new HybridTrainer(members, weights));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  public List<Member> members() {
    return members;
  }

  @Override
  public Algorithm algorithm() {
    return Algorithm.HYBRID;
  }

  @Override
  public String recipe() {
    return members.stream()
        .map(
            member ->
                String.format(Locale.ROOT, "%.3f %s", member.weight(), member.trainer().recipe()))
        .collect(Collectors.joining(BETWEEN, algorithm().id() + " ", ""));
  }

  @Override
  public PersonalModel fit(InteractionLog log) {
    return sum(log, trainer -> (PersonalModel) trainer.fit(log));
  }

  /**
   * As {@link #fit}, of models that are fitted already.
   *
   * @param fitted the member's model of the same log
   */
  public PersonalModel sum(InteractionLog log, Function<ModelTrainer, PersonalModel> fitted) {
    List<ItemNeighborhood> lists = new ArrayList<>();
    List<Double> factors = new ArrayList<>();
    List<Blend.Part> parts = new ArrayList<>();
    for (Member member : members) {
      PersonalModel model = fitted.apply(member.trainer());
      double factor = member.weight() / scale(model, log, weights);
      if (model instanceof ItemNeighborhood list) {
        lists.add(list);
        factors.add(factor);
      } else {
        parts.add(new Blend.Part(factor, model));
      }
    }
    if (!lists.isEmpty()) {
      int longest = lists.stream().mapToInt(ItemNeighborhood::mostNeighbours).max().orElse(0);
      ItemNeighborhood sum =
          ItemNeighborhood.sum(
              lists,
              factors.stream().mapToDouble(Double::doubleValue).toArray(),
              Math.max(NEIGHBOURS, longest));
      if (parts.isEmpty()) {
        return sum;
      }
      parts.add(new Blend.Part(1, sum));
    }
    return new Blend(parts);
  }

  /** Mean over users, at most a thousand of them, of their best score; 1 without any score. */
  public static double scale(Recommender model, InteractionLog log, StrengthWeights weights) {
    Strengths user = new Strengths();
    Scores scores = new Scores(log.items());
    int step = Math.max(1, log.users() / SCALE_USERS);
    double sum = 0;
    int counted = 0;
    for (int number = 0; number < log.users(); number += step) {
      scores.clear();
      model.score(log.strengths(number, weights, user), scores);
      double best = 0;
      for (int i = 0; i < scores.size(); i++) {
        best = Math.max(best, scores.value(scores.item(i)));
      }
      sum += best;
      counted += best > 0 ? 1 : 0;
    }
    return counted == 0 ? 1 : sum / counted;
  }
}
