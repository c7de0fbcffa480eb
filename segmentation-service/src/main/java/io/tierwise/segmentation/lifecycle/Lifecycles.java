package io.tierwise.segmentation.lifecycle;

import io.tierwise.segmentation.lifecycle.LifecycleRules.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Port: the stages of all customers, kept up, and the histories behind them. */
public interface Lifecycles {
  /**
   * What all stages rest on.
   *
   * @param shop interval of customers without their own
   * @param rules all of them, as a text that tells them apart
   * @param position the last customer that a pass over all of them judged; null if none is needed
   */
  record Basis(Duration shop, String rules, Instant measuredAt, @Nullable String position) {}

  Optional<Basis> basis();

  void keep(Basis basis);

  /** The median over all who ordered again of their mean time between orders. */
  Optional<Duration> medianInterval();

  /** Of those of the users that are customers. */
  List<OrderHistory> histories(Collection<String> users);

  /** Of everybody, one by one, by no particular order. */
  void forEach(Consumer<OrderHistory> consumer);

  /** Keeps only what changed. */
  void store(Map<String, Standing> standings);

  void remove(Collection<String> users);

  /** Customers who come to another stage by now. */
  List<String> due(Instant now, int limit);

  /** Customers by stage. */
  Map<String, Long> counts();
}
