package io.tierwise.ingest.validation;

import io.tierwise.contracts.ingest.RejectedEvent.Reason;
import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with one event, up to a bound. */
final class Findings {
  private static final int MAX = 50;
  private static final int MAX_FIELD = 200;
  private final List<Reason> reasons = new ArrayList<>(0);

  void add(String field, ReasonCode code, String message) {
    if (reasons.size() < MAX) {
      reasons.add(new Reason(Quoted.plain(field, MAX_FIELD), code.code(), message));
    }
  }

  boolean isEmpty() {
    return reasons.isEmpty();
  }

  List<Reason> reasons() {
    return List.copyOf(reasons);
  }
}
