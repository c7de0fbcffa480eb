package io.tierwise.profile.publication;

import java.util.Collection;
import java.util.Set;

/** Whose features others should not learn from. */
public interface SuspectedUsers {
  /** The keys among these that are suspected. */
  Set<String> among(Collection<String> userKeys);
}
