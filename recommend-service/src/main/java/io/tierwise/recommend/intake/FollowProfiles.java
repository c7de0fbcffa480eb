package io.tierwise.recommend.intake;

import io.tierwise.recommend.interaction.Identities;
import io.tierwise.recommend.interaction.Identities.Person;
import io.tierwise.recommend.interaction.UserHistories;
import java.util.Collection;
import java.util.Set;

/** Lets the interactions of an id go with the person that profiles give the id to, and back. */
public final class FollowProfiles {
  private final Identities identities;
  private final UserHistories histories;

  public FollowProfiles(Identities identities, UserHistories histories) {
    this.identities = identities;
    this.histories = histories;
  }

  public void follow(Collection<Person> persons) {
    if (!persons.isEmpty()) {
      Set<String> changed = identities.follow(persons);
      if (!changed.isEmpty()) {
        histories.forget(changed);
      }
    }
  }
}
