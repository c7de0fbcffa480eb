package io.tierwise.profile.lookup;

import io.tierwise.profile.event.Stamp;
import io.tierwise.profile.history.StoredProfile;
import io.tierwise.profile.publication.ProfileFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers questions about profiles; every key of a user leads to the same profile. */
public final class ReadProfiles {
  private final ProfileCatalog catalog;

  public ReadProfiles(ProfileCatalog catalog) {
    this.catalog = catalog;
  }

  public Optional<ProfileFacts> find(String userKey) {
    return catalog.resolve(userKey).flatMap(profile -> facts(List.of(profile)).findFirst());
  }

  public List<ProfileFacts> list(ProfileFilter filter, @Nullable String afterKey, int limit) {
    return facts(catalog.list(filter, afterKey, limit)).toList();
  }

  /** Empty if nobody is known under the key. */
  public Optional<List<TimelineEntry>> timeline(
      String userKey, TimelineFilter filter, TimelineEntry.@Nullable Position after, int limit) {
    return find(userKey)
        .map(
            profile -> {
              List<String> keys = new ArrayList<>(profile.mergedKeys());
              keys.add(profile.userKey());
              return catalog.timeline(keys, filter, after, limit);
            });
  }

  /** The event behind each trait. */
  public Map<String, TraitSource> traitSources(ProfileFacts profile) {
    if (profile.traitStamps().isEmpty()) {
      return Map.of();
    }
    List<String> keys = new ArrayList<>(profile.mergedKeys());
    keys.add(profile.userKey());
    Map<Stamp, TraitSource> kept =
        catalog.sources(keys, Set.copyOf(profile.traitStamps().values()));
    Map<String, TraitSource> sources = new LinkedHashMap<>();
    profile
        .traitStamps()
        .forEach(
            (trait, stamp) ->
                sources.put(
                    trait,
                    kept.getOrDefault(
                        stamp, new TraitSource(stamp.at(), stamp.messageId(), null, null))));
    return sources;
  }

  public ProfileCounts counts() {
    return catalog.counts();
  }

  Stream<ProfileFacts> facts(List<StoredProfile> profiles) {
    Map<String, List<String>> merged =
        catalog.mergedKeys(profiles.stream().map(StoredProfile::userKey).toList());
    return profiles.stream()
        .map(p -> ProfileFacts.of(p, merged.getOrDefault(p.userKey(), List.of())))
        .filter(Objects::nonNull);
  }
}
