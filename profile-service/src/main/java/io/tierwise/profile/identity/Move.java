package io.tierwise.profile.identity;

/**
 * A key that changed its canonical user.
 *
 * @param claim the change of a claim that moved it
 */
public record Move(String key, String from, String to, IdentityClaim claim) {}
