package io.tierwise.campaign.report;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * To which contact an order belongs. Of the contacts of the user in the window before it, those
 * count that were clicked; if none was, those that were seen; if none was, all. A click or an
 * impression that names a campaign but no contact counts by itself.
 *
 * @param window positive
 */
public record AttributionRule(Kind kind, Duration window) {
  /** What becomes of those that count. */
  public enum Kind {
    LAST_TOUCH("the last one gets the order"),
    FIRST_TOUCH("the first one gets the order"),
    LINEAR("each gets an equal part of the order, to the millionth");

    private final String meaning;

    Kind(String meaning) {
      this.meaning = meaning;
    }

    /** As in requests and answers: {@code last-touch}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Kind> of(String id) {
      return Stream.of(values()).filter(kind -> kind.id().equals(id)).findFirst();
    }
  }

  public AttributionRule {
    if (!window.isPositive()) {
      throw new IllegalArgumentException("attribution window " + window);
    }
  }

  /** The rule in words. */
  public String description() {
    return "of the contacts in the window before an order those count that were clicked, else those"
        + " that were seen, else all; "
        + kind.meaning
        + "; every order counts once";
  }

  /** Whole days as people write them: P7D, not PT168H. */
  public String windowText() {
    return window.equals(Duration.ofDays(window.toDays()))
        ? "P" + window.toDays() + "D"
        : window.toString();
  }
}
