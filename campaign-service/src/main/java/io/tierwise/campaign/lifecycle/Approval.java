package io.tierwise.campaign.lifecycle;

/** How far a plan has come with the second person. */
public enum Approval {
  /** Nobody was asked, or an edit has made the answer void. */
  NONE,
  SUBMITTED,
  APPROVED,
  REJECTED;

  /** Whether a campaign needs it before it may start. */
  public enum Rule {
    NONE,
    SECOND_PERSON
  }
}
