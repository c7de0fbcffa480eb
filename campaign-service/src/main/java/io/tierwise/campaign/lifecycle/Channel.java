package io.tierwise.campaign.lifecycle;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a contact happens. */
public enum Channel {
  EMAIL,
  ONSITE,
  PUSH,
  SMS,
  WEBHOOK,
  INBOX,
  FILE,
  TOPIC;

  /** As in requests, answers and topics: {@code email}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Channel> of(String id) {
    return Stream.of(values()).filter(channel -> channel.id().equals(id)).findFirst();
  }

  /** For a message to a person who named one that does not exist. */
  public static String names() {
    return Stream.of(values()).map(Channel::id).collect(Collectors.joining(", "));
  }

  /** A visitor without user id has no address: only the site itself reaches one. */
  public boolean reaches(boolean identified) {
    return identified || this == ONSITE;
  }

  /** Nobody is reached over a channel from which they have unsubscribed. */
  public boolean reaches(boolean identified, Set<String> unsubscribed) {
    return reaches(identified) && !unsubscribed.contains(id());
  }
}
