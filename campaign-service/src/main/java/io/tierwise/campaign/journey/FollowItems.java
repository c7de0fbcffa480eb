package io.tierwise.campaign.journey;

import io.tierwise.campaign.journey.Items.ItemState;
import io.tierwise.campaign.journey.JourneyBook.Entry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Follows the catalogue: an item that is cheaper, or there again, lets in who looked at it. */
public final class FollowItems {
  private final CurrentBook books;
  private final Items items;
  private final Enrolments enrolments;
  private final Clock clock;
  private final Duration latest;

  public FollowItems(
      CurrentBook books, Items items, Enrolments enrolments, Clock clock, Duration latest) {
    this.books = books;
    this.items = items;
    this.enrolments = enrolments;
    this.clock = clock;
    this.latest = latest;
  }

  public void follow(List<ItemState> states) {
    items.keep(states, this::changed);
  }

  private void changed(List<ItemChange> changes) {
    Instant now = clock.instant();
    for (Entry journey : books.get().active().toList()) {
      for (ItemChange change : changes) {
        if (change.fires(journey.plan().trigger())
            && !change.at().isBefore(journey.activeSince())
            && !change.at().isBefore(now.minus(latest))) {
          enrolments.triggerByItem(journey, change, now);
        }
      }
    }
  }
}
