package io.tierwise.profile.lookup;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** All that is kept about who is who, for reading. */
public interface IdentityArchive {
  /** The canonical key, or empty if nobody was ever seen under the key. */
  Optional<String> rootOf(String userKey);

  /** The keys of a canonical user, itself first, the others sorted. */
  List<Identity.Key> keys(String root, int limit);

  /** The claims of events that name one of the keys, by key and time. */
  List<Identity.Claim> claims(Collection<String> keys, int limit);

  /** The decisions that name one of the keys, newest first. */
  List<Identity.Decided> decisions(Collection<String> keys, int limit);

  /** Who came to, or went from, one of the keys, or is one of them; newest first. */
  List<Identity.Moved> moves(Collection<String> keys, int limit);
}
