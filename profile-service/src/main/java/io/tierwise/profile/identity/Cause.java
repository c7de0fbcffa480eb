package io.tierwise.profile.identity;

/** What a link between two keys goes back to: an event, or a person's decision. */
public enum Cause {
  /** An identify event that carried both ids. */
  IDENTIFY,
  /** An alias event. */
  ALIAS,
  /** Somebody merged the key by hand. */
  MERGE,
  /** Somebody ended the key's link by hand: it stands alone. */
  SPLIT
}
