package io.tierwise.contracts;

import org.jspecify.annotations.Nullable;

/**
 * The one id under which the suite knows a user: the shop's user id, or {@code anon:} and the
 * anonymous id of a visitor that has not been identified. No user id may begin with the prefix.
 */
public final class UserKey {
  public static final String ANONYMOUS_PREFIX = "anon:";

  /**
   * @throws IllegalArgumentException if both ids are missing
   */
  public static String of(@Nullable String userId, @Nullable String anonymousId) {
    if (userId != null) {
      return userId;
    }
    if (anonymousId == null) {
      throw new IllegalArgumentException("neither userId nor anonymousId");
    }
    return anonymous(anonymousId);
  }

  public static String anonymous(String anonymousId) {
    return ANONYMOUS_PREFIX + anonymousId;
  }

  public static boolean isAnonymous(String userKey) {
    return userKey.startsWith(ANONYMOUS_PREFIX);
  }

  private UserKey() {}
}
