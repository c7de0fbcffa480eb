package io.tierwise.ingest.validation;

import io.tierwise.contracts.ingest.RejectedEvent.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What reading one event or item came to. */
public sealed interface Reading<T> {
  record Accepted<T>(T value) implements Reading<T> {}

  /**
   * @param id the message or item id, where it could be read
   * @param userKey where it could be read
   * @param reasons all that were found, at least one
   */
  record Rejected<T>(@Nullable String id, @Nullable String userKey, List<Reason> reasons)
      implements Reading<T> {
    public Rejected {
      reasons = List.copyOf(reasons);
      if (reasons.isEmpty()) {
        throw new IllegalArgumentException("rejected without a reason");
      }
    }

    public static <T> Rejected<T> of(String field, ReasonCode code, String message) {
      return new Rejected<>(null, null, List.of(new Reason(field, code.code(), message)));
    }
  }
}
