package io.tierwise.campaign.lifecycle;

/**
 * Who changes a campaign.
 *
 * @param known false where nobody can tell who it is
 */
public record Actor(String name, boolean known) {
  /** The service itself, when a window opens or closes. */
  public static final String CLOCK = "schedule";
}
