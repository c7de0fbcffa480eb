package io.tierwise.profile.trait;

/** Traits of stored profiles. */
public interface TraitSample {
  /** Those of all profiles, or of about so many chosen by where they are stored. */
  TraitKeys keys(int most);
}
