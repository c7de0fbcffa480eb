package io.tierwise.profile.standing;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where users stand. Of one user, what is kept later replaces what was kept before. */
public interface Standings {
  /** Of each user once. */
  void keepTiers(Collection<TierOf> tiers);

  /** By user; a user of no audience has an empty list. */
  void keepAudiences(Map<String, List<String>> audiences);

  /** Of those of whom anything is known. */
  Map<String, Standing> of(Collection<String> userKeys);

  /** Both are null once a user is gone. */
  record TierOf(String userKey, @Nullable String tier, @Nullable String segment) {}
}
