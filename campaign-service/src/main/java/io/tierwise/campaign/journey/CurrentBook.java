package io.tierwise.campaign.journey;

/** The book of journeys, read again whenever one of them has changed. */
public final class CurrentBook {
  private final Journeys journeys;
  private long changes = -1;
  private JourneyBook book = new JourneyBook(java.util.List.of());

  public CurrentBook(Journeys journeys) {
    this.journeys = journeys;
  }

  public synchronized JourneyBook get() {
    long now = journeys.changes();
    if (now != changes) {
      book = new JourneyBook(journeys.running());
      changes = now;
    }
    return book;
  }
}
