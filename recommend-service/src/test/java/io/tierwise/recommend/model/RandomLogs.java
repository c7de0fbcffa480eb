package io.tierwise.recommend.model;

import io.tierwise.recommend.interaction.Interaction;
import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.InteractionLog;
import java.time.Instant;
import java.util.Random;

/** Small made-up logs, the same for the same seed. */
public final class RandomLogs {
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  public static InteractionLog of(long seed, int users, int items, int deedsPerUser) {
    Random random = new Random(seed);
    InteractionLog.Builder log = new InteractionLog.Builder();
    for (int user = 0; user < users; user++) {
      for (int deed = 0; deed < deedsPerUser; deed++) {
        String itemId = "i" + random.nextInt(items);
        Instant at = START.plusSeconds(random.nextInt(100 * 86_400));
        InteractionKind kind = InteractionKind.of(1 + random.nextInt(6));
        log.add(
            kind == InteractionKind.RATING
                ? Interaction.rating("u" + user, itemId, 1 + random.nextInt(5), at, "m" + deed)
                : Interaction.of("u" + user, itemId, kind, at, "o" + random.nextInt(4)));
      }
    }
    return log.build();
  }

  private RandomLogs() {}
}
