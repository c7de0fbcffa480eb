package io.tierwise.profile.publication;

import java.time.Duration;

/**
 * @param quiet a profile is published when it has not changed for this long
 * @param patience and at the latest this long after its first unpublished change
 * @param batch profiles read and sent at a time
 */
public record PublicationPace(Duration quiet, Duration patience, int batch) {
  public PublicationPace {
    if (quiet.isNegative() || patience.compareTo(quiet) < 0 || batch < 1) {
      throw new IllegalArgumentException(
          "publication pace: quiet " + quiet + ", patience " + patience + ", batch " + batch);
    }
  }
}
