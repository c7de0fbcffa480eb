package io.tierwise.profile.history;

import io.tierwise.profile.identity.IdentityClaim;
import java.util.Collection;

/** The claims that hold, one a key. */
public interface IdentityLinks {
  /** Every claim that is connected with one of these keys, directly or through others. */
  Collection<IdentityClaim> connectedWith(Collection<String> keys);

  void save(Collection<IdentityClaim> claims);
}
