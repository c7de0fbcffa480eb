package io.tierwise.campaign.contact;

/** The two arms of a campaign's experiment. */
public enum Arm {
  TREATED,
  CONTROL
}
