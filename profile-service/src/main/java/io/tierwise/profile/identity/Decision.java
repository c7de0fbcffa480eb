package io.tierwise.profile.identity;

import org.jspecify.annotations.Nullable;

/**
 * What a person decided about a key.
 *
 * @param target the key that it follows from now on; null where it stands alone
 */
public record Decision(String key, @Nullable String target, String by, String reason) {}
