package io.tierwise.profile.publication;

import io.tierwise.profile.history.StoredProfile;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Which profiles changed since they were last published. Survives a crash. */
public interface PendingPublications {
  /**
   * @param quietSince due are those that did not change after this
   * @param waitingSince and those whose first unpublished change is before this
   */
  List<String> due(Instant quietSince, Instant waitingSince, int limit);

  /** The rows of these keys as they are committed now. */
  List<StoredProfile> read(Collection<String> userKeys);

  Map<String, List<String>> mergedKeys(Collection<String> userKeys);

  /**
   * Takes off what was published in this version and has not changed since. What is no longer
   * pending, because somebody else published it, is put on again: it cannot be known whose message
   * came last.
   */
  void confirm(Map<String, Long> publishedVersions, Instant now);

  /** Runs the work unless another instance of this service is publishing. */
  void whileLeading(Runnable work);
}
