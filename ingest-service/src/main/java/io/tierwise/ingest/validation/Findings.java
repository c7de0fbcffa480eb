package io.tierwise.ingest.validation;

import io.tierwise.contracts.ingest.RejectedEvent.Reason;
import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with one event, up to a bound. */
final class Findings {
  private static final int MAX = 50;
  private static final int MAX_FIELD = 200;
  private final List<Reason> reasons = new ArrayList<>(0);

  /** The same finding twice is one: a field may be read for more than one purpose. */
  void add(String field, ReasonCode code, String message) {
    Reason reason = new Reason(Quoted.plain(field, MAX_FIELD), code.code(), message);
    if (reasons.size() < MAX && !reasons.contains(reason)) {
      reasons.add(reason);
    }
  }

  boolean isEmpty() {
    return reasons.isEmpty();
  }

  List<Reason> reasons() {
    return List.copyOf(reasons);
  }
}
