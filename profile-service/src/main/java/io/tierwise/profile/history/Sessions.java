package io.tierwise.profile.history;

import io.tierwise.profile.session.SessionSpan;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Sessions by canonical user; called under the lock of the user's row. */
public interface Sessions {
  /** The stored sessions that could join with one of these. */
  Map<String, List<SessionSpan>> touching(Map<String, List<SessionSpan>> spansByUser, Duration gap);

  void replace(Map<String, List<SessionSpan>> gone, Map<String, List<SessionSpan>> come);

  void deleteAll(Collection<String> users);
}
