package io.tierwise.launcher.importing;

import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The files that can be imported. */
public enum ImportFormat {
  ONLINE_RETAIL(OnlineRetailReader::new),
  RETAILROCKET(RetailrocketReader::new),
  CDNOW(CdnowReader::new),
  COMPLETE_JOURNEY(CompleteJourneyReader::new),
  EVENTS(null);

  private final @Nullable Supplier<ImportReader> reader;

  ImportFormat(@Nullable Supplier<ImportReader> reader) {
    this.reader = reader;
  }

  /** What turns such a file into events; null where it has events already. */
  public @Nullable ImportReader reader() {
    return reader == null ? null : reader.get();
  }

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws IllegalArgumentException naming the formats there are
   */
  public static ImportFormat of(String name) {
    for (ImportFormat format : values()) {
      if (format.toString().equals(name)) {
        return format;
      }
    }
    throw new IllegalArgumentException(
        "'%s' is none of online-retail, retailrocket, cdnow, complete-journey, events"
            .formatted(name));
  }
}
