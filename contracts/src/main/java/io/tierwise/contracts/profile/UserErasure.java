package io.tierwise.contracts.profile;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A person asked to be forgotten: every service deletes what it holds under these keys.
 *
 * @param mergedIds further keys of the same person
 */
public record UserErasure(
    String schema, String userId, List<String> mergedIds, Instant requestedAt) {
  public static final String SCHEMA = "user-erasure/1";

  public UserErasure {
    Objects.requireNonNull(userId, "userId");
    mergedIds = mergedIds == null ? List.of() : List.copyOf(mergedIds);
  }
}
