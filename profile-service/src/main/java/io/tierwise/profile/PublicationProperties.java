package io.tierwise.profile;

import io.tierwise.profile.publication.PublicationPace;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When changed profiles are published.
 *
 * @param tick how often due profiles are looked for
 * @param quiet a profile is published when it has not changed for this long
 * @param patience and at the latest this long after its first unpublished change
 * @param batch profiles sent at a time
 */
public record PublicationProperties(
    @DefaultValue("250ms") Duration tick,
    @DefaultValue("700ms") Duration quiet,
    @DefaultValue("10s") Duration patience,
    @DefaultValue("1000") int batch) {
  PublicationPace pace() {
    return new PublicationPace(quiet, patience, batch);
  }
}
