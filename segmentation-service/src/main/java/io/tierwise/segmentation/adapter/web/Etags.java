package io.tierwise.segmentation.adapter.web;

import io.tierwise.starter.problem.ProblemException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Entity tags: what somebody saw before they decided. */
final class Etags {
  static final String NONE = "none";
  private static final Pattern TAG = Pattern.compile("(?:W/)?\"([^\"]*)\"");

  static String of(@Nullable UUID published) {
    return "\"" + (published == null ? NONE : published) + "\"";
  }

  /**
   * @return the tag without its quotes, null if there is no condition
   */
  static @Nullable String value(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.isBlank() || ifMatch.strip().equals("*")) {
      return null;
    }
    Matcher matcher = TAG.matcher(ifMatch.strip());
    if (!matcher.matches()) {
      throw ProblemException.invalid(
          "If-Match", "invalid-etag", "is not one entity tag in double quotes");
    }
    return matcher.group(1);
  }

  static ProblemException failed(String detail) {
    return new ProblemException(
        HttpStatus.PRECONDITION_FAILED, "precondition-failed", detail, List.of(), null);
  }

  private Etags() {}
}
