package io.tierwise.profile.lookup;

import java.util.List;
import java.util.Optional;

/** Tells who is who around one user, and how that came about. */
public final class ReadIdentity {
  private static final int LONGEST_LIST = 500;

  private final IdentityArchive archive;

  public ReadIdentity(IdentityArchive archive) {
    this.archive = archive;
  }

  /** Empty if nobody was ever seen under the key. */
  public Optional<Identity> find(String userKey) {
    return archive.rootOf(userKey).map(this::identity);
  }

  private Identity identity(String root) {
    List<Identity.Key> keys = archive.keys(root, LONGEST_LIST);
    List<String> names = keys.stream().map(Identity.Key::key).toList();
    return new Identity(
        root,
        keys,
        archive.claims(names, LONGEST_LIST),
        archive.decisions(names, LONGEST_LIST),
        archive.moves(names, LONGEST_LIST));
  }
}
