package io.tierwise.segmentation.lifecycle;

import io.tierwise.segmentation.lifecycle.Lifecycles.Basis;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the stages up with orders and with time. */
public final class KeepLifecycles {
  private static final Duration MEASURE_EVERY = Duration.ofDays(1);
  private static final Duration UNKNOWN = Duration.ofDays(60);

  private final Lifecycles lifecycles;
  private final Settings settings;

  /**
   * @param shop the shop's interval; null to measure it every day
   */
  public record Settings(
      double atRiskFactor, double lapsedFactor, int loyalOrders, @Nullable Duration shop) {
    LifecycleRules rules(Duration measured) {
      return new LifecycleRules(
          atRiskFactor, lapsedFactor, loyalOrders, shop == null ? measured : shop);
    }
  }

  public KeepLifecycles(Lifecycles lifecycles, Settings settings) {
    this.lifecycles = lifecycles;
    this.settings = settings;
  }

  /** The rules by which everybody is judged now. */
  public LifecycleRules rules() {
    return settings.rules(lifecycles.basis().map(Basis::shop).orElse(UNKNOWN));
  }

  public void judge(Collection<String> users, Instant now) {
    judge(users, rules(), now);
  }

  private void judge(Collection<String> users, LifecycleRules rules, Instant now) {
    Map<String, LifecycleRules.Standing> standings = new HashMap<>();
    for (OrderHistory history : lifecycles.histories(users)) {
      standings.put(history.userId(), rules.standing(history.times(), now));
    }
    lifecycles.store(standings);
  }

  public void remove(Collection<String> users) {
    lifecycles.remove(users);
  }

  public List<String> due(Instant now, int limit) {
    return lifecycles.due(now, limit);
  }

  /**
   * What the shop's interval is, once a day; everybody is judged anew if the rules are others.
   *
   * @return where a pass over everybody is; empty if none is needed
   */
  public Optional<String> position(Instant now) {
    Optional<Basis> known = lifecycles.basis();
    Optional<Basis> fresh =
        known.filter(basis -> now.isBefore(basis.measuredAt().plus(MEASURE_EVERY)));
    Duration measured = fresh.map(Basis::shop).or(lifecycles::medianInterval).orElse(UNKNOWN);
    String rules = settings.rules(measured).toString();
    boolean same = known.isPresent() && known.get().rules().equals(rules);
    if (fresh.isPresent() && same) {
      return fresh.map(Basis::position);
    }
    String position = same ? known.get().position() : "";
    lifecycles.keep(new Basis(measured, rules, fresh.map(Basis::measuredAt).orElse(now), position));
    return Optional.ofNullable(position);
  }

  /**
   * @param position null where a pass ended
   */
  public void reached(@Nullable String position) {
    lifecycles
        .basis()
        .ifPresent(
            basis ->
                lifecycles.keep(
                    new Basis(basis.shop(), basis.rules(), basis.measuredAt(), position)));
  }
}
