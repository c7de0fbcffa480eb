package io.tierwise.profile.lookup;

import io.tierwise.profile.publication.ProfileFacts;
import java.util.List;
import java.util.function.Consumer;

/**
 * Goes through all profiles that a filter finds, as they were when it began, in no particular order
 * and with one page in memory at a time.
 */
public final class ExportProfiles {
  private final ProfileCatalog catalog;
  private final ReadProfiles profiles;
  private final int page;

  public ExportProfiles(ProfileCatalog catalog, ReadProfiles profiles, int page) {
    this.catalog = catalog;
    this.profiles = profiles;
    this.page = page;
  }

  /** Calls the sink at least once, with no profiles where there are none. */
  public void export(ProfileFilter filter, Consumer<List<ProfileFacts>> sink) {
    catalog.scan(filter, page, rows -> sink.accept(profiles.facts(rows).toList()));
  }
}
