package io.tierwise.campaign.audience;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Port: which ids are the same person, as profiles say. Contacts, outcomes and experiment units of
 * an id belong to the person who has it, and go back when the id is split off. A profile that names
 * an id has it until a later profile names it, or until the id is a user of its own, or the profile
 * names it no more.
 */
public interface Persons {
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

  void follow(Collection<Person> persons);

  /** The id that the person goes by now. */
  String canonical(String userId);
}
