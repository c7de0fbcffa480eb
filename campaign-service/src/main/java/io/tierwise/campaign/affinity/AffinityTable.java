package io.tierwise.campaign.affinity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Affinities of users (rows) with offers (columns), 0..1, NaN where unknown. Takes 4 bytes each.
 */
public final class AffinityTable {
  private final int offers;
  private final float[] scores;
  private final Set<String> warnings = new LinkedHashSet<>();

  public AffinityTable(int users, int offers) {
    this.offers = offers;
    this.scores = new float[Math.multiplyExact(users, offers)];
    Arrays.fill(scores, Float.NaN);
  }

  /** Rows are written by one thread each. */
  public void put(int user, int offer, double score) {
    scores[user * offers + offer] = (float) Math.clamp(score, 0.0, 1.0);
  }

  public double get(int user, int offer) {
    return scores[user * offers + offer];
  }

  public synchronized void warn(String warning) {
    warnings.add(warning);
  }

  public synchronized List<String> warnings() {
    return new ArrayList<>(warnings);
  }
}
