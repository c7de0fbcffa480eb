package io.tierwise.profile.history;

import java.util.List;

/** Profiles that were folded under another formula. */
public interface OutdatedProfiles {
  /** Canonical keys after the given one, in their order, whose state has another formula. */
  List<String> withOtherFormula(String formula, String after, int limit);
}
