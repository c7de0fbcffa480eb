package io.tierwise.simulator;

import java.time.Instant;

/** The shops that the tests look at. */
final class Shops {
  static final Instant END = Instant.parse("2026-10-11T09:30:00Z");

  /** As the demo runs it; generated once, its events are played again on every call. */
  static final Shop DEFAULT = Shop.generate(ShopSettings.withDefaults(END));

  static final Shop SMALL = Shop.generate(small(7));

  static ShopSettings small(long seed) {
    return ShopSettings.withDefaults(END).withSeed(seed).withSize(200, 120, 60);
  }

  private Shops() {}
}
