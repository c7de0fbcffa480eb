package io.tierwise.profile.history;

import java.time.Duration;

/** What is measured of each poll. */
public interface FoldMetrics {
  void folded(int events, int duplicates, int rejected, Duration took);

  void merged(int keys);

  FoldMetrics NONE =
      new FoldMetrics() {
        @Override
        public void folded(int events, int duplicates, int rejected, Duration took) {}

        @Override
        public void merged(int keys) {}
      };
}
