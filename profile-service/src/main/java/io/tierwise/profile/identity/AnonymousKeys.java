package io.tierwise.profile.identity;

/** The form of the keys of visitors that have not been identified. */
public final class AnonymousKeys {
  public static final String PREFIX = "anon:";

  public static boolean isAnonymous(String userKey) {
    return userKey.startsWith(PREFIX);
  }

  private AnonymousKeys() {}
}
