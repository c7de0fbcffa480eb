package io.tierwise.recommend.interaction;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which ids belong to the same person, as the profiles say. A profile that names an id has it until
 * a later profile names it, or until the id is a user of its own, or the profile names it no more.
 */
public interface Identities {
  /**
   * A profile.
   *
   * @param mergedIds all further ids of the user
   * @param asOf when the profile was read; of two that differ the later holds, whichever comes
   *     first
   */
  record Person(String userId, List<String> mergedIds, Instant asOf) {
    public Person {
      mergedIds = List.copyOf(mergedIds);
    }
  }

  /**
   * @return the ids whose person changed, with their former and their new persons; told again, a
   *     profile changes nothing
   */
  Set<String> follow(Collection<Person> persons);

  /** The ids that people go by now, for those ids that are not already it. */
  Map<String, String> canonical(Collection<String> userIds);
}
