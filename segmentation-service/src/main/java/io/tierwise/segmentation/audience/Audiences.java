package io.tierwise.segmentation.audience;

import io.tierwise.segmentation.rule.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: the rules. */
public interface Audiences {
  int MOST = 100;

  /**
   * A rule to keep.
   *
   * @param tree as it was given
   */
  record Definition(
      String name, @Nullable String description, Object tree, Rule rule, String by, Instant at) {}

  /**
   * Makes or replaces one; a changed rule is judged for everybody.
   *
   * @return false if there are too many, or the one of that name is being removed
   */
  boolean put(Definition definition);

  Optional<Audience> find(String name);

  /** By name, those included that are being removed. */
  List<Audience> all();

  /** Members leave it, then it goes. */
  boolean remove(String name);

  /** Lets those that ask for scores be judged anew for everybody if other scores are live now. */
  void followScores();

  /**
   * Notes how far a pass came, unless the rule is another by now.
   *
   * @param position null if the pass ended at {@code at}
   */
  void reached(Audience audience, @Nullable String position, Instant at);

  /** Of one without standings. */
  void gone(long id);
}
