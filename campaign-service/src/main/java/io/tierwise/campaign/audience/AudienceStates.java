package io.tierwise.campaign.audience;

import java.util.Collection;
import java.util.List;

/** Port: in which rule segments users are, as the topic tells. */
public interface AudienceStates {
  void keep(Collection<State> states);

  /** Of users who are gone: erased, or merged into another. */
  void forget(Collection<String> userIds);

  record State(String userId, List<String> audiences) {
    public State {
      audiences = List.copyOf(audiences);
    }
  }
}
