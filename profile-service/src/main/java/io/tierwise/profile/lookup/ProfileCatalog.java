package io.tierwise.profile.lookup;

import io.tierwise.profile.event.Stamp;
import io.tierwise.profile.history.StoredProfile;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is stored, for reading. */
public interface ProfileCatalog {
  /** The canonical user of a key, whichever it is. */
  Optional<StoredProfile> resolve(String userKey);

  Map<String, List<String>> mergedKeys(Collection<String> roots);

  /** Canonical users by key, after the given one. */
  List<StoredProfile> list(ProfileFilter filter, @Nullable String afterKey, int limit);

  /** All of them in pages, the last of which may be empty; in no particular order. */
  void scan(ProfileFilter filter, int page, Consumer<List<StoredProfile>> sink);

  /** Events that came with one of the keys, newest first, from after a position. */
  List<TimelineEntry> timeline(
      Collection<String> userKeys,
      TimelineFilter filter,
      TimelineEntry.@Nullable Position after,
      int limit);

  /** The events with these keys and stamps, as far as they are kept. */
  Map<Stamp, TraitSource> sources(Collection<String> userKeys, Collection<Stamp> stamps);

  ProfileCounts counts();
}
