package io.tierwise.campaign.loyalty;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All versions of the rules.
 *
 * @param versions the oldest first
 */
public record Programs(List<ProgramVersion> versions) {
  public Programs {
    versions = List.copyOf(versions);
  }

  /** The rules of that instant; empty before the first, or where they let nobody earn. */
  public Optional<ProgramVersion> earningAt(Instant at) {
    return at(at).filter(version -> version.program().active());
  }

  private Optional<ProgramVersion> at(Instant at) {
    return versions.stream().filter(v -> !v.validFrom().isAfter(at)).reduce((_, later) -> later);
  }

  public Optional<ProgramVersion> latest() {
    return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
  }
}
