package io.tierwise.segmentation.audience;

import io.tierwise.segmentation.rule.Rule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Port: questions about a rule that nobody keeps up. */
public interface AudienceSizes {
  /**
   * How many of a random sample of customers a rule holds for.
   *
   * @param sampled at most the sample that was asked for; all customers where there are no more
   */
  record Sample(long customers, long sampled, long holding) {}

  Sample sample(Rule rule, int size, Instant now);

  /** Customers for whom it holds, by ascending user id. */
  List<String> customers(Rule rule, @Nullable String after, int limit, Instant now);
}
