package io.tierwise.recommend.evaluation;

import io.tierwise.recommend.interaction.InteractionLog;
import java.util.Arrays;

/** How many users have touched each item. */
final class Audience {
  private static final double POPULAR = 0.1;

  private final int[] users;
  private final int all;
  private final int threshold;

  private Audience(int[] users, int all) {
    this.users = users;
    this.all = all;
    int[] sorted = users.clone();
    Arrays.sort(sorted);
    int popular = (int) Math.ceil(POPULAR * sorted.length);
    this.threshold = sorted.length == 0 ? 1 : Math.max(1, sorted[sorted.length - popular]);
  }

  static Audience of(InteractionLog log) {
    int[] users = new int[log.items()];
    for (int user = 0; user < log.users(); user++) {
      for (int row = log.start(user); row < log.end(user); row++) {
        // Rows of a user are ordered by item.
        if (row == log.start(user) || log.item(row) != log.item(row - 1)) {
          users[log.item(row)]++;
        }
      }
    }
    return new Audience(users, log.users());
  }

  /** Whether it is among the tenth of the items that most users touched, ties included. */
  boolean isPopular(int item) {
    return users[item] >= threshold;
  }

  /** Bits: -log2 of the share of users who touched it; somebody's touch is granted to each. */
  double surprise(int item) {
    return Math.log((double) Math.max(1, all) / Math.max(1, users[item])) / Math.log(2);
  }
}
