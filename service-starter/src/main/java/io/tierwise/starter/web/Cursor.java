package io.tierwise.starter.web;

import io.tierwise.starter.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opaque positions of listings, and their limits. */
public final class Cursor {
  public static String encode(String position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(position.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @return the position, or null at the start
   * @throws ProblemException if the cursor is not one of ours
   */
  public static @Nullable String decode(@Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return null;
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      String position =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (position.indexOf('\0') < 0) { // No id has one, and PostgreSQL takes none.
        return position;
      }
    } catch (IllegalArgumentException | CharacterCodingException e) {
      // Answered below, like every other text that is no cursor.
    }
    throw invalid();
  }

  /**
   * The position of a listing by id.
   *
   * @return the id, or null at the start
   * @throws ProblemException if the cursor is not one of such a listing
   */
  public static @Nullable UUID decodeId(@Nullable String cursor) {
    String position = decode(cursor);
    try {
      return position == null ? null : UUID.fromString(position);
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
  }

  /** What to answer where a position is not one of the listing. */
  public static ProblemException invalid() {
    return ProblemException.invalid("cursor", "invalid-cursor", "is not a cursor of this listing");
  }

  /**
   * @throws ProblemException unless 1 &lt;= limit &lt;= max
   */
  public static int limit(int limit, int max) {
    if (limit < 1 || limit > max) {
      throw ProblemException.invalid(
          "limit", "out-of-range", limit + " is not between 1 and " + max);
    }
    return limit;
  }

  private Cursor() {}
}
