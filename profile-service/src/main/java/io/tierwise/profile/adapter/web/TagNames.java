package io.tierwise.profile.adapter.web;

import io.tierwise.starter.problem.ProblemException;
import java.util.regex.Pattern;

/** What a tag may be called, so that it is easy to type and safe in a URL. */
final class TagNames {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,49}");

  static boolean isOne(String tag) {
    return NAME.matcher(tag).matches();
  }

  /**
   * @throws ProblemException if it is no tag
   */
  static String checked(String tag) {
    if (!isOne(tag)) {
      throw ProblemException.invalid(
          "tag",
          "invalid-tag",
          "'"
              + tag
              + "' is not 1 to 50 letters, digits, '.', '_' or '-', the first of them a"
              + " letter or digit");
    }
    return tag;
  }

  private TagNames() {}
}
